"""Reads: the catalogue as a person sees it, attempts with their grades, and how a result compares."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from lms.foundation.api import access
from scenarios.drills.models import DrillItem, GradeMark, GradeResult, Scenario, ScenarioVersion
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seat_models import Seat

MOST_SAME = 20
SMALL_SAMPLE = 5
"""people: under this a share or a median says more about chance than about the drill"""


def catalogue(person: Any) -> QuerySet[Scenario]:
    """All drills, with the person's best score, number of attempts and whether it was passed."""
    mine = Attempt.objects.filter(version__scenario=OuterRef("pk"), person=person)
    counted = mine.values("version__scenario").annotate(n=Count("pk")).values("n")
    best = mine.values("version__scenario").annotate(best=Max("grade__score")).values("best")
    passed = mine.filter(grade__passed=True).values("version__scenario").annotate(n=Count("pk")).values("n")
    open_one = mine.filter(status=Attempt.Status.OPEN).order_by("-started_at").values("uuid")[:1]
    return (
        Scenario.objects.exclude(status=Scenario.Status.DRAFT)
        .select_related("chain")
        .prefetch_related("job_roles")
        .annotate(
            my_attempts=Subquery(counted),
            my_best=Subquery(best),
            my_passes=Subquery(passed),
            my_open=Subquery(open_one),
        )
    )


def current_version(scenario: Scenario) -> ScenarioVersion | None:
    """The version that a new attempt plays."""
    return scenario.versions.filter(is_trial=False).order_by("-published_at", "-pk").first()


def attempts_of(person: Any, scenario: Scenario) -> QuerySet[Attempt]:
    """The attempts at a drill in which the person takes part, newest first, with their grades."""
    mine = Attempt.objects.filter(_takes_part(person), version__scenario=scenario)
    return mine.select_related("grade", "version__scenario").order_by("-started_at", "-pk")


def attempts_seen_by(person: Any) -> QuerySet[Attempt]:
    """The attempts that a person may see: everybody's for who reads all records, else those they take part in."""
    counted = GradeMark.objects.filter(result__attempt=OuterRef("pk")).values("result__attempt")
    rows = Attempt.objects.select_related("person", "version__scenario", "grade").annotate(
        asked=Subquery(counted.annotate(n=Count("pk")).values("n")),
        same_way=Subquery(_others_with_same_way()),
        met=Subquery(counted.annotate(n=Count("pk", filter=Q(is_met=True))).values("n")),
    )
    return rows if access.may_read_all_records(person) else rows.filter(_takes_part(person))


def _takes_part(person: Any) -> Q:
    """Began it, or sits in it; a subquery, so that no attempt appears twice."""
    return Q(person=person) | Q(pk__in=Seat.objects.filter(person=person).values("attempt"))


def _others_with_same_way() -> QuerySet[Any]:
    """How many other people's results have the fingerprint of the attempt at hand."""
    same = GradeResult.objects.filter(fingerprint=OuterRef("grade__fingerprint")).exclude(fingerprint="")
    others = same.exclude(attempt__person=OuterRef("person")).values("fingerprint")
    return others.annotate(n=Count("pk")).values("n")


def same_way_as(result: GradeResult) -> list[GradeResult]:
    """Other people's results at the same drill whose way was the same, word for word; the earliest first."""
    if not result.fingerprint:
        return []
    same = GradeResult.objects.filter(
        fingerprint=result.fingerprint, attempt__version__scenario=result.attempt.version.scenario_id
    )
    others = same.exclude(attempt__person=result.attempt.person_id).select_related("attempt__person")
    return list(others.order_by("graded_at")[:MOST_SAME])


def attempt_number(attempt: Attempt) -> int:
    """Which of the person's attempts at this drill it is."""
    same = Attempt.objects.filter(person=attempt.person_id, version__scenario=attempt.version.scenario_id)
    return same.filter(
        Q(started_at__lt=attempt.started_at) | Q(started_at=attempt.started_at, pk__lte=attempt.pk)
    ).count()


def assigned_items(scenario: Scenario) -> list[DrillItem]:
    """The activities that ask for a drill."""
    return list(DrillItem.objects.filter(scenario=scenario).select_related("activity"))


@dataclass(frozen=True)
class Comparison:
    """How the people who did this version (first graded attempt each, guided ones left out) came off."""

    people: int
    median_score: Decimal | None
    most_missed: GradeMark | None
    missed_by: int

    @property
    def is_small(self) -> bool:
        """Whether there are too few people to say anything."""
        return self.people < SMALL_SAMPLE


def comparison(version: ScenarioVersion) -> Comparison:
    """Compare over everybody's first graded attempt at a version."""
    results = GradeResult.objects.filter(attempt__version=version).exclude(attempt__mode=Attempt.Mode.GUIDED)
    firsts = _first_of_each(results.order_by("attempt__started_at", "pk").select_related("attempt"))
    if not firsts:
        return Comparison(0, None, None, 0)
    missed = GradeMark.objects.filter(result__in=[row.pk for row in firsts], is_met=False)
    counts = Counter(missed.values_list("code", flat=True))
    code, times = counts.most_common(1)[0] if counts else ("", 0)
    worst = missed.filter(code=code).order_by("-result__graded_at").first() if code else None
    return Comparison(len(firsts), Decimal(median(row.score for row in firsts)), worst, times)


@dataclass(frozen=True)
class PracticeEffect:
    """Wrong moves per person in the first and in the latest attempt at a drill, over those who tried at least twice."""

    people: int
    refused_first: Decimal
    refused_latest: Decimal
    rework_first: Decimal
    rework_latest: Decimal

    @property
    def is_small(self) -> bool:
        """Whether there are too few people to say anything."""
        return self.people < SMALL_SAMPLE


def practice_effect(scenario: Scenario) -> PracticeEffect:
    """Count refused commands and steps taken back, before practising and after; guided attempts are training, not proof."""
    results = GradeResult.objects.filter(attempt__version__scenario=scenario).exclude(attempt__mode=Attempt.Mode.GUIDED)
    first: dict[int, GradeResult] = {}
    latest: dict[int, GradeResult] = {}
    for result in results.order_by("attempt__started_at", "pk").select_related("attempt"):
        first.setdefault(result.attempt.person_id, result)
        latest[result.attempt.person_id] = result
    pairs = [(first[person], latest[person]) for person in first if first[person].pk != latest[person].pk]
    return PracticeEffect(
        people=len(pairs),
        refused_first=_mean([before.error_count for before, _after in pairs]),
        refused_latest=_mean([after.error_count for _before, after in pairs]),
        rework_first=_mean([before.rework_count for before, _after in pairs]),
        rework_latest=_mean([after.rework_count for _before, after in pairs]),
    )


def _mean(counts: list[int]) -> Decimal:
    return (Decimal(sum(counts)) / len(counts)).quantize(Decimal("0.1")) if counts else Decimal(0)


def _first_of_each(results: Iterable[GradeResult]) -> list[GradeResult]:
    firsts: dict[int, GradeResult] = {}
    for result in results:
        firsts.setdefault(result.attempt.person_id, result)
    return list(firsts.values())
