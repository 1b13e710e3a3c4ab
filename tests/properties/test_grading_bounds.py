"""I19: a grade lies between 0 and 100 whatever was done, and neither a hint nor a refusal ever raises it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.engine.api import Command, State, play
from scenarios.grading.api import Grade, grade
from scenarios.grading.binding import bound
from scenarios.grading.opening import saved_names
from scenarios.grading.paths import PathStep
from tests.scenarios.grading.drills import drill, opened, recorded

FILES = {
    code: (*drill(code).solutions, *(wrong.file for wrong in drill(code).wrong))
    for code in ("P2P-01", "P2P-03", "P2P-04", "O2C-03", "QA-01", "MFG-03", "SYS-03", "DM-05")
}
"""Purchasing, where the rules are densest, and a drill of each other area that one person plays."""
CODES = st.sampled_from(sorted(FILES))
ANSWERS = st.dictionaries(
    st.sampled_from(["A1", "A2", "X"]),
    st.fixed_dictionaries({"value": st.text(max_size=6), "confidence": st.sampled_from(["sure", "unsure", ""])}),
)


def muddled(code: str, draw: st.DataObject) -> tuple[State, Grade]:
    """Play steps of all recorded ways in any order and selection; most meet refusals, which is wanted."""
    opening = opened(code)
    steps: list[PathStep] = [step for file in FILES[code] for step in recorded(file).steps]
    chosen = draw.draw(st.lists(st.sampled_from(steps), max_size=25))
    state, names = opening.state, dict(opening.scenario.names)
    for step in chosen:
        command = bound(step.command, names)
        state, entries = play(state, Command(command.command, command.args, command.user))
        names |= saved_names(entries[0], command.save)
    return state, grade(opening, state, answers=draw.draw(ANSWERS))


@settings(max_examples=40, deadline=None)
@given(code=CODES, draw=st.data())
def test_a_grade_is_bounded_and_its_parts_add_up(code: str, draw: st.DataObject) -> None:
    _state, result = muddled(code, draw)
    assert 0 <= result.score <= 100
    assert result.score == max(Decimal(0), result.earned - result.deducted)
    assert all(0 <= mark.finding.credit <= 1 for mark in result.marks)
    assert result.passed == (result.score >= result.pass_score and not result.critical_failures)


@settings(max_examples=40, deadline=None)
@given(code=CODES, number=st.integers(1, 5), draw=st.data())
def test_a_hint_never_raises_a_grade(code: str, number: int, draw: st.DataObject) -> None:
    state, before = muddled(code, draw)
    opening = opened(code)
    answers: dict[str, dict[str, object]] = {}
    base = grade(opening, state, answers=answers)
    hat = state.hat("learner")
    state, _entries = play(state, Command("hint.open", {"nr": number}, hat))
    after = grade(opening, state, answers=answers)
    assert after.score <= base.score
    assert before.scenario_id == after.scenario_id


@settings(max_examples=40, deadline=None)
@given(code=CODES, draw=st.data())
def test_a_refused_command_never_raises_a_grade(code: str, draw: st.DataObject) -> None:
    state, _grade = muddled(code, draw)
    opening = opened(code)
    base = grade(opening, state)
    state, entries = play(state, Command("pay.execute", {"pay": "none"}, state.hat("learner")))
    assert entries[0].refusal is not None
    assert grade(opening, state).score <= base.score


@settings(max_examples=20, deadline=None)
@given(code=CODES, draw=st.data())
def test_grading_twice_gives_the_same_grade(code: str, draw: st.DataObject) -> None:
    state, _grade = muddled(code, draw)
    assert grade(opened(code), state) == grade(opened(code), state)
