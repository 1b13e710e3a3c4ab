"""The lists of people behind the figures: what is open, who covers what. Only what is open, never what is met."""

from typing import Any

from django.db.models import Q

from curricula.api import holds_on, with_status
from curricula.models import Assignment, GoLive
from reporting.metrics.confident import Confidence
from reporting.metrics.cover import CoverCell, Named
from reporting.metrics.flat import flat_rows
from reporting.snapshots.figures import Measured, Record

OPEN_COLUMNS = (
    "number", "name", "name_latin", "department", "site", "shift", "job_role", "activity", "criticality", "method", "due_on", "status",
)  # fmt: skip
COVER_COLUMNS = ("step", "split", "site", "shift", "count", "state", "qualified", "rostered_unqualified")

CONFIDENT_COLUMNS = (
    "step",
    "regulated",
    "number",
    "name",
    "name_latin",
    "department",
    "source",
    "ref",
    "question",
    "on",
)


def open_rows(go_live: GoLive, measured: Measured) -> list[list[Any]]:
    """Every requirement that does not hold on go-live day and is not waived, with the state it is in today."""
    day = go_live.on
    asked = Assignment.objects.filter(go_live=go_live, is_current=True, from_day__lte=day)
    asked = asked.filter(Q(to_day__isnull=True) | Q(to_day__gte=day)).exclude(criticality="recommended")
    asked = asked.exclude(holds_on(day)).exclude(waived_until__isnull=False, waived_until__gte=day)
    rows = with_status(asked, measured.today).order_by(
        "posting__department__code", "person__number", "due_on", "activity__code"
    )
    fields = (
        "person__number", "person__name", "person__name_latin", "posting__department__code", "posting__site__code",
        "posting__shift__code", "posting__job_role__code", "activity__code", "criticality", "method", "due_on", "status",
    )  # fmt: skip
    return [[*row[:10], str(row[10]), str(row[11])] for row in flat_rows(rows.values_list(*fields))]


def cover_rows(cells: list[CoverCell]) -> list[list[Any]]:
    """Every cell of cover with the people who are qualified, and those who stand there without being so."""
    return [
        [
            cell.step, cell.split, cell.site, cell.shift, cell.count, str(cell.state),
            [person_record(person) for person in cell.qualified], [person_record(person) for person in cell.unqualified],
        ]
        for cell in cells
    ]  # fmt: skip


def confident_rows(confidence: Confidence) -> list[list[Any]]:
    """Every confident and wrong answer with its name, regulated steps first."""
    return [
        [
            one.step.code, one.step.is_regulated, one.number, one.name, one.name_latin, one.department, one.source, one.ref,
            one.question, one.on.isoformat(),
        ]
        for one in confidence.wrong
    ]  # fmt: skip


def person_record(person: Named) -> Record:
    """A person as a list names them."""
    return {
        "number": person.number,
        "name": person.name,
        "name_latin": person.name_latin,
        "department": person.department,
    }
