"""What stands in the way: at most five blockers, each with owner, date and the gate it affects, gravest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from curricula.models import Assignment, Department, GoLive, Milestone
from lms.foundation.api import access
from lms.foundation.models import Person
from reporting.gates.decision import Gate
from reporting.gates.dimensions import BY_CODE
from reporting.gates.thresholds import clock_day
from reporting.gates.values import ProficiencyMeasure, State, Unmeasured
from reporting.metrics.cover import CoverCell
from reporting.metrics.definition import Words
from reporting.metrics.shares import Share
from reporting.snapshots.figures import Measured, Record
from reporting.snapshots.names import person_record

AT_MOST = 5
COVER_AT_MOST = 2
"""of one gate, so that it does not hide the others; how many more there are is said with the last"""
DECISIONS = ("go_no_go_review", "go_no_go")


@dataclass(frozen=True)
class Blocker:
    """One line of the list. `people` are named in it; who may not read a department's names does not see them."""

    title: Words
    detail: Words
    people: tuple[Record, ...]
    owner: Record | None
    due: date
    dimension: str
    state: State

    def as_record(self) -> Record:
        """The line as a snapshot keeps it."""
        return {
            "title": self.title.as_record(),
            "detail": self.detail.as_record(),
            "people": list(self.people),
            "owner": self.owner,
            "due": self.due.isoformat(),
            "dimension": self.dimension,
            "gate": BY_CODE[self.dimension].short.as_record(),
            "state": str(self.state),
        }


def blockers(measured: Measured) -> list[Blocker]:
    """The five gravest: nobody on a shift, an overdue head, what is unmeasured, then shares that fall short."""
    heads = _heads()
    due = decision_day(measured.go_live, measured.today)
    lead = next((_short(person) for person in _training_leads()), None)
    found = [
        *_uncovered(measured, heads, due),
        *_overdue_heads(measured, heads),
        *_short_shares(measured, lead, due),
        *_unmeasured(measured, lead, due),
    ]
    return found[:AT_MOST]


def decision_day(go_live: GoLive, today: date) -> date:
    """The next day on which go or no-go is decided; the day before go-live where none is planned."""
    planned = Milestone.objects.filter(go_live=go_live, kind__in=DECISIONS).order_by("starts_at")
    days = (clock_day(milestone.starts_at) for milestone in planned)
    return next((day for day in days if day >= today), max(today, go_live.on - timedelta(days=1)))


def _uncovered(measured: Measured, heads: dict[str, Record], due: date) -> Iterator[Blocker]:
    empty = empty_cells(measured)
    for place, cell in enumerate(empty[:COVER_AT_MOST]):
        more = len(empty) - COVER_AT_MOST if place == COVER_AT_MOST - 1 else 0
        yield Blocker(
            title=cell_words(cell),
            detail=_why_empty(cell, more),
            people=tuple(person_record(person) for person, _until in cell.lapsed[:3]),
            owner=next((heads[person.department] for person in cell.unqualified if person.department in heads), None),
            due=due,
            dimension="cover",
            state=State.STOP,
        )


def cell_words(cell: CoverCell) -> Words:
    """A cell of cover as a person says it, with its count."""
    name = cell.split_name or cell.step_name
    return Words(
        f"{name.zh}，{cell.site_name.zh}{cell.shift_name.zh}：{cell.count} / 2",
        f"{name.en}, {cell.site_name.en}, {cell.shift_name.en}: {cell.count} of 2",
    )


def empty_cells(measured: Measured) -> list[CoverCell]:
    """Cells with nobody: first where a certificate lapsed, then other critical steps; a shift without any staff comes last."""
    empty = [cell for cell in measured.cover if cell.state is State.STOP]
    return sorted(empty, key=lambda cell: (not cell.unqualified, not cell.lapsed, not cell.is_critical))


def _why_empty(cell: CoverCell, more: int) -> Words:
    there = len(cell.unqualified)
    zh = f"在班 {there} 人，均无有效资质" if there else "上线日无人排班"
    en = f"{there} on the roster, none qualified on the day" if there else "nobody on the roster on the day"
    if cell.lapsed:
        until = cell.lapsed[0][1]
        zh, en = f"{zh}，{len(cell.lapsed)} 人证书已到期（{until}）", f"{en}, {len(cell.lapsed)} lapsed (on {until})"
    if more > 0:
        zh, en = f"{zh}；另有 {more} 格无人", f"{en}; {more} more cells with nobody"
    return Words(f"{zh}。", f"{en[0].upper()}{en[1:]}.")


