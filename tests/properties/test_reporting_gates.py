"""Whatever the gates: getting worse never helps, and grey is never green."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reporting.gates.decision import BOLDNESS, Gate, recommend, score_of
from reporting.gates.dimensions import DIMENSIONS
from reporting.gates.values import Judgement, State, Thresholds
from reporting.metrics.shares import Share, wilson

RANK = {State.GO: 3, State.RISK: 2, State.STOP: 1, State.NONE: 1}
states = st.lists(st.sampled_from(list(State)), min_size=len(DIMENSIONS), max_size=len(DIMENSIONS))
LIMITS = Thresholds(Decimal(95), Decimal(90))


def gates_in(colours: list[State]) -> list[Gate]:
    return [
        Gate(d, Share(0, 0), LIMITS, Judgement(state, blocks=d.is_hard and state in {State.STOP, State.NONE}))
        for d, state in zip(DIMENSIONS, colours, strict=True)
    ]


@given(states, st.integers(0, len(DIMENSIONS) - 1), st.sampled_from(list(State)))
def test_worse_gate_never_raises_the_verdict_or_the_score(colours: list[State], place: int, other: State) -> None:
    if RANK[other] > RANK[colours[place]]:
        return
    before, after = recommend(gates_in(colours)), recommend(gates_in([*colours[:place], other, *colours[place + 1 :]]))
    assert BOLDNESS[after.verdict] <= BOLDNESS[before.verdict]
    assert after.score <= before.score


@given(states, st.integers(0, len(DIMENSIONS) - 1))
def test_grey_counts_exactly_as_red(colours: list[State], place: int) -> None:
    grey, red = ([*colours[:place], state, *colours[place + 1 :]] for state in (State.NONE, State.STOP))
    assert recommend(gates_in(grey)) == recommend(gates_in(red))


@given(states)
def test_go_is_recommended_only_when_every_gate_is_green(colours: list[State]) -> None:
    found = recommend(gates_in(colours))
    assert (found.verdict == "go") == all(state is State.GO for state in colours)
    assert 0 <= score_of(gates_in(colours)) <= 100


@given(st.integers(0, 300), st.integers(1, 300))
def test_interval_holds_the_share_and_mirrors_its_complement(part: int, whole: int) -> None:
    part = min(part, whole)
    interval, mirrored = wilson(part, whole), wilson(whole - part, whole)
    assert interval is not None
    assert mirrored is not None
    assert interval[0] - 1e-9 <= 100 * part / whole <= interval[1] + 1e-9
    assert abs(interval[0] - (100 - mirrored[1])) < 1e-6


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 1000))
def test_needed_passes_are_the_fewest(part: int, whole: int, tenths: int) -> None:
    share, line = Share(min(part, whole), whole), Decimal(tenths) / 10
    needed = share.needed_for(float(line))
    assert 100 * (share.part + needed) >= line * whole
    assert needed == 0 or 100 * (share.part + needed - 1) < line * whole
