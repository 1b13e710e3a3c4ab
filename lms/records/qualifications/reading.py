"""Reading what the rule takes, set-wise: types with their demands, passes, posts, and the newest certificates."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from curricula.api import Method, cells_in_force
from curricula.models import Activity, EvidenceFact, Posting
from lms.records.qualifications.entitlement import Demand, Held, Pass, Post, Rule
from lms.records.qualifications.models import Qualification, QualificationEnding, QualificationType


@dataclass(frozen=True)
class Newest:
    """The newest certificate of a person and type: its row and how the rule sees it."""

    pk: int
    held: Held


def read_rules(types: Iterable[int] | None = None) -> list[Rule]:
    """The types as rules; how an activity is met is what the matrix in force says for the type's job roles."""
    rows = QualificationType.objects.prefetch_related("job_roles", "evidence").order_by("code")
    if types is not None:
        rows = rows.filter(pk__in=list(types))
    cells = _cells_by_activity()
    return [_rule(row, cells) for row in rows]


def types_that_may_be_due(fact: EvidenceFact) -> list[int]:
    """Types that ask for the fact's activity and of which the person has passed every other activity too.

    Most passes are one of several that are still to come: those end here, at two small queries.
    """
    asked: dict[int, set[int]] = defaultdict(set)
    rows = QualificationType.evidence.through.objects.filter(qualificationtype__evidence=fact.activity_id)
    for kind, activity in rows.values_list("qualificationtype_id", "activity_id"):
        asked[kind].add(activity)
    if not asked:
        return []
    facts = EvidenceFact.objects.filter(person=fact.person_id, activity__in=set().union(*asked.values()))
    passed = set(facts.filter(outcome=EvidenceFact.Outcome.PASSED).order_by().values_list("activity_id", flat=True))
    return [kind for kind, activities in asked.items() if activities <= passed]


def read_passes(people: Collection[int] | None = None) -> dict[int, list[Pass]]:
    """Passed and uncorrected facts by methods that close something, by person, oldest first."""
    facts = EvidenceFact.objects.filter(
        outcome=EvidenceFact.Outcome.PASSED, method__in=Method.values, corrected_by__isnull=True,
        activity__qualification_types__isnull=False,
    )  # fmt: skip
    fields = (
        "person_id",
        "pk",
        "activity_id",
        "method",
        "level",
        "occurred_on",
        "recorded_at",
        "valid_until",
        "item__only_station_id",
    )
    passes: dict[int, list[Pass]] = defaultdict(list)
    for person, *rest in _of(facts, people).distinct().order_by("occurred_on", "pk").values_list(*fields):
        passes[person].append(Pass(*rest))
    return passes


def read_posts(people: Collection[int] | None = None) -> dict[int, list[Post]]:
    """All posts by person, past ones included."""
    posts: dict[int, list[Post]] = defaultdict(list)
    fields = ("person_id", "job_role_id", "station_id", "starts_on", "ends_on")
    for person, *rest in _of(Posting.objects.order_by("pk"), people).values_list(*fields):
        posts[person].append(Post(*rest))
    return posts


def read_newest(people: Collection[int] | None = None) -> dict[tuple[int, int], Newest]:
    """The newest certificate by person and type."""
    newest: dict[tuple[int, int], Newest] = {}
    rows = _of(Qualification.objects.filter(superseded_by__isnull=True), people).order_by("pk")
    fields = ("pk", "person_id", "type_id", "valid_from", "valid_until", "source", "ending__ended_at", "ending__kind")
    for pk, person, type_id, valid_from, valid_until, source, ended_at, kind in rows.values_list(*fields):
        is_migrated = source == Qualification.Source.MIGRATED
        voids_older = kind == QualificationEnding.Kind.WITHDRAWN
        newest[person, type_id] = Newest(pk, Held(valid_from, valid_until, is_migrated, ended_at, voids_older))
    return newest


def _of(rows: QuerySet, people: Collection[int] | None) -> QuerySet:  # type: ignore[type-arg]  # any of our own tables
    return rows if people is None else rows.filter(person_id__in=list(people))


@dataclass(frozen=True)
class _Cell:
    job_role: int
    method: str
    validity_months: int
    asks_again_at_revision: bool


def _cells_by_activity() -> dict[int, list[_Cell]]:
    cells: dict[int, list[_Cell]] = defaultdict(list)
    rows = cells_in_force().filter(activity__qualification_types__isnull=False).distinct()
    for activity, role, method, months, retraining in rows.values_list(
        "activity_id", "job_role_id", "method", "validity_months", "retraining"
    ):
        cells[activity].append(_Cell(role, method, months, "REV" in retraining.split("+")))
    return cells


def _rule(row: QualificationType, cells: dict[int, list[_Cell]]) -> Rule:
    job_roles = frozenset(role.pk for role in row.job_roles.all())
    demands = {activity.pk: _demand(activity, job_roles, cells.get(activity.pk, [])) for activity in row.evidence.all()}
    return Rule(row.pk, job_roles, row.station_id, row.minimum_level, row.validity_months, demands)


def _demand(activity: Activity, job_roles: frozenset[int], cells: list[_Cell]) -> Demand:
    """Where no cell asks the type's job roles for the activity, the activity's usual method counts and does not
    lapse.
    """
    asked = [cell for cell in cells if cell.job_role in job_roles]
    if not asked:
        return Demand(frozenset({activity.assessment}), 0, activity.revised_on)
    lapses = all(cell.validity_months for cell in asked)
    return Demand(
        methods=frozenset(cell.method for cell in asked),
        validity_months=max(cell.validity_months for cell in asked) if lapses else 0,
        revised_on=activity.revised_on if any(cell.asks_again_at_revision for cell in asked) else None,
    )
