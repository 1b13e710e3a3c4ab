"""Lists of the matrix: its versions with their signatures, and the assignments that a draft changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from curricula.training.matrix.values import Wanted
from curricula.training.matrix_services import Preview
from curricula.training.models import Activity, MatrixVersion
from curricula.training.vocabulary import Level
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.models import Person
from lms.foundation.templatetags.wording import moment

CHANGES = (("added", _("added")), ("removed", _("removed")), ("altered", _("changed")))


@dataclass(frozen=True)
class ChangedAssignment:
    """One assignment that publishing would add, remove or change; days and level as they would be."""

    kind: str
    number: str
    name: str
    activity_code: str
    activity: str
    level: int
    due_on: date
    due_before: date | None


def concerned(found: Preview, draft: MatrixVersion) -> Listing:
    """Everybody whom the draft concerns, assignment by assignment."""
    return Listing(
        rows=lambda: list(_changed_assignments(found)),
        columns=(
            Column("number", pgettext_lazy("person", "Number"), sort=True, link=_person),
            Column("name", pgettext_lazy("person", "Name"), sort=True),
            Column("kind", pgettext_lazy("noun", "Change"), value=lambda row: gettext_of(row.kind), sort=True),
            Column("activity_code", pgettext_lazy("identifier", "Code"), sort=True),
            Column("activity", _("Activity"), sort=True),
            Column("level", _("Level"), value=lambda row: Level(row.level).label, sort=True),
            Column("due_before", _("Due until now"), sort=True),
            Column("due_on", _("Due"), sort=True),
        ),
        filters=(Filter("kind", pgettext_lazy("noun", "Change"), choices=CHANGES),),
        search=("number", "name", "activity_code", "activity"),
        default_sort="number",
        export_name=f"matrix-draft-{draft.number}",
        label=_("Assignments that change"),
        empty=_("Publishing the draft would change nobody's assignments."),
    )


def versions() -> Listing:
    """All versions; each opens as it was signed."""
    rows = MatrixVersion.objects.select_related("signature").annotate(
        begun_count=Count("begun", distinct=True), ended_count=Count("ended", distinct=True)
    )
    return Listing(
        rows=rows,
        columns=(
            Column("number", _("Version"), sort="number", link=_version),
            Column("state", _("State"), value="get_state_display", sort="state"),
            Column("begun", _("Requirements begun"), value="begun_count", sort="begun_count", align="end"),
            Column("ended", _("Requirements ended"), value="ended_count", sort="ended_count", align="end"),
            Column("published_at", pgettext_lazy("moment", "Published"), sort="published_at"),
            Column("note", _("Why"), value="change_note"),
            Column("signature", _("Signed"), value=_signed, show=_signed),
            Column("digest", _("Digest (SHA-256)"), on_page=False),
        ),
        filters=(Filter("state", _("State"), choices=MatrixVersion.State.choices),),
        search=("change_note", "signature__printed_name"),
        default_sort="-number",
        export_name="matrix-versions",
        label=_("Versions of the matrix"),
        page_size=20,
    )


def gettext_of(kind: str) -> str:
    """The kind of change in words."""
    return str(dict(CHANGES)[kind])


def _changed_assignments(found: Preview) -> Iterator[ChangedAssignment]:
    difference = found.difference
    people = {row[0]: row[1:] for row in Person.objects.values_list("pk", "number", "name")}
    activities = Activity.objects.in_bulk()

    def changed(kind: str, row: Wanted, before: Wanted | None = None) -> ChangedAssignment:
        number, name = people[row.person]
        activity = activities[row.activity]
        return ChangedAssignment(
            kind, number, name, activity.code, activity.name, row.level, row.due_on, before.due_on if before else None
        )

    yield from (changed("added", row) for row in difference.added)
    yield from (changed("removed", row, row) for row in difference.removed)
    yield from (changed("altered", after, before) for before, after in difference.altered)


def _person(row: ChangedAssignment) -> str:
    return reverse("person", args=[row.number])


def _version(row: MatrixVersion) -> str:
    return f"{reverse('matrix')}?version={row.number}"


def _signed(row: MatrixVersion) -> str | SafeString:
    if row.signature is None:
        return ""
    signature = row.signature
    return format_html(
        gettext("{name}, {at} ({zone}), {meaning}"), name=signature.printed_name, at=moment(signature.at),
        zone=signature.zone, meaning=signature.get_meaning_display(),
    )  # fmt: skip
