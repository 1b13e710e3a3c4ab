"""Same skill, other numbers: what a neighbour found in one variant of a drill does not do in another."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from scenarios.engine.api import Command, broken_invariants, digest, fold, play
from scenarios.grading.api import Answer, Grade, Played, grade, open_drill
from scenarios.grading.binding import picked
from scenarios.grading.contract import variant_seeds
from scenarios.grading.scenario import Group, Scenario
from tests.scenarios.grading.drills import drill, opened, played, small_company
from tests.scenarios.test_scenario_contract import BUILT, ENTRIES

VARIED = (
    *("DM-01", "DM-02", "DM-03", "DM-04", "DM-06", "O2C-03"),
    *("RPT-01", "RPT-02", "RPT-03", "CUT-03", "SYS-02"),
)
"""The drills whose variants are rows and planted figures of the dataset."""
SLICED = ("DM-01", "DM-02", "DM-03", "DM-04", "DM-06", "RPT-02")
"""Those in which the learner works on a slice of a staged table."""


def neighbours(code: str) -> list[tuple[int, int]]:
    """Each variant's seed with that of the next variant, the last with the first."""
    seeds = variant_seeds(drill(code).start)
    return list(zip(seeds, (*seeds[1:], seeds[0]), strict=True))


@cache
def solved(code: str, seed: int) -> Played:
    return played(code, drill(code).solutions[0], seed)


def what_is_read(scenario: Scenario) -> tuple[object, ...]:
    return scenario.brief, scenario.wanted, scenario.facts, scenario.injects


def what_is_right(code: str, seed: int) -> tuple[object, ...]:
    """The rules, and what stands in the staged tables and the truths by which some of them judge."""
    opening = opened(code, seed)
    sheets = [*opening.state.documents("STG"), *opening.state.documents("MIG")]
    tables = sorted({body["table"].lower() for body in sheets})
    dataset = opening.state.dataset
    parts = [dict(dataset.part(f"{side}-{name}")) for name in tables for side in ("stage", "truth")]
    return opening.scenario.expectations, parts


def copied(code: str, seed: int, onto: int) -> Grade:
    """What a learner scores who types into one variant, word for word, what solved another."""
    done, mine = solved(code, seed), opened(code, onto)
    state = mine.state
    for entry in done.state.journal[opened(code, seed).first_seq - 1 :]:
        if entry.command.seat == "learner":
            state, _ = play(state, Command(entry.command.name, entry.command.args, entry.command.user, "learner"))
    return grade(mine, state, answers=done.answers)


@pytest.mark.parametrize("code", BUILT)
def test_every_drill_varies_and_its_contract_walks_every_option(code: str) -> None:
    start = drill(code).start
    met = {choice for seed in variant_seeds(start) for choice in picked(start, seed)}
    assert (start.varies, len(variant_seeds(start)) >= 2) == (True, True)
    assert met == {(choice.name, place) for choice in start.choices for place in range(len(choice.options))}


@pytest.mark.parametrize("code", VARIED)
def test_an_attempt_at_a_variant_is_folded_again_from_its_journal_alone(code: str) -> None:
    seed = variant_seeds(drill(code).start)[-1]
    begun, done = opened(code, seed), solved(code, seed)
    again = open_drill(drill(code), small_company(), seed=seed, recorded=begun.state.journal)
    later = fold(again.state, done.state.journal[len(begun.state.journal) :])
    assert digest(later) == digest(done.state)
    assert grade(again, later, answers=done.answers).score == 100


@pytest.mark.parametrize("code", VARIED)
def test_another_seed_asks_for_other_numbers_and_accepts_other_answers(code: str) -> None:
    for one, other in neighbours(code):
        first, second = (opened(code, seed).scenario for seed in (one, other))
        assert what_is_read(first) != what_is_read(second)
        assert what_is_right(code, one) != what_is_right(code, other)


@pytest.mark.parametrize("code", [code for code in VARIED if code != "SYS-02"])  # whose brief says nothing beforehand
def test_the_brief_and_facts_carry_the_variants_values_in_both_languages(code: str) -> None:
    told = [
        tuple(text.say(language) for text in (scenario.brief, *(value for _, value in scenario.facts)))
        for scenario in (opened(code, seed).scenario for seed in variant_seeds(drill(code).start))
        for language in ("zh", "en")
    ]
    assert len(set(told)) > len(told) // 2
    assert not any("$" in text for texts in told for text in texts)


