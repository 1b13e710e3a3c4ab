"""From ten judged gates to score and recommendation, in the order that readiness.md sets. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.gates.dimensions import DIMENSIONS, Dimension, rule_words
from reporting.gates.values import Judgement, Measure, State, Thresholds, Unmeasured
from reporting.metrics.definition import Words

NO_GO_BELOW = Decimal(75)
GO_FROM = Decimal(85)
EARNED = {State.GO: Decimal(1), State.RISK: Decimal("0.5"), State.STOP: Decimal(0), State.NONE: Decimal(0)}
NO_GO, CONDITIONAL, GO = "no_go", "conditional", "go"
BOLDNESS = {NO_GO: 0, CONDITIONAL: 1, GO: 2}


@dataclass(frozen=True)
class Gate:
    """One dimension judged: its state, whether it alone forbids the go-live, and the thresholds it was judged by."""

    dimension: Dimension
    measure: Measure
    thresholds: Thresholds
    judgement: Judgement

    @property
    def state(self) -> State:
        """The colour."""
        return self.judgement.state

    @property
    def points(self) -> Decimal:
        """What the gate adds to the score."""
        return self.dimension.weight * EARNED[self.state]

    @property
    def rule(self) -> Words:
        """The threshold in words."""
        return rule_words(self.dimension, self.thresholds)


@dataclass(frozen=True)
class Recommendation:
    """What follows from the gates; `decided_by` names the clause that decided."""

    verdict: str
    score: Decimal
    decided_by: str
    to_mitigate: tuple[str, ...]


def judge(measures: Mapping[str, Measure], thresholds: Mapping[str, Thresholds]) -> list[Gate]:
    """Judge all ten dimensions; one that was not measured is grey, and blocks where its gate is hard."""
    gates = []
    for dimension in DIMENSIONS:
        measure = measures.get(dimension.code, NOT_MEASURED)
        limits = thresholds.get(dimension.code, dimension.thresholds)
        gates.append(Gate(dimension, measure, limits, _judged(dimension, measure, limits)))
    return gates


def score_of(gates: Iterable[Gate]) -> Decimal:
    """Green earns the whole weight, amber half, red and grey nothing."""
    return sum((gate.points for gate in gates), Decimal(0))


def recommend(gates: list[Gate]) -> Recommendation:
    """A hard gate that is red or grey, or a score under 75: no-go. Anything else not green, or under 85: conditional. Else go."""
    score = score_of(gates)
    open_gates = tuple(gate.dimension.code for gate in gates if gate.state is not State.GO)
    if any(gate.judgement.blocks for gate in gates):
        return Recommendation(NO_GO, score, "hard_gate", open_gates)
    if score < NO_GO_BELOW:
        return Recommendation(NO_GO, score, "score", open_gates)
    if open_gates:
        return Recommendation(CONDITIONAL, score, "open_gate", open_gates)
    if score < GO_FROM:
        return Recommendation(CONDITIONAL, score, "score", open_gates)
    return Recommendation(GO, score, "all_green", open_gates)


def _judged(dimension: Dimension, measure: Measure, limits: Thresholds) -> Judgement:
    if isinstance(measure, Unmeasured):
        return Judgement(State.NONE, blocks=dimension.is_hard)
    return dimension.judge(measure, limits)


NOT_MEASURED = Unmeasured(Words("尚无数据", "No data yet"))
