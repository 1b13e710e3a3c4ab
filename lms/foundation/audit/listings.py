"""The lists of the applet: the trail, and who opened whose record."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.foundation.audit.models import AuditEntry
from lms.foundation.audit.queries import personal_reads, reviewed_up_to
from lms.foundation.audit.record_names import RecordNames, holds_in_its_record
from lms.foundation.audit.wording import ACTION_WORDS, kind_word
from lms.foundation.listing import Column, Filter, Listing
from lms.foundation.templatetags.people import person as person_name


def trail_listing() -> Listing:
    """All entries, newest first; the file carries old and new value, origin and hash."""
    names = RecordNames()
    return Listing(
        rows=AuditEntry.objects.select_related("actor", "impersonator"),
        columns=(
            Column("sequence", _("Entry"), sort="sequence", link=_link),
            Column("at", _("When"), sort="at"),
            Column("actor", _("Who"), value=_who, sort="actor_name"),
            Column("kind", _("Kind of record"), value="kind_word", sort="subject_kind"),
            Column("label", _("Record"), value=names.label),
            Column("action", _("What"), value="action_word", sort="action"),
            Column("change", _("From and to"), value=_change),
            Column("reason", _("Why"), value="shown_reason"),
            Column("origin", _("From where"), value="origin", on_page=False),
            Column("uuid", _("Id of the record"), value=lambda row: str(row.subject_uuid), on_page=False),
            Column("hash", _("Hash"), value="hash", on_page=False),
        ),
        filters=(
            Filter("kind", _("Kind of record"), lookup="subject_kind", choices=_kinds),
            Filter("action", _("What"), lookup="action", choices=tuple(ACTION_WORDS.items())),
            Filter("actor", _("Who"), kind="text", lookup="actor_name"),
            Filter("at", _("When"), kind="date", lookup="at"),
            Filter("open", _("Not reviewed yet"), kind="bool", lookup=_only_open),
        ),
        search=("actor_name", "subject_label", "reason", "subject_kind"),
        search_also=lambda word: Q(subject_label="") & holds_in_its_record(word),
        default_sort="-sequence",
        gather=names.gather,
        export_name="audit-trail",
        label=_("Audit trail"),
        empty=_("Nothing has happened yet. Every change of a regulated record appears here by itself."),
    )


def reads_listing() -> Listing:
    """Who opened whose record."""
    return Listing(
        rows=personal_reads(),
        columns=(
            Column("at", _("When"), sort="at"),
            Column(
                "reader", _("Who"), value="reader.name", show=lambda row: person_name(row.reader), sort="reader__number"
            ),
            Column("subject", _("Whose record"), value="subject.name", show=_subject, sort="subject__number"),
            Column("number", _("Staff number"), value="subject.number"),
            Column("page", _("What"), value="page_word", sort="page"),
        ),
        filters=(Filter("at", _("When"), kind="date", lookup="at"),),
        search=("reader__name", "reader__number", "subject__name", "subject__number"),
        default_sort="-at",
        export_name="personal-reads",
        label=_("Reads of personal records"),
        empty=_("Nobody has opened another person's record yet."),
    )


def _link(row: AuditEntry) -> str:
    return reverse("audit-entry", args=[row.sequence])


def _who(row: AuditEntry) -> str:
    if row.impersonator is None or row.impersonator_id == row.actor_id:
        return row.actor_name
    return f"{row.impersonator.name} → {row.actor_name}"


def _change(row: AuditEntry) -> str:
    """Field by field, in one cell; what there was not, and what there is no more, is a dash."""
    pair = gettext("{}: {}")
    parts = (pair.format(name, f"{old} → {new or '–'}" if old else new) for name, old, new in row.differences)
    return gettext("; ").join(parts)


def _subject(row: Any) -> str:
    return person_name(row.subject)


def _kinds() -> list[tuple[str, str]]:
    kinds = AuditEntry.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
    return [(kind, kind_word(kind)) for kind in kinds]


def _only_open(rows: QuerySet[AuditEntry], _wanted: bool) -> QuerySet[AuditEntry]:
    return rows.filter(sequence__gt=reviewed_up_to())