@pytest.mark.requirement("A44")
@pytest.mark.parametrize("code", VARIED)
def test_the_same_seed_gives_the_same_drill_and_the_same_state(code: str) -> None:
    seed = variant_seeds(drill(code).start)[-1]
    again = open_drill(drill(code), small_company(), seed=seed)
    assert again.scenario == opened(code, seed).scenario
    assert again.state.head == opened(code, seed).state.head


@pytest.mark.parametrize("code", VARIED)
def test_a_neighbours_way_and_answers_do_not_score_in_another_variant(code: str) -> None:
    for one, other in neighbours(code):
        assert solved(code, one).grade.score == 100
        result = copied(code, one, onto=other)
        lost = set(result.unmet)
        assert lost, (one, other)
        assert result.score < 100


@pytest.mark.parametrize("code", VARIED)
def test_the_books_balance_before_the_first_command_of_every_variant(code: str) -> None:
    for seed in variant_seeds(drill(code).start):
        assert broken_invariants(opened(code, seed).state) == ()


@pytest.mark.parametrize("code", SLICED)
def test_a_slice_keeps_the_identity_of_its_dataset(code: str) -> None:
    for seed in variant_seeds(drill(code).start):
        dataset = opened(code, seed).state.dataset
        assert dataset.ref == small_company().ref


def answer_keys(code: str, seed: int) -> Mapping[str, Any]:
    return {
        item.id: item.rule.key  # type: ignore[attr-defined]
        for item in opened(code, seed).scenario.in_group(Group.ANSWERS)
        if item.rule.kind in {"number", "set"}  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize("code", ["DM-04", "O2C-03", "RPT-01", "RPT-02", "RPT-03", "CUT-03"])
def test_the_figures_asked_for_have_several_right_answers_over_the_variants(code: str) -> None:
    keys = [answer_keys(code, seed) for seed in variant_seeds(drill(code).start)]
    assert all(keys)
    assert len({str(one) for one in keys}) >= 2


def right_option(code: str, seed: int) -> tuple[str, str, str]:
    """The question of choice as it is read, and the right option's key and words."""
    rules = [item.rule for item in opened(code, seed).scenario.in_group(Group.ANSWERS)]
    rule = next(rule for rule in rules if isinstance(rule, Answer) and rule.kind == "choice")
    right = next(option for option in rule.options if option.key == rule.key)
    return rule.prompt.en, right.key, right.text.en


@pytest.mark.parametrize("code", ["DM-02", "DM-03", "DM-06"])
def test_the_question_of_choice_has_another_case_in_each_variant_and_several_right_options(code: str) -> None:
    seen = [right_option(code, seed) for seed in variant_seeds(drill(code).start)]
    assert len({prompt for prompt, _, _ in seen}) == len(seen)
    assert len({key for _, key, _ in seen}) >= 2
    assert not any("$" in text for one in seen for text in one)


@pytest.mark.parametrize("code", ["DM-02", "DM-03", "DM-06"])
def test_the_option_that_is_right_for_one_neighbour_is_wrong_for_another(code: str) -> None:
    seeds = variant_seeds(drill(code).start)
    for seed in seeds:
        given = solved(code, seed).answers
        others = [grade(opened(code, other), solved(code, other).state, answers=given) for other in seeds]
        assert {"A1" in one.unmet for one in others} == {True, False}


STANDING = {"SYS-01": {"60"}, "CUT-01": {"46"}}
"""Figures of the company that no variant touches and no brief repeats."""


@pytest.mark.parametrize("code", BUILT)
def test_what_the_catalogue_says_of_a_drill_is_so_in_every_variant(code: str) -> None:
    entry = next(entry for entry in ENTRIES if entry.id == code)
    figures = set(re.findall(r"\d[\d,.]*\d|\d", entry.summary.zh)) - STANDING.get(code, set())
    for seed in variant_seeds(drill(code).start):
        scenario = opened(code, seed).scenario
        titles = [expectation.title for expectation in scenario.expectations]
        facts = [text for pair in scenario.facts for text in pair]
        told = "".join(text.zh for text in (scenario.brief, *scenario.wanted, *facts, *titles))
        assert {figure for figure in figures if figure not in told} == set()
