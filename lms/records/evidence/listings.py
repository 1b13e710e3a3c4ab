"""The list of the applet: everything recorded about one person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curricula.models import EvidenceFact
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.models import Person
from lms.foundation.templatetags.shapes import state as state_mark
from lms.records.evidence.queries import evidence_of
from lms.records.evidence.wording import METHODS, OUTCOMES, SHAPES, SOURCES, method_of, outcome_of


def evidence_listing(person: Person) -> Listing:
    """Evidence of `person`, newest first; the export carries version, digest and judge as an inspector asks for them."""
    return Listing(
        rows=evidence_of(person),
        columns=(
            Column("day", _("Day"), value="occurred_on", sort="occurred_on", link=_link),
            Column("code", pgettext_lazy("identifier", "Code"), value="activity.code", sort="activity__code"),
            Column("activity", _("Activity"), value=lambda row: row.activity.name),
            Column("method", _("Method"), value=method_of, sort="method"),
            Column("outcome", _("Outcome"), value=outcome_of, show=_show_outcome, sort="outcome"),
            Column("score", _("Score"), sort="score", align="end"),
            Column("level", _("Level"), sort="level", align="end"),
            Column("version", _("Version"), value="content_version"),
            Column("judged_by", _("Judged by"), value=lambda row: row.judged_by.name if row.judged_by else "Plimsoll"),
            Column("occurred_at", _("When"), on_page=False),
            Column("recorded_at", _("Recorded at"), on_page=False),
            Column("source", _("Source"), value=lambda row: str(SOURCES.get(row.source, row.source)), on_page=False),
            Column("digest", _("Digest of the content"), value="content_digest", on_page=False),
            Column("uuid", _("Entry"), value=lambda row: str(row.uuid), on_page=False),
            Column(
                "corrects",
                _("Corrects"),
                value=lambda row: str(row.corrects.uuid) if row.corrects else "",
                on_page=False,
            ),
            Column("corrected_by", _("Corrected by"), value=_corrected_by, on_page=False),
        ),
        filters=(
            Filter("method", _("Method"), choices=tuple(METHODS.items())),
            Filter("outcome", _("Outcome"), choices=tuple(OUTCOMES.items())),
            Filter("day", _("Day"), kind="date", lookup="occurred_on"),
        ),
        search=("activity__code", "activity__name_zh", "activity__name_en"),
        default_sort="-day",
        export_name=f"evidence-{person.number}",
        label=_("Evidence"),
        empty=_("Nothing has been recorded yet. Lessons, exams, drills and practicals appear here by themselves."),
    )


def _link(row: EvidenceFact) -> str:
    return reverse("evidence", args=[row.uuid])


def _show_outcome(row: EvidenceFact) -> Any:
    if _corrected_by(row):
        return state_mark("none", str(_("Corrected")))
    return state_mark(SHAPES.get(row.outcome, "none"), outcome_of(row))


def _corrected_by(row: EvidenceFact) -> str:
    newer = getattr(row, "corrected_by", None)
    return str(newer.uuid) if newer else ""
