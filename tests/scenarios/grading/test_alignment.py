"""A way beside a recorded one: nothing is lost, the order of both is kept, and the nearest way is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.engine.api import JournalEntry
from scenarios.grading.alignment import _common, align, key_of_entry, key_of_step, model_steps, nearest, own_steps
from tests.scenarios.grading.drills import opened, played, recorded

SEATS = frozenset(("learner",))
LETTERS = st.lists(st.sampled_from("abcd"), max_size=12)


def steps_of(code: str, file: str) -> tuple[JournalEntry, ...]:
    done = played(code, file, seed=5)
    return own_steps(done.state.journal[opened(code, 5).first_seq - 1 :], SEATS)


def test_a_recorded_solution_beside_itself_agrees_everywhere() -> None:
    lines = align(steps_of("P2P-04", "p2p-04/good.yaml"), recorded("p2p-04/good.yaml"))
    assert {line.agrees for line in lines} == {True}


def test_what_one_way_lacks_stands_alone_on_its_line() -> None:
    lines = align(steps_of("P2P-04", "p2p-04/quiet-return.yaml"), recorded("p2p-04/good.yaml"))
    missing = {line.model.command.command for line in lines if line.model is not None and line.mine is None}
    assert {"oos.open", "scar.issue", "mrb.decide"} <= missing


@pytest.mark.parametrize("file", ["good.yaml", "good-report-first.yaml"])
def test_the_nearest_way_is_the_one_that_was_taken(file: str) -> None:
    ways = [recorded("p2p-04/good.yaml"), recorded("p2p-04/good-report-first.yaml")]
    found = nearest(steps_of("P2P-04", f"p2p-04/{file}"), ways)
    assert found is not None
    assert found.file == f"p2p-04/{file}"


def test_without_recorded_ways_there_is_nothing_to_compare() -> None:
    assert nearest(steps_of("P2P-04", "p2p-04/good.yaml"), []) is None


def test_alignment_keeps_both_ways_whole_and_in_order() -> None:
    mine, model = steps_of("P2P-01", "p2p-01/good-careful.yaml"), recorded("p2p-01/good.yaml")
    lines = align(mine, model)
    assert tuple(line.mine for line in lines if line.mine is not None) == mine
    assert tuple(line.model for line in lines if line.model is not None) == model_steps(model)
    assert all(
        key_of_entry(line.mine) == key_of_step(line.model)
        for line in lines
        if line.mine is not None and line.model is not None
    )


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_common_steps_are_common_ordered_and_as_many_either_way(first: list[str], second: list[str]) -> None:
    pairs = _common(first, second)
    assert all(first[i] == second[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert len(pairs) == len(_common(second, first))


@settings(deadline=None)
@given(LETTERS)
def test_a_way_has_all_its_steps_in_common_with_itself(steps: list[str]) -> None:
    assert _common(steps, steps) == [(place, place) for place in range(len(steps))]
