"""Cover: how many qualified people stand on the roster for each step, site and shift on go-live day, by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from curricula.models import Absence, GoLive, Posting, Step, StepDuty, StepPlace
from lms.records.models import Qualification, QualificationType
from reporting.gates.values import CoverMeasure, State
from reporting.metrics.definition import Definition, Words
from reporting.metrics.proficiency import PersonStep, person_steps, steps_shown

WANTED = 2
"""people: one may fall ill"""

COVER = Definition(
    code="cover",
    name=Words("在岗覆盖（步骤×工厂×班次）", "Cover per step, site and shift"),
    meaning=Words(
        "上线日当天，每个步骤在每个工厂、每个班次上有几位有资质且排班的人。看最弱的一格，不看平均。",
        "How many qualified and rostered people each step has on each shift of each site on go-live day. "
        "The weakest cell counts, never a mean.",
    ),
    formula=Words(
        "同时满足以下条件的人数：上线日在该工厂该班次任职且不缺勤；岗位承担该步骤；当天持有开放该步骤的有效资质。按资质拆分的步骤，每种资质各算一格。",
        "People who hold a post there on that day and are not absent, whose job role does the step, and who hold a "
        "qualification valid on that day "
        "that opens it. A step split by qualification has a cell for each.",
    ),
    unit=Words("人（每格）", "people (per cell)"),
    population=Words(
        "本次上线范围内的流程与工厂中，实际执行该步骤的班次。",
        "The shifts on which the step is worked, in the chains and at the sites of the go-live.",
    ),
    unknown=Words(
        "没有资质开放的步骤，以上线日仍有效的相关演练或实操代替；两者都没有的，显示为“未测”，不算绿色。",
        "A step that no qualification opens is judged by the drills and practicals on it that hold on the day; where there are neither, "
        "the cell is unmeasured and never green.",
    ),
    owner=Words("部门负责人", "Heads of department"),
)


@dataclass(frozen=True)
class Named:
    """A person in a cell."""

    id: int
    number: str
    name: str
    name_latin: str
    department: str


@dataclass(frozen=True)
class CoverCell:
    """One step (or one qualification of it) at one site on one shift. `rostered` hold the post there, qualified or not."""

    step: str
    step_name: Words
    chain: str
    chain_name: Words
    split: str
    split_name: Words | None
    site: str
    site_name: Words
    shift: str
    shift_name: Words
    is_measured: bool
    is_critical: bool
    qualified: tuple[Named, ...]
    unqualified: tuple[Named, ...]
    # Those of the unqualified whose certificate has lapsed by the day, with its last day.
    lapsed: tuple[tuple[Named, date], ...] = ()

    @property
    def count(self) -> int:
        """How many are qualified and there."""
        return len(self.qualified)

    @property
    def state(self) -> State:
        """Two or more are green, one is amber, nobody is red; what cannot be judged is grey."""
        if not self.is_measured:
            return State.NONE
        return State.GO if self.count >= WANTED else State.RISK if self.count else State.STOP


@dataclass(frozen=True)
class _Roster:
    """Who is where on the day, in which job role."""

    people: Mapping[int, Named]
    at: Mapping[tuple[int, int], tuple[tuple[int, int], ...]]


def cover_cells(go_live: GoLive, steps: Iterable[PersonStep] | None = None) -> list[CoverCell]:
    """Every cell of the go-live, in the order of chain, step, site and shift; `steps` are read where they are not given."""
    places = _places(go_live)
    step_ids = {place.step_id for place in places}
    doers = _doers(step_ids)
    openers, splits = _types(step_ids)
    type_ids = {type_.pk for types in (*openers.values(), *splits.values()) for type_ in types}
    holders, lapsed = _holders(go_live.on, type_ids), _lapsed(go_live.on, type_ids)
    without_type = step_ids - set(openers) - set(splits)
    if steps is None:
        steps = person_steps(go_live, steps=without_type) if without_type else ()
    shown = steps_shown(steps)
    roster = _roster(go_live)
    cells: list[CoverCell] = []
    for place in places:
        posts = roster.at.get((place.site_id, place.shift_id), ())
        there = list(dict.fromkeys(person for person, job_role in posts if job_role in doers[place.step_id]))
        if place.step_id in splits:
            for type_ in splits[place.step_id]:
                cells.append(_cell(place, type_, holders[type_.pk], there, roster, lapsed[type_.pk]))  # noqa: PERF401 - reads as it is meant
        elif place.step_id in openers:
            types = openers[place.step_id]
            may = set().union(*(holders[type_.pk] for type_ in types))
            ended = {person: until for type_ in types for person, until in lapsed[type_.pk].items()}
            cells.append(_cell(place, None, may, there, roster, ended))
        else:
            cells.append(_cell(place, None, shown.get(place.step_id), there, roster, {}))
    return cells


def cover_measure(cells: Iterable[CoverCell]) -> CoverMeasure:
    """Count the cells by state."""
    states = [cell.state for cell in cells]
    return CoverMeasure(
        nobody=states.count(State.STOP),
        one=states.count(State.RISK),
        enough=states.count(State.GO),
        unmeasured=states.count(State.NONE),
    )


def _places(go_live: GoLive) -> list[StepPlace]:
    places = StepPlace.objects.filter(site__go_lives=go_live).select_related("step__chain", "site", "shift")
    chains = list(go_live.chains.values_list("pk", flat=True))
    if chains:  # a go-live that names no chain stands for all of them
        places = places.filter(step__chain__in=chains)
    return list(
        places.order_by("step__chain__position", "step__position", "step__code", "site__code", "shift__position")
    )


def _doers(step_ids: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    duties = StepDuty.objects.filter(kind=StepDuty.Kind.DOES, step__in=step_ids)
    for step, job_role in duties.values_list("step_id", "job_role_id"):
        found[step].add(job_role)
    return found


def _types(step_ids: set[int]) -> tuple[dict[int, list[QualificationType]], dict[int, list[QualificationType]]]:
    openers: dict[int, list[QualificationType]] = defaultdict(list)
    splits: dict[int, list[QualificationType]] = defaultdict(list)
    types = QualificationType.objects.filter(Q(opens_steps__in=step_ids) | Q(splits_cover_of__in=step_ids)).distinct()
    for type_ in types.order_by("code").prefetch_related("opens_steps", "splits_cover_of"):
        for step in type_.opens_steps.all():
            openers[step.pk].append(type_)
        for step in type_.splits_cover_of.all():
            splits[step.pk].append(type_)
    return openers, splits


def _holders(day: date, types: set[int]) -> dict[int, set[int]]:
    """People with a certificate of each type that is valid on `day` and was not ended by then."""
    found: dict[int, set[int]] = defaultdict(set)
    valid = (
        Qualification.objects.filter(type__in=types, valid_from__lte=day)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .exclude(ending__ended_on__lte=day)
    )
    for type_, person in valid.order_by().values_list("type_id", "person_id"):
        found[type_].add(person)
    return found


def _lapsed(day: date, types: set[int]) -> dict[int, dict[int, date]]:
    """Last day of the newest certificate of each type and person that has lapsed by `day`."""
    found: dict[int, dict[int, date]] = defaultdict(dict)
    ended = Qualification.objects.filter(type__in=types, valid_until__lt=day).order_by("valid_until")
    for type_, person, until in ended.values_list("type_id", "person_id", "valid_until"):
        if until is not None:
            found[type_][person] = until
    return found


def _roster(go_live: GoLive) -> _Roster:
    day = go_live.on
    away = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day).values("person_id")
    posts = (
        Posting.objects.filter(site__go_lives=go_live, starts_on__lte=day, person__is_active=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .exclude(person_id__in=away)
        .order_by("person__number", "pk")
        .values_list(
            "person_id",
            "job_role_id",
            "site_id",
            "shift_id",
            "person__number",
            "person__name",
            "person__name_latin",
            "department__code",
        )
    )
    people: dict[int, Named] = {}
    at: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for person, job_role, site, shift, number, name, name_latin, department in posts:
        people.setdefault(person, Named(person, number, name, name_latin, department))
        at[site, shift].append((person, job_role))
    return _Roster(people, {place: tuple(posts) for place, posts in at.items()})


def _cell(
    place: StepPlace,
    split: QualificationType | None,
    may: set[int] | None,
    there: list[int],
    roster: _Roster,
    lapsed: Mapping[int, date],
) -> CoverCell:
    step: Step = place.step
    unqualified = [person for person in there if may is None or person not in may]
    return CoverCell(
        step=step.code,
        step_name=Words(step.name_zh, step.name_en),
        chain=step.chain.code,
        chain_name=Words(step.chain.name_zh, step.chain.name_en),
        split=split.code if split else "",
        split_name=Words(split.name_zh, split.name_en) if split else None,
        site=place.site.code,
        site_name=Words(place.site.name_zh, place.site.name_en),
        shift=place.shift.code,
        shift_name=Words(place.shift.name_zh, place.shift.name_en),
        is_measured=may is not None,
        qualified=tuple(roster.people[person] for person in there if may is not None and person in may),
        unqualified=tuple(roster.people[person] for person in unqualified),
        lapsed=tuple((roster.people[person], lapsed[person]) for person in unqualified if person in lapsed),
        is_critical=step.is_critical,
    )
