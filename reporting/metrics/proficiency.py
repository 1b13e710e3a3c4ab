"""Proficiency by person and process step, judged on go-live day: shown, still valid, and probably still remembered."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from curricula.api import Criticality, Method, holds_on
from curricula.models import Activity, Assignment, EvidenceFact, GoLive
from lms.foundation.api import prepared
from lms.foundation.models import Person
from reporting.forecast.retention import RETAINED, Practice, retention_on
from reporting.metrics.definition import TRAINING_LEAD, Definition, Words
from reporting.metrics.flat import flat_rows, truth
from reporting.metrics.shares import Share

SHOWN_BY = (Method.DRILL, Method.PRACTICAL, Method.WORK_OUTPUT)
"""methods by which somebody shows that they can do a step; an exam or a signature shows that they know of it"""
GUIDED, AWARE, UNAWARE = 2, 1, 0

PROFICIENCY = Definition(
    code="proficiency",
    name=Words("上线日熟练", "Proficient on go-live day"),
    meaning=Words(
        "每人每步骤：要求的级别已经展示过，证据在上线日仍有效，并且预计那天还记得。",
        "For each person and process step: the level asked was shown, its evidence is valid on go-live day, "
        "and it is probably remembered then.",
    ),
    formula=Words(
        "熟练的（人×步骤）数 ÷ 要求的（人×步骤）数。熟练＝该步骤的全部演练、实操和工作产出要求在上线日有效，且预计保持率 ≥ 0.80。",
        "Proficient person-steps ÷ person-steps asked. Proficient: every drill, practical and work-output requirement on the step holds on "
        "go-live day, and predicted retention is at least 0.80.",
    ),
    unit=Words("人×步骤", "person-steps"),
    population=Words(
        "上线日在岗、矩阵要求以演练、实操或工作产出证明某步骤的人员；仅“建议”的和已豁免的不计入。",
        "People in post on go-live day of whom the matrix asks a drill, practical or work output on a step; "
        "recommended and waived ones do not count.",
    ),
    unknown=Words(
        "少于 5 人时显示为灰色并写出 n；从未练过的算不熟练，不算未知。比例附 90% Wilson 区间。",
        "Under 5 people the share is grey with its n; never practised counts as not proficient, not as unknown. "
        "Shares carry a 90 % Wilson interval.",
    ),
    owner=TRAINING_LEAD,
)
CRITICAL_DRILLS = Definition(
    code="critical_drills",
    name=Words("关键演练", "Critical drills"),
    meaning=Words(
        "关键要求中以演练达标的，必须全部有效。",
        "Critical requirements that close by a drill; every one of them has to hold.",
    ),
    formula=Words(
        "上线日有效的关键演练要求数 ÷ 关键演练要求数，不含已豁免的。",
        "Critical drill requirements that hold on go-live day ÷ critical drill requirements, waived ones left out.",
    ),
    unit=Words("关键演练（一人一项）", "critical drills (one person, one drill)"),
    population=Words(
        "矩阵中标为“关键”且以演练达标的单元格所涉及的在岗人员。",
        "People in post whom a critical cell that closes by a drill concerns.",
    ),
    unknown=Words("没有关键演练时不判定。", "Without critical drills nothing is judged by them."),
    owner=TRAINING_LEAD,
)
RETENTION_ASSUMPTION = Words(
    "预计保持率是假设：按 FSRS 遗忘曲线由本人的练习记录推算；首次练习后的稳定期取 4、15、30、45 天（未过、勉强、通过、近乎无误）。",
    "Predicted retention is an assumption: the FSRS forgetting curve over the person's own practice, "
    "with first stabilities of 4, 15, 30 and 45 days (failed, barely passed, passed, hardly a fault).",
)


class PersonStep(NamedTuple):
    """One person at one step: level asked and shown, whether all of it holds on the day, and predicted retention.

    Proficient is who shows it, validly, and probably remembers it.
    """

    person: int
    step: int
    job_role: int
    department: int
    level_asked: int
    level_shown: int
    holds: bool
    retention: float | None
    is_proficient: bool


@dataclass(frozen=True)
class ProficiencyLine:
    """Proficiency of one group: person-steps, how many people they are, and how many stand at each level from 0 to 4."""

    key: int
    share: Share
    people: int
    levels: tuple[int, int, int, int, int]


def person_steps(
    go_live: GoLive, *, steps: Collection[int] | None = None, people: Collection[int] | None = None
) -> list[PersonStep]:
    """Every person-step that the go-live asks for; of some steps or people only where these are given."""
    steps_of = _steps_of(_steps_taught(steps))
    asked = _asked_rows(Assignment.objects.filter(go_live=go_live), go_live.on).filter(activity_id__in=list(steps_of))
    tries = _tries(go_live.on)
    if people is not None:
        asked, tries = asked.filter(person_id__in=people), tries.filter(person_id__in=people)
    return _person_steps(flat_rows(asked), steps_of, flat_rows(tries), go_live.on)


def steps_of_person(person: Person, go_live: GoLive) -> list[PersonStep]:
    """The same of one person, read as what somebody opens all day is read: three prepared queries."""
    day = go_live.on
    asked = _asked_of_one(person=person.pk, go_live=go_live.pk, day=day)
    return _person_steps(asked, _steps_of(_all_steps_taught()), _tries_of_one(person=person.pk, day=day), day)


def _person_steps(
    asked: Iterable[Any], steps_of: Mapping[int, tuple[int, ...]], tries: Iterable[Any], day: date
) -> list[PersonStep]:
    practice = _practice(tries)
    found: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in map(_Row._make, asked):
        for step in steps_of.get(row.activity, ()):
            found[row.person, step].append(row)
    return [_person_step(person, step, rows, practice, day) for (person, step), rows in found.items()]


def critical_drills(go_live: GoLive) -> Share:
    """Critical drill requirements that hold on go-live day."""
    day = go_live.on
    rows = _in_force(Assignment.objects.filter(go_live=go_live), day).filter(
        criticality=Criticality.CRITICAL, method=Method.DRILL
    )
    found = rows.aggregate(
        met=Count("pk", filter=holds_on(day)),
        waived=Count("pk", filter=~holds_on(day) & Q(waived_until__gte=day)),
        n=Count("pk"),
    )
    return Share(found["met"], found["n"] - found["waived"], found["waived"])


def share_of(found: Iterable[PersonStep]) -> Share:
    """How many of some person-steps are proficient."""
    listed = list(found)
    return Share(sum(one.is_proficient for one in listed), len(listed))


def lines_by(found: Iterable[PersonStep], key: str) -> dict[int, ProficiencyLine]:
    """Lines by `step`, `job_role` or `department`."""
    groups: dict[int, list[PersonStep]] = defaultdict(list)
    which = attrgetter(key)
    for one in found:
        groups[which(one)].append(one)
    return {group: _line(group, rows) for group, rows in groups.items()}


def _line(group: int, rows: list[PersonStep]) -> ProficiencyLine:
    levels = Counter(row.level_shown for row in rows)
    return ProficiencyLine(
        key=group,
        share=share_of(rows),
        people=len({row.person for row in rows}),
        levels=(levels[0], levels[1], levels[2], levels[3], levels[4]),
    )


def steps_shown(found: Iterable[PersonStep]) -> dict[int, set[int]]:
    """By step, the people for whom all that was asked holds on the day; steps of which nobody is asked are left out."""
    shown: dict[int, set[int]] = {}
    for one in found:
        people = shown.setdefault(one.step, set())
        if one.holds:
            people.add(one.person)
    return shown


class _Row(NamedTuple):
    person: int
    activity: int
    job_role: int
    department: int
    level: int
    attempts: int
    was_begun: bool
    was_met: bool
    holds: bool


def _in_force(rows: QuerySet[Assignment], day: date) -> QuerySet[Assignment]:
    return rows.filter(is_current=True, from_day__lte=day).filter(Q(to_day__isnull=True) | Q(to_day__gte=day))


def _asked_rows(of: QuerySet[Assignment], day: date) -> QuerySet[Assignment, Any]:
    """What of these is asked on the day and shown by doing, in the order of `_Row`; what is waived is not asked."""
    rows = (
        _in_force(of, day)
        .filter(method__in=SHOWN_BY)
        .exclude(criticality=Criticality.RECOMMENDED)
        .exclude(~holds_on(day) & Q(waived_until__isnull=False, waived_until__gte=day))
    )
    marked = rows.annotate(
        was_met=truth(Q(met_on__isnull=False)), was_begun=truth(Q(started_on__isnull=False)), holds=truth(holds_on(day))
    )
    fields = (
        "person_id", "activity_id", "posting__job_role_id", "posting__department_id", "level", "attempts", "was_begun", "was_met", "holds",
    )  # fmt: skip
    return marked.order_by().values_list(*fields)


def _steps_taught(steps: Collection[int] | None = None) -> QuerySet[Any, Any]:
    """Activity and step, of all steps or of some."""
    pairs = Activity.steps.through.objects.order_by("step_id").values_list("activity_id", "step_id")
    return pairs if steps is None else pairs.filter(step_id__in=steps)


def _steps_of(pairs: Iterable[Any]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for activity, step in pairs:
        found[activity].append(step)
    return {activity: tuple(listed) for activity, listed in found.items()}


def _tries(day: date) -> QuerySet[EvidenceFact, Any]:
    """Who tried what, when and how well, oldest first; corrected facts left out."""
    facts = EvidenceFact.objects.filter(method__in=SHOWN_BY, outcome__in=("passed", "failed"), occurred_on__lte=day)
    facts = facts.filter(~Exists(EvidenceFact.objects.filter(corrects=OuterRef("pk"))))
    return facts.order_by("occurred_on", "pk").values_list(
        "person_id", "activity_id", "occurred_on", "outcome", "score"
    )


@prepared
def _asked_of_one(person: int, go_live: int, day: date) -> Any:
    # By way of the person, who has some fifty; nearly all rows of the table are of the one go-live.
    return _asked_rows(Assignment.objects.alias(wave=F("go_live_id") + 0).filter(person=person, wave=go_live), day)


@prepared
def _all_steps_taught() -> Any:
    return _steps_taught()


@prepared
def _tries_of_one(person: int, day: date) -> Any:
    return _tries(day).filter(person=person)


def _practice(tries: Iterable[Any]) -> dict[tuple[int, int], list[Practice]]:
    """Tries by person and activity."""
    found: dict[tuple[int, int], list[Practice]] = defaultdict(list)
    for person, activity, on, outcome, score in tries:
        found[person, activity].append(Practice(_day(on), outcome == "passed", None if score is None else float(score)))
    return found


def _person_step(
    person: int, step: int, rows: list[_Row], practice: dict[tuple[int, int], list[Practice]], day: date
) -> PersonStep:
    first, *others = rows
    history = practice.get((person, first.activity), [])
    if others:
        history = sorted(
            (one for row in rows for one in practice.get((person, row.activity), ())),
            key=lambda one: (one.on, one.passed),
        )
    holds = all(row.holds for row in rows)
    retention = retention_on(day, history)
    return PersonStep(
        person,
        step,
        first.job_role,
        first.department,
        max(row.level for row in rows) if others else first.level,
        min(_level_shown(row) for row in rows) if others else _level_shown(first),
        holds,
        retention,
        holds and retention is not None and retention >= RETAINED,
    )


@lru_cache(maxsize=2000)
def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _level_shown(row: _Row) -> int:
    """The level of what holds; guided where it was tried or has lapsed, aware where it was begun, else unaware."""
    if row.holds:
        return row.level
    if row.attempts or row.was_met:
        return min(GUIDED, row.level)
    return AWARE if row.was_begun else UNAWARE
