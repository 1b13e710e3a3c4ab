"""What is asked of one person on a day, with its state, as a list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from curricula.training.queries import assignments_in_force, with_status
from curricula.training.vocabulary import Criticality, Method, Status
from curricula.training.waiving import waivers_of
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.models import Person
from lms.foundation.templatetags.cells import crit
from lms.foundation.templatetags.shapes import state as drawn_state
from lms.foundation.templatetags.wording import day as day_text

SHAPES = {
    Status.MET: "done",
    Status.WAIVED: "none",
    Status.OVERDUE: "stop",
    Status.EXPIRED: "stop",
    Status.STALE: "risk",
    Status.IN_PROGRESS: "now",
    Status.OPEN: "next",
    Status.NOT_YET_DUE: "next",
}


def requirements_of(person: Person, day: date, *, may_waive: bool) -> Listing:
    """The current cycles of a person's assignments that are in force on `day`; a lead who may finds the way to waive one."""
    waivers = waivers_of(person, day)

    def waiver(one: Any) -> str:
        mark = waivers.get(one.activity_id)
        return f"{mark.until.isoformat()} {mark.owner.shown_name}" if mark else ""

    def drawn_waiver(one: Any) -> str:
        mark = waivers.get(one.activity_id)
        if mark is not None:
            return f"{day_text(mark.until)} · {mark.owner.shown_name}"
        return _("Waive") if may_waive and one.status != Status.MET else ""

    def waiver_page(one: Any) -> str | None:
        return reverse("waiver", args=[person.number, one.activity.code]) if drawn_waiver(one) else None

    rows = with_status(assignments_in_force(day).filter(person=person), day).select_related(
        "activity", "go_live", "posting__job_role"
    )
    return Listing(
        rows=rows,
        columns=(
            Column("activity", _("Activity"), value="activity.name", sort="activity__code", link=_page),
            Column("code", pgettext("identifier", "Code"), value="activity.code", on_page=False),
            Column("job_role", _("Because of"), value="posting.job_role.name", sort="posting__job_role__code"),
            Column("level", _("Level"), value=lambda one: one.level, sort="level", show=_level),
            Column("method", _("Shown by"), value=lambda one: Method(one.method).label, sort="method"),
            Column("go_live", _("Go-live"), value="go_live.code", sort="go_live__on"),
            Column("due_on", _("Due"), sort="due_on"),
            Column("status", _("State"), value=lambda one: Status(one.status).label, sort="status", show=_status),
            Column("waiver", _("Waived until, owner"), value=waiver, show=drawn_waiver, link=waiver_page),
            Column("met_on", _("Met on"), sort="met_on"),
            Column("valid_until", _("Valid until"), sort="valid_until"),
            Column("attempts", _("Attempts made"), sort="attempts", align="end"),
        ),
        filters=(
            Filter("status", _("State"), choices=Status.choices),
            Filter("criticality", _("Criticality"), choices=Criticality.choices),
        ),
        search=("activity__code", "activity__name_zh", "activity__name_en"),
        default_sort="due_on",
        export_name=f"requirements-{person.number}",
        label=_("What is asked"),
        empty=_("Nothing is asked: the matrix has no requirement for the posts held today."),
    )


def overdue_on(day: date) -> QuerySet[Any]:
    """Assignments in force on `day` whose due day has gone by unmet: the rows behind who is late."""
    return with_status(assignments_in_force(day), day).filter(status=Status.OVERDUE)


class Lateness:
    """How many of each person's requirements are overdue on a day, counted for a page of people at once."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._counts: dict[int, int] = {}

    def gather(self, rows: Sequence[Any]) -> None:
        """Count for the people of these postings."""
        late = overdue_on(self._day).filter(person__in=[row.person_id for row in rows])
        self._counts = dict(late.order_by().values_list("person").annotate(Count("pk")))

    def count(self, row: Any) -> int:
        """How many, for the person of one posting."""
        return self._counts.get(row.person_id, 0)


def _page(one: Any) -> str | None:
    try:
        return reverse("activity", args=[one.activity.code])
    except NoReverseMatch:  # a higher stratum gives that page; without it the name stands alone
        return None


def _level(one: Any) -> SafeString:
    return crit(one.level, one.criticality)


def _status(one: Any) -> SafeString:
    return drawn_state(SHAPES[Status(one.status)], str(Status(one.status).label))
