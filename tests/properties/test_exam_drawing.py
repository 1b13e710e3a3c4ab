"""Every blueprint is satisfied by every form drawn from the bank, whatever the seed."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.records.exams.drawing import Candidate, PoolTooSmall, Row, draw, shuffled_keys

BANK = Path(__file__).resolve().parents[2] / "lms" / "demo" / "data" / "questions"
CHAINS = ("p2p", "o2c", "pln", "mfg", "qa", "fin", "mdm", "sys", "cut", "change")


def bank() -> list[Candidate]:
    entries = [
        entry for chain in CHAINS for entry in yaml.safe_load((BANK / f"{chain}.yaml").read_text("utf-8"))["questions"]
    ]
    return [Candidate(entry["id"], entry["step"], entry["level"], entry.get("topic", "")) for entry in entries]


def blueprint(exam: dict[str, Any]) -> list[Row]:
    return [
        Row(
            section["key"], row["items"], frozenset(row["levels"]),
            frozenset(row.get("steps", ())), frozenset(row.get("topics", ())),
        )
        for section in exam["sections"]
        for row in section["draw"]
    ]  # fmt: skip


EXAMS = {exam["id"]: exam for exam in yaml.safe_load((BANK / "exams.yaml").read_text("utf-8"))["exams"]}
POOL = bank()
KNOWN = {candidate.code: candidate for candidate in POOL}


@pytest.mark.requirement("A56")
@pytest.mark.parametrize("code", sorted(EXAMS))
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**53))
def test_every_form_satisfies_its_blueprint_without_repeats(code: str, seed: int) -> None:
    rows = blueprint(EXAMS[code])
    form = draw(rows, POOL, seed)
    assert len(form) == EXAMS[code]["items"]
    assert len({drawn.code for drawn in form}) == len(form)
    assert _can_fill(rows, [(drawn.section, KNOWN[drawn.code]) for drawn in form])


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**53))
def test_a_form_depends_on_its_seed_alone(seed: int) -> None:
    rows = blueprint(EXAMS["EX-WHS"])
    assert draw(rows, POOL, seed) == draw(rows, list(reversed(POOL)), seed)
    assert shuffled_keys("abcd", seed, "Q-1") == shuffled_keys("abcd", seed, "Q-1")


def test_other_seeds_give_other_forms_and_every_question_of_the_pool_turns_up() -> None:
    rows = blueprint(EXAMS["EX-BAS-01"])
    forms = [{drawn.code for drawn in draw(rows, POOL, seed)} for seed in range(200)]
    possible = {candidate.code for candidate in POOL if any(row.takes(candidate) for row in rows)}
    assert set().union(*forms) == possible
    assert len({frozenset(form) for form in forms}) > 100


def test_a_wide_row_gives_way_to_a_narrow_one() -> None:
    pool = [Candidate("Q-1", "S1", "apply"), Candidate("Q-2", "S2", "apply")]
    wide = Row("A", 1, frozenset({"apply"}), frozenset({"S1", "S2"}))
    narrow = Row("B", 1, frozenset({"apply"}), frozenset({"S1"}))
    for seed in range(20):
        assert {(drawn.section, drawn.code) for drawn in draw([wide, narrow], pool, seed)} == {
            ("A", "Q-2"),
            ("B", "Q-1"),
        }


def test_a_pool_that_is_too_small_is_refused_and_names_the_row() -> None:
    pool = [Candidate("Q-1", "S1", "apply"), Candidate("Q-2", "S1", "apply", topic="integrity")]
    row = Row("A", 2, frozenset({"apply"}), frozenset({"S1"}))
    with pytest.raises(PoolTooSmall) as refusal:
        draw([row], pool, 1)
    assert refusal.value.row == row


def test_each_place_is_as_likely_for_each_option() -> None:
    places = Counter(shuffled_keys("abcd", seed, "Q-P2P-10-02").index("a") for seed in range(2000))
    assert all(400 < places[place] < 600 for place in range(4))


def _can_fill(rows: list[Row], form: list[tuple[str, Candidate]]) -> bool:
    """Whether the questions can be dealt to the rows, each row full: tried one by one, going back where it fails."""
    left = [row.items for row in rows]

    def deal(place: int) -> bool:
        if place == len(form):
            return not any(left)
        section, candidate = form[place]
        for index, row in enumerate(rows):
            if left[index] and row.section == section and row.takes(candidate):
                left[index] -= 1
                if deal(place + 1):
                    return True
                left[index] += 1
        return False

    return deal(0)
