"""The same seed gives the same numbers; other seeds give others; nothing else changes."""

import pytest

from scenarios.grading.api import Group, Mode, open_drill, unbound_names
from scenarios.grading.binding import bound, choose
from scenarios.grading.text import Text
from tests.scenarios.grading.drills import drill, small_company


def test_a_seed_always_gives_the_same_variant() -> None:
    start = drill("P2P-03").start
    assert choose(start, 48127) == choose(start, 48127)


def test_seeds_reach_every_variant() -> None:
    prices = {choose(drill("P2P-03").start, seed)["inv_price"] for seed in range(40)}
    assert prices == {1325, 1350, 1375, 1400}


def test_a_whole_name_keeps_its_type_and_a_name_in_a_text_is_written_out() -> None:
    assert bound({"eq": "$price", "say": "at $price"}, {"price": 1375}) == {"eq": 1375, "say": "at 1375"}
    assert bound(Text("价 $price", "price $price"), {"price": 3}) == Text("价 3", "price 3")


def test_what_a_person_reads_is_a_text_even_where_a_number_stands_alone() -> None:
    assert bound(Text("$count", "$count"), {"count": 24}) == Text("24", "24")


def test_a_bound_drill_still_knows_its_groups() -> None:
    scenario = open_drill(drill("P2P-03"), small_company()).scenario
    assert [item.id for item in scenario.in_group(Group.ANSWERS)] == ["A1", "A2"]


def test_an_unknown_name_stays_to_be_found() -> None:
    assert unbound_names(bound(("$a", "$b"), {"a": 1})) == {"b"}


@pytest.mark.requirement("A44")
def test_opening_twice_with_one_seed_gives_the_same_state() -> None:
    one, other = (open_drill(drill("P2P-04"), small_company(), seed=5) for _ in range(2))
    assert one.state.head == other.state.head
    assert one.scenario == other.scenario


def test_a_guided_drill_always_shows_the_first_variant() -> None:
    names = {
        open_drill(drill("P2P-03"), small_company(), seed=seed, mode=Mode.GUIDED).scenario.names["inv_price"]
        for seed in (0, 3, 9)
    }
    assert len(names) == 1
