"""What the rules take and give: states, thresholds, measures, judgements. Frozen, without the database."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reporting.metrics.definition import Words
from reporting.metrics.shares import Share


class State(StrEnum):
    """The colour of a gate, by the word the design uses for it."""

    GO = "go"
    RISK = "risk"
    STOP = "stop"
    NONE = "none"


@dataclass(frozen=True)
class Thresholds:
    """From where a share is green and from where it is amber, in percentage points; equal where there is no amber."""

    green: Decimal
    amber: Decimal


@dataclass(frozen=True)
class Unmeasured:
    """Nothing is known about a dimension, or what is known is too old; `reason` says which."""

    reason: Words


@dataclass(frozen=True)
class ProficiencyMeasure:
    """Person-steps proficient on the day, and critical drills that hold on it."""

    steps: Share
    critical_drills: Share


@dataclass(frozen=True)
class CoverMeasure:
    """How many cells of step × site × shift have nobody, one, or at least two; and how many cannot be judged."""

    nobody: int
    one: int
    enough: int
    unmeasured: int = 0

    @property
    def cells(self) -> int:
        """All cells."""
        return self.nobody + self.one + self.enough + self.unmeasured


@dataclass(frozen=True)
class AcceptanceTests:
    """Tests planned, run and passed, and how many defects of each severity are open."""

    planned: int
    run: int
    passed: int
    open_by_severity: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Reconciliation:
    """What source and target differ by after the load: counts, money, other figures; and whether an exception is signed."""

    count_differences: int
    money_difference: Decimal
    worst_other_points: Decimal
    is_exception_signed: bool = False


@dataclass(frozen=True)
class MockCutover:
    """Rehearsals so far, and how the last one went."""

    runs: int
    hours: Decimal
    planned_hours: Decimal
    window_hours: Decimal
    is_rollback_rehearsed_in_time: bool


@dataclass(frozen=True)
class ChangePulse:
    """Mean of each ADKAR element by group, 1 to 5."""

    means: dict[str, Decimal]


@dataclass(frozen=True)
class HypercareChecks:
    """What has to stand before day one: rota, FAQ, contacts, service levels."""

    checks: Share


Measure = (
    Share
    | ProficiencyMeasure
    | CoverMeasure
    | AcceptanceTests
    | Reconciliation
    | MockCutover
    | ChangePulse
    | HypercareChecks
    | Unmeasured
)


@dataclass(frozen=True)
class Judgement:
    """The state of one dimension; `blocks` where a hard condition is red or unmeasured: that alone is a no-go."""

    state: State
    blocks: bool = False
