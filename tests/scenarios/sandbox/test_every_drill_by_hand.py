"""Every drill of the catalogue can be played through its pages: the first recorded solution, form by form, scores 100."""

from decimal import Decimal

import pytest

from scenarios.grading.api import open_drill
from scenarios.grading.scenario import ScriptedCommand
from scenarios.models import GradeResult
from scenarios.sandbox.folding import state_of
from tests.scenarios.grading.drills import drill, recorded, small_company
from tests.scenarios.sandbox.by_hand.holding import acts_of_journal, acts_of_path, looks_missed
from tests.scenarios.sandbox.by_hand.playing import Play, posts
from tests.scenarios.sandbox.factories import make_version
from tests.scenarios.test_scenario_contract import BUILT

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SEED = 3
OTHERS = [("DM-01", 8), ("DM-02", 13), ("DM-04", 19), ("O2C-03", 16), ("RPT-01", 13), ("CUT-03", 13)]
"""Drills whose variants differ in rows and planted figures, with the seed of another variant than the first one's."""


@pytest.fixture(autouse=True)
def _known_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drill draws its numbers by chance; a test that fails must fail again."""
    monkeypatch.setattr("scenarios.drills.starting.draw_seed", lambda: SEED)


def begun(code: str) -> Play:
    """The drill, begun on its page, with the first of its recorded solutions as it leads through the variant."""
    make_version(code)
    return Play(code, recorded(drill(code).solutions[0]))


def lost(result: GradeResult) -> tuple[Decimal, list[str]]:
    """The score, and in words what it lacks: marks not met, refusals, needless and late work."""
    unmet = [f"{mark.code}: {mark.found_en}" for mark in result.marks.all() if not mark.is_met]
    spent = [str(row) for name in ("refusals", "needless", "overtime") for row in result.content[name]["rows"]]
    return result.score, [] if result.score == 100 else unmet + spent


@pytest.mark.requirement("A44")
@pytest.mark.parametrize("code", BUILT)
def test_drill_is_played_through_its_pages_and_scores_a_hundred(code: str) -> None:
    plays_to_a_hundred(begun(code))


@pytest.mark.requirement("A44")
@pytest.mark.parametrize(("code", "seed"), OTHERS)
def test_another_variant_is_played_through_its_pages_as_well(
    code: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.drills.starting.draw_seed", lambda: seed)
    play = begun(code)
    first = open_drill(drill(code), small_company(), seed=SEED).scenario
    assert play.scenario.brief != first.brief
    plays_to_a_hundred(play)


def plays_to_a_hundred(play: Play) -> None:
    """Every step through the pages, nothing besides in the journal, and the full score."""
    play.plays()
    entries = state_of(play.attempt).journal[play.opening.first_seq - 1 :]
    assert acts_of_journal(entries, play.scenario.seat_ids) == acts_of_path(play.steps)
    assert looks_missed(play.steps, entries) == []
    assert lost(play.hands_in()) == (100, [])


def quality_works(play: Play) -> None:
    """Pei Ran begins the steps of the run-book that are hers and free, and finishes those whose time is up."""
    colleague, state = play.sits("quality"), state_of(play.attempt)
    for step in [row for row in state.own_documents("RBK") if row["owner"] == "pei.qa"]:
        if step["status"] == "pending" and step["ready"]:
            posts(colleague, ScriptedCommand("pei.qa", "rbk.start", {"rbk": step["id"]}, {}))
        elif step["status"] == "running" and step["due_at"] <= state.clock:
            args = {"rbk": step["id"], "evidence": "Protocol filed"}
            posts(colleague, ScriptedCommand("pei.qa", "rbk.finish", args, {}))


@pytest.mark.requirement("A32", "A44")
def test_run_book_is_played_through_its_pages_by_two_people_each_on_their_own_seat() -> None:
    play = begun("CUT-01")
    play.sits("quality")
    play.plays(between=lambda: quality_works(play))
    entries = state_of(play.attempt).journal[play.opening.first_seq - 1 :]
    assert acts_of_journal(entries, ["manager"]) == acts_of_path(play.steps)
    by_colleague = play.attempt.rows.filter(person=play.people["quality"].person, outcome="accepted")
    done = {name: by_colleague.filter(command=name).count() for name in ("rbk.start", "rbk.finish")}
    assert done["rbk.start"] == done["rbk.finish"] > 1
    assert lost(play.hands_in()) == (100, [])
