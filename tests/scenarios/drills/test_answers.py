"""The questions on handing in: each can be answered on the page that asks it."""

import pytest

from scenarios.drills.forms import AnswersForm, choices_of, questions_of
from scenarios.grading.api import grade
from tests.scenarios.grading.drills import drill, opened, played, seed_of
from tests.scenarios.test_scenario_contract import BUILT

SEED = seed_of("O2C-03", near="L26-9401", fresh="L26-9305")


def answered(code: str, question: str, line: str) -> AnswersForm:
    form = AnswersForm(drill(code), "en", {question: line, f"{question}-confidence": "sure"})
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize("code", BUILT)
def test_every_question_has_a_line_to_write_in_or_something_to_choose(code: str) -> None:
    form = AnswersForm(drill(code), "en")
    for question in form.questions:
        field = form.fields[question.id]
        assert getattr(field, "choices", None) != [], f"{code} {question.id} offers nothing"


@pytest.mark.parametrize(
    "line", ["L26-9401, L26-9305", "L26-9305;L26-9401", "l26-9401、 l26-9305，", "  L26-9401 L26-9305  L26-9401"]
)
def test_several_lots_written_in_one_line_are_taken_apart_and_marked_right(line: str) -> None:
    path = played("O2C-03", "o2c-03/good.yaml", SEED)
    answers = {**path.answers, "A2": answered("O2C-03", "A2", line).answers()["A2"]}
    result = grade(opened("O2C-03", SEED), path.state, answers=answers)
    assert (result.score, result.passed) == (100, True)


def test_one_lot_too_many_earns_less() -> None:
    path = played("O2C-03", "o2c-03/good.yaml", SEED)
    given = answered("O2C-03", "A2", "L26-9401, L26-9305, L26-9402").answers()["A2"]
    assert given == {"value": ["L26-9401", "L26-9305", "L26-9402"], "confidence": "sure"}
    result = grade(opened("O2C-03", SEED), path.state, answers={**path.answers, "A2": given})
    assert result.score < 100


def test_nothing_written_is_no_answer_and_asks_for_no_confidence() -> None:
    form = AnswersForm(drill("O2C-03"), "en", {"A2": "  "})
    assert form.is_valid()
    assert form.answers()["A2"] == {"value": "", "confidence": ""}


CHOICES = [(code, question.id) for code in BUILT for question in questions_of(drill(code)) if len(question.options) > 1]


@pytest.mark.parametrize(("code", "asked"), CHOICES)
def test_the_options_stand_in_an_order_of_the_attempt_and_the_right_one_in_no_fixed_place(
    code: str, asked: str
) -> None:
    question = next(one for one in questions_of(drill(code)) if one.id == asked)
    shown = [[key for key, _ in choices_of(question, seed, "en")] for seed in range(40)]
    assert shown == [[key for key, _ in choices_of(question, seed, "zh")] for seed in range(40)]
    assert {tuple(sorted(keys)) for keys in shown} == {tuple(sorted(option.key for option in question.options))}
    assert {keys[0] for keys in shown} == {option.key for option in question.options}


def test_the_page_offers_the_order_of_its_seed() -> None:
    question = questions_of(opened("DM-06").scenario)[0]
    for seed in (1, 2):
        form = AnswersForm(opened("DM-06").scenario, "en", seed=seed)
        assert form.fields["A1"].choices == choices_of(question, seed, "en")  # type: ignore[attr-defined]
