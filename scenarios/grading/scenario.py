"""Scenario: a drill as a value. Where it starts, what is expected, what is allowed, how it is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from scenarios.grading.finding import Rule
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Plain
from scenarios.grading.text import NOTHING, Text


class Mode(StrEnum):
    """How a drill is played: guided is free of deductions and proves nothing; assessed shows no hints."""

    GUIDED = "guided"
    PRACTICE = "practice"
    ASSESSED = "assessed"


class Group(StrEnum):
    """What a mark looks at: the books at the end, the way there, or the answers handed in."""

    END_STATE = "end_state"
    PROCESS = "process"
    ANSWERS = "answers"


class RateKind(StrEnum):
    """What an expectation can show about faults planted in the data: that they were found, that they were mended."""

    DETECTION = "detection"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Expectation:
    """One thing that is expected and marked; `seen` and `missed` are what an auditor says about it.

    `shows` says which rates it counts for, `faults` how many planted faults it stands for where the rule cannot tell: a
    number, or the name of a variant's value.
    """

    id: str
    group: Group
    kind: str
    weight: Decimal
    critical: bool
    title: Text
    clause: str
    procedure: str
    seen: Text
    missed: Text
    rule: Rule
    shows: tuple[RateKind, ...] = ()
    faults: Plain = None

    @property
    def name(self) -> Text:
        """The authored title, or the rule as prose."""
        return self.title or self.rule.sentence()


@dataclass(frozen=True)
class ScriptedCommand:
    """A command as a scenario or a path writes it; `save` names the documents that it makes: {name: kind}."""

    user: str
    command: str
    args: Mapping[str, Plain]
    save: Mapping[str, str]
    line: int = 0


@dataclass(frozen=True)
class Seat:
    """A chair and the hats (sandbox users) that may be worn on it; in a shared drill each has a title and a person."""

    id: str
    hats: tuple[str, ...]
    title: Text = NOTHING


@dataclass(frozen=True)
class Npc:
    """Somebody whom the sandbox plays: whenever a document of `kind` has `status`, `user` answers with `command`.

    With `for_seat` the rule stands in for a seat of the drill, and rests as soon as somebody sits there.
    """

    id: str
    user: str
    kind: str
    status: str
    command: str
    args: Mapping[str, Plain]
    after_minutes: int
    condition: Mapping[str, Plain]
    for_seat: str = ""
    due_field: str = ""


@dataclass(frozen=True)
class Inject:
    """Something that happens to the learner once: after minutes, or as soon as `when` holds."""

    id: str
    at_minutes: int | None
    when: Mapping[str, Plain]
    commands: tuple[ScriptedCommand, ...]


@dataclass(frozen=True)
class Choice:
    """A name whose value varies by seed; an option that is a table binds each of its fields."""

    name: str
    options: tuple[Plain, ...]


@dataclass(frozen=True)
class LiveQualification:
    """A hat whose competence may be the learner's own certificate instead of the dataset's."""

    user: str
    competence: str
    qualification: str


@dataclass(frozen=True)
class Portion:
    """What of the dataset is there in this drill: rows left out, cells with other figures, documents with other numbers.

    Each is a table by what it touches, or the name of a variant's value; portion.py says what they may name.
    """

    without: Plain = None
    instead: Plain = None
    renumber: Plain = None


@dataclass(frozen=True)
class Start:
    """Where a drill begins: the moment, what was done before, what varies, and what of the dataset is there."""

    clock: str
    overlay_from: str
    overlay: tuple[ScriptedCommand, ...]
    choices: tuple[Choice, ...]
    varies: bool
    parameters: Mapping[str, Plain] = field(default_factory=dict)
    live: tuple[LiveQualification, ...] = ()
    portion: Portion = field(default_factory=Portion)

    @property
    def offered(self) -> dict[str, list[Plain]]:
        """Return every value that the variants may give to each name."""
        found: dict[str, list[Plain]] = {}
        for choice in self.choices:
            for option in choice.options:
                for name, value in option.items() if isinstance(option, dict) else ((choice.name, option),):
                    found.setdefault(name, []).append(value)
        return found


@dataclass(frozen=True)
class Hint:
    """A hint, and what reading it costs."""

    cost: Decimal
    text: Text


@dataclass(frozen=True)
class RefusalPolicy:
    """The first `free` soft refusals teach and cost nothing; each further one costs `each`; hard codes always cost."""

    free: int
    each: Decimal
    hard: Mapping[str, Decimal]


@dataclass(frozen=True)
class NeedlessPolicy:
    """So many needless steps are allowed; each further one costs, up to a cap."""

    allow: int
    each: Decimal
    most: Decimal
    ignore: tuple[StepPattern, ...] = ()


@dataclass(frozen=True)
class TimePolicy:
    """Minutes on the virtual clock: what is usual, what is the limit, what each minute over costs, up to a cap."""

    target_minutes: int
    hard_minutes: int
    each: Decimal
    most: Decimal


@dataclass(frozen=True)
class Tags:
    """How the catalogue finds a drill."""

    chain: str
    steps: tuple[str, ...]
    roles: tuple[str, ...]
    difficulty: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class WrongPath:
    """A recorded wrong way, and how it must fail."""

    file: str
    fails: frozenset[str]
    critical: frozenset[str]
    refused: tuple[str, ...]
    rates: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scenario:
    """One version of a drill. `names` are the bound variables; it is unbound while they are empty.

    `thresholds` holds per cent for each rate that its expectations show.
    """

    id: str
    version: str
    dataset: str
    title: Text
    tags: Tags
    seats: tuple[Seat, ...]
    npcs: tuple[Npc, ...]
    injects: tuple[Inject, ...]
    start: Start
    brief: Text
    wanted: tuple[Text, ...]
    facts: tuple[tuple[Text, Text], ...]
    debrief: Text
    screens: tuple[str, ...]
    commands: tuple[str, ...]
    expectations: tuple[Expectation, ...]
    refusals: RefusalPolicy
    needless: NeedlessPolicy
    hints: tuple[Hint, ...]
    time: TimePolicy
    pass_score: Decimal
    thresholds: Mapping[RateKind, Decimal]
    solutions: tuple[str, ...]
    wrong: tuple[WrongPath, ...]
    names: Mapping[str, Plain]

    @property
    def is_shared(self) -> bool:
        """Whether several people play it at once."""
        return len(self.seats) > 1

    @property
    def seat_ids(self) -> frozenset[str]:
        """The seats on which people play."""
        return frozenset(seat.id for seat in self.seats)

    def seat_of(self, user: str) -> str:
        """Return the seat on which a hat is worn; the first one, if none has it."""
        return next((seat.id for seat in self.seats if user in seat.hats), self.seats[0].id)

    @property
    def played_seats(self) -> frozenset[str]:
        """The seats that rules play until somebody sits there."""
        return frozenset(npc.for_seat for npc in self.npcs if npc.for_seat)

    def in_group(self, group: Group) -> tuple[Expectation, ...]:
        """Return the expectations of one group, in the author's order."""
        return tuple(expectation for expectation in self.expectations if expectation.group is group)
