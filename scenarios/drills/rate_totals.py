"""Detection and correction over people: each person's newest graded attempt at a data drill, by drill and department."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from curricula.models import Posting
from lms.foundation.api import clock
from scenarios.drills.models import GradeRate, Scenario
from scenarios.drills.queries import SMALL_SAMPLE
from scenarios.grading.api import Rate, RateKind
from scenarios.sandbox.models import Attempt


@dataclass(frozen=True)
class RateTotal:
    """One drill in one department, or in all where `department` is empty: the rates summed over people's newest attempts."""

    code: str
    title: str
    department: str
    department_name: str
    people: int
    reached_both: int
    detection: Rate | None
    correction: Rate | None

    @property
    def is_small(self) -> bool:
        """Whether there are too few people to judge by."""
        return self.people < SMALL_SAMPLE


@dataclass(frozen=True)
class _Own:
    """The rates of one person's newest attempt at a drill, and whether each reached its threshold."""

    person: int
    result: int
    rates: list[Rate]

    @property
    def reached_both(self) -> bool:
        return all(rate.is_met for rate in self.rates)


def rate_totals() -> list[RateTotal]:
    """A line for all departments and one for each, drill by drill. Guided attempts and trials of drafts are left out.

    People without a main post count in the line of all. Three queries, whatever the number of people.
    """
    newest, departments = _newest(), _departments()
    lines = []
    for scenario in Scenario.objects.filter(pk__in=newest).order_by("code"):
        rows = newest[scenario.pk]
        lines.append(_total(scenario, "", "", rows))
        by_department: dict[tuple[str, str], list[_Own]] = defaultdict(list)
        for own in rows:
            if own.person in departments:
                by_department[departments[own.person]].append(own)
        lines += [_total(scenario, code, name, some) for (code, name), some in sorted(by_department.items())]
    return lines


def _newest() -> dict[int, list[_Own]]:
    """By drill: of each person the newest result that has rates."""
    rows = (
        _counted()
        .order_by("result__graded_at", "result", "-kind")
        .values_list(
            "result__attempt__version__scenario", "result__attempt__person", "result",
            "kind", "done", "planted", "threshold",
        )
    )  # fmt: skip
    newest: dict[tuple[int, int], _Own] = {}
    for scenario, person, result, kind, done, planted, threshold in rows:
        own = newest.get((scenario, person))
        if own is None or own.result != result:
            own = newest[scenario, person] = _Own(person, result, [])
        own.rates.append(Rate(RateKind(kind), done, planted, threshold, ()))
    found: dict[int, list[_Own]] = defaultdict(list)
    for (scenario, _person), own in newest.items():
        found[scenario].append(own)
    return found


def _counted() -> QuerySet[GradeRate]:
    rates = GradeRate.objects.filter(result__attempt__version__is_trial=False)
    return rates.exclude(result__attempt__mode=Attempt.Mode.GUIDED)


def _departments() -> dict[int, tuple[str, str]]:
    """The department today, by the main post, of everybody who counts."""
    today = clock.today()
    held = Posting.objects.filter(person__in=_counted().values("result__attempt__person"), is_main=True)
    held = held.filter(starts_on__lte=today).exclude(ends_on__lt=today).select_related("department")
    return {row.person_id: (row.department.code, str(row.department.name)) for row in held.order_by("starts_on", "pk")}


def _total(scenario: Scenario, department: str, name: str, rows: Sequence[_Own]) -> RateTotal:
    detection, correction = (
        _summed(kind, [rate for own in rows for rate in own.rates if rate.kind is kind]) for kind in RateKind
    )
    return RateTotal(
        code=scenario.code,
        title=str(scenario.title),
        department=department,
        department_name=name,
        people=len(rows),
        reached_both=sum(own.reached_both for own in rows),
        detection=detection,
        correction=correction,
    )


def _summed(kind: RateKind, rates: Sequence[Rate]) -> Rate | None:
    """Found or mended of all that was planted; where versions ask for different thresholds, the highest holds."""
    if not rates:
        return None
    threshold = max(rate.threshold for rate in rates)
    return Rate(kind, sum(rate.done for rate in rates), sum(rate.planted for rate in rates), threshold, ())
