"""The rows behind the list of names: who still lacks something for a go-live, and what it is."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from curricula.api import holds_on
from curricula.models import Activity, Assignment, GoLive
from lms.foundation.api import prepared
from reporting.metrics.models import CoverageRow
from reporting.metrics.visibility import Departments

Grain = CoverageRow.Grain
PAGE_SIZE = 25
"""people: each row names what is missing, and the page is opened twenty times a day"""
# Plain values: a record of the person and of each part of the organisation would take longer than to read them.
SHOWN = (
    "person_id", "person__number", "person__name", "person__name_latin",
    *(f"{of}__{name}" for of in ("department", "site", "shift") for name in ("name_zh", "name_en")),
    "met", "asked",
)  # fmt: skip
Open = list[tuple[int, int, str]]
"""person, activity, due day as its ISO text: of some fifteen days to a person the page writes one"""
_DUE_FIRST = itemgetter(2, 1)


def people_asked(query: QueryDict, go_live: GoLive, departments: Departments) -> QuerySet[CoverageRow, Any]:
    """Rows of the grain that the filters ask for: by chain, by job role, or in all."""
    chain, job_role = query.get("chain"), query.get("job_role")
    rows = CoverageRow.objects.filter(go_live=go_live, asked__gt=0)
    if chain:
        rows = rows.filter(grain=Grain.CHAIN, chain__code=chain)
    elif job_role:
        rows = rows.filter(grain=Grain.JOB_ROLE, job_role__code=job_role)
    else:
        rows = rows.filter(grain=Grain.ALL)
    if chain and job_role:
        holders = CoverageRow.objects.filter(go_live=go_live, grain=Grain.JOB_ROLE, job_role__code=job_role)
        rows = rows.filter(person_id__in=holders.values("person_id"))
    if departments is not None:
        rows = rows.filter(department__code__in=departments)
    if not query.get("everybody"):
        rows = rows.filter(met__lt=F("asked"))
    return rows.values_list(*SHOWN, named=True)


def count_lacking(go_live: GoLive, department: str | None) -> int:
    """How many lack something, in all or in one department."""
    if department is None:
        return _count.first(go_live=go_live.pk) or 0
    return _count_of_department.first(go_live=go_live.pk, department=department) or 0


def first_page(go_live: GoLive, department: str | None) -> Sequence[Any]:
    """First page, by number, of all who lack something, or of one department: what the links lead to.

    The same rows as `people_asked`, ordered as the list orders them, but their queries are compiled once.
    """
    if department is None:
        return _first(go_live=go_live.pk)
    return _first_of_department(go_live=go_live.pk, department=department)


def open_of(query: QueryDict, go_live: GoLive, people: list[int]) -> Open:
    """What these people still lack on go-live day, the first due first; of the chain or job role asked for."""
    chain, job_role = query.get("chain"), query.get("job_role")
    if not chain and not job_role and len(people) <= PAGE_SIZE:
        return sorted(_open_of(go_live=go_live.pk, day=go_live.on, people=people), key=_DUE_FIRST)
    rows = _open(go_live.pk, go_live.on, people)
    if chain:
        rows = rows.filter(activity__steps__chain__code=chain).distinct()
    elif job_role:
        rows = rows.filter(posting__job_role__code=job_role)
    return list(rows)


def _open(go_live: int, day: date, people: list[int]) -> QuerySet[Assignment, Any]:
    """What does not hold on the day and is not waived."""
    # Over few people their own index has to lead; the go-live's would be walked from end to end.
    rows = Assignment.objects.alias(wave=F("go_live_id") + 0).filter(
        wave=go_live, is_current=True, from_day__lte=day, person__in=people
    )
    rows = rows.filter(Q(to_day__isnull=True) | Q(to_day__gte=day)).exclude(criticality="recommended")
    rows = rows.exclude(holds_on(day)).exclude(waived_until__isnull=False, waived_until__gte=day)
    rows = rows.annotate(due_day=Cast("due_on", TextField())).order_by("due_day", "activity_id")
    return rows.values_list("person_id", "activity_id", "due_day")


@prepared
def _open_of(go_live: int, day: date, people: list[int]) -> Any:
    """In no order: these few hundred are sorted here in a tenth of the time that the database takes."""
    return _open(go_live, day, people).order_by()


def _lacking(go_live: int) -> QuerySet[CoverageRow]:
    return CoverageRow.objects.filter(go_live=go_live, asked__gt=0, grain=Grain.ALL, met__lt=F("asked"))


def _by_number(rows: QuerySet[CoverageRow]) -> QuerySet[CoverageRow, Any]:
    in_order = rows.order_by(F("person__number").asc(nulls_last=True), "pk")
    return in_order.values_list(*SHOWN, named=True)[:PAGE_SIZE]


def _counted(rows: QuerySet[CoverageRow]) -> QuerySet[CoverageRow, Any]:
    """One number for each go-live, and there is one; none where nobody lacks anything."""
    return rows.order_by().values("go_live").annotate(n=Count("pk")).values_list("n", flat=True)


@prepared
def _count(go_live: int) -> Any:
    return _counted(_lacking(go_live))


@prepared
def _count_of_department(go_live: int, department: str) -> Any:
    return _counted(_lacking(go_live).filter(department__code=department))


@prepared
def _first(go_live: int) -> Any:
    return _by_number(_lacking(go_live))


@prepared
def _first_of_department(go_live: int, department: str) -> Any:
    return _by_number(_lacking(go_live).filter(department__code=department))


@prepared
def activity_codes() -> Any:
    """Key and code of every activity."""
    return Activity.objects.order_by().values_list("pk", "code")