def _overdue_heads(measured: Measured, heads: dict[str, Record]) -> Iterator[Blocker]:
    today = measured.today
    overdue = (
        Assignment.objects.filter(go_live=measured.go_live, is_current=True, due_on__lt=today, met_on__isnull=True)
        .filter(person__heads__isnull=False, from_day__lte=today)
        .filter(Q(to_day__isnull=True) | Q(to_day__gte=today))
        .filter(Q(waived_until__isnull=True) | Q(waived_until__lt=today))
        .exclude(criticality="recommended")
        .select_related("person", "activity", "posting__department")
        .order_by("due_on", "person__number")
        .distinct()
    )
    first = overdue.first()
    if first is None:
        return
    days, count = (today - first.due_on).days, overdue.count()
    more = (
        Words(f"；负责人逾期共 {count} 项", f"; {count} overdue among heads of department")
        if count > 1
        else Words("", "")
    )
    headed = Department.objects.filter(head=first.person).order_by("code")[0]
    person = {**_short(first.person), "department": headed.code}
    critical = first.criticality == "critical"
    yield Blocker(
        title=Words(
            f"{first.activity.name_zh}（{first.activity.code}）逾期 {days} 天",
            f"{first.activity.name_en} ({first.activity.code}): {days} days overdue",
        ),
        detail=Words(
            f"{headed.name_zh}负责人，应于 {first.due_on} 完成{more.zh}。",
            f"Head of {headed.name_en}; it was due on {first.due_on}{more.en}.",
        ),
        people=(person,),
        owner=_short(first.person),
        due=today + timedelta(days=2),
        dimension="coverage_critical" if critical else "coverage",
        state=State.STOP if critical else State.RISK,
    )


def _short_shares(measured: Measured, lead: Record | None, due: date) -> Iterator[Blocker]:
    for gate in measured.gates:
        share = _share(gate)
        if share is None or gate.state not in {State.RISK, State.STOP}:
            continue
        green = f"{gate.thresholds.green.normalize():f}"
        needed = share.needed_for(float(gate.thresholds.green))
        name = gate.dimension.short
        yield Blocker(
            title=Words(f"{name.zh}：距 {green}% 还差 {needed:,} 项", f"{name.en}: {needed:,} short of {green} %"),
            detail=Words(f"现在 {share.part:,} / {share.whole:,}。", f"Now {share.part:,} of {share.whole:,}."),
            people=(),
            owner=lead,
            due=due,
            dimension=gate.dimension.code,
            state=gate.state,
        )


def _share(gate: Gate) -> Share | None:
    if isinstance(gate.measure, ProficiencyMeasure):
        drills = gate.measure.critical_drills
        return drills if drills.missing else gate.measure.steps
    return gate.measure if isinstance(gate.measure, Share) else None


def _unmeasured(measured: Measured, lead: Record | None, due: date) -> Iterator[Blocker]:
    grey = [gate for gate in measured.gates if isinstance(gate.measure, Unmeasured)]
    if not grey:
        return
    hard = [gate for gate in grey if gate.dimension.is_hard] or grey
    yield Blocker(
        title=Words(f"{len(grey)} 道门未测", f"{len(grey)} gates unmeasured"),
        detail=Words(
            "、".join(gate.dimension.short.zh for gate in grey) + "：尚无记录，按红色计。",
            ", ".join(gate.dimension.short.en for gate in grey) + ": nothing recorded yet, counted as red.",
        ),
        people=(),
        owner=lead,
        due=due,
        dimension=hard[0].dimension.code,
        state=State.NONE,
    )


def _heads() -> dict[str, Record]:
    departments = Department.objects.filter(head__isnull=False).select_related("head")
    return {department.code: _short(department.head) for department in departments if department.head}


def _training_leads() -> list[Person]:
    return list(Person.objects.filter(groups__name=access.TRAINING_LEAD, is_active=True).order_by("number")[:1])


def _short(person: Person) -> Record:
    return {"number": person.number, "name": person.name, "name_latin": person.name_latin}
