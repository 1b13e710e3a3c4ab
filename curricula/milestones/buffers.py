"""Buffer time: what is open in which state of its buffer, and whose is being consumed (requirement A55)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from curricula.milestones.models import GoLive
from curricula.organisation.models import Department
from curricula.training.models import Assignment
from curricula.training.queries import assignments_in_force, holds_on
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.templatetags.people import person as drawn_person
from lms.foundation.templatetags.shapes import state as drawn_state
from lms.foundation.templatetags.wording import days


@dataclass(frozen=True)
class BufferCount:
    """Assignments of a go-live by what is left of their buffer."""

    asked: int
    met: int
    untouched: int
    consumed: int
    overdue: int


def count_buffers(rows: QuerySet[Assignment], day: date) -> BufferCount:
    """Count the rows by buffer on `day`, in one query."""
    unmet = ~_settled(day)
    found = rows.aggregate(
        asked=Count("pk"),
        met=Count("pk", filter=_settled(day)),
        untouched=Count("pk", filter=unmet & Q(planned_on__gte=day)),
        consumed=Count("pk", filter=unmet & Q(planned_on__lt=day, due_on__gte=day)),
        overdue=Count("pk", filter=unmet & Q(due_on__lt=day)),
    )
    return BufferCount(**found)


def asked_at(go_live: GoLive, departments: QuerySet[Department], day: date) -> QuerySet[Assignment]:
    """What is asked at a go-live of the people in some departments."""
    return assignments_in_force(day).filter(go_live=go_live, posting__department__in=departments)


def consumed_buffers(rows: QuerySet[Assignment], day: date) -> Listing:
    """Open assignments whose planned day has gone by: the buffer is running, or gone."""
    late = rows.filter(~_settled(day), planned_on__lt=day).select_related(
        "person", "activity", "posting__department", "posting__site"
    )
    return Listing(
        rows=late,
        columns=(
            Column("person", _("Person"), value="person.shown_name", sort="person__name", show=_person, link=_page),
            Column("number", pgettext("person", "Number"), value="person.number", sort="person__number"),
            Column("department", _("Department"), value="posting.department.name", sort="posting__department__code"),
            Column("activity", _("Activity"), value="activity.name", sort="activity__code"),
            Column("criticality", _("Criticality"), value="get_criticality_display", sort="criticality"),
            Column("planned_on", _("Planned"), sort="planned_on"),
            Column("due_on", _("Due"), sort="due_on"),
            Column("buffer", _("Buffer"), value=lambda one: (one.due_on - day).days, show=lambda one: _left(one, day)),
        ),
        filters=(
            Filter(
                "department", _("Department"), lookup="posting__department__code",
                choices=lambda: [(one.code, one.name) for one in Department.objects.all()],
            ),
            Filter("overdue", _("Only overdue"), kind="bool", lookup=lambda rows, _ticked: rows.filter(due_on__lt=day)),
        ),
        search=("person__number", "person__name", "person__name_latin", "activity__code"),
        default_sort="due_on",
        export_name="consumed-buffers",
        label=_("Buffers being consumed"),
        empty=_("Nobody in your scope is using up a buffer."),
    )  # fmt: skip


def _settled(day: date) -> Any:
    return holds_on(day) | Q(waived_until__gte=day)


def _person(one: Assignment) -> SafeString:
    return drawn_person(one.person)


def _page(one: Assignment) -> str:
    return reverse("person", args=[one.person.number])


def _left(one: Assignment, day: date) -> SafeString:
    left = (one.due_on - day).days
    if left < 0:
        return drawn_state("stop", _("%(days)s overdue") % {"days": days(-left)})
    return drawn_state("risk", _("%(days)s of buffer left") % {"days": days(left)})
