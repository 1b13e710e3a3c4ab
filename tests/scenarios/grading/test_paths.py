"""One path leads through all variants: a step may be for some of them only, and must be for one that there is."""

from scenarios.grading.api import load_path, play_path
from scenarios.grading.contract import variant_seeds
from tests.scenarios.grading.drills import drill, opened, played, recorded, text_of

LOADED = "dm-04/good.yaml"


def test_a_step_for_other_variants_is_left_out_of_the_way() -> None:
    path = recorded(LOADED)
    cards = {
        part: [
            step.command.args["rows"]
            for step in path.through({"part": part}).steps
            if step.command.args.get("column") == "exp_date"
        ]
        for part in ("whole", "no-01", "no-03")
    }
    assert cards == {
        "whole": [["Q0005"], ["Q0006"], ["Q0009"], ["Q0008"]],
        "no-01": [["Q0005"], ["Q0008"]],
        "no-03": [["Q0006"], ["Q0009"]],
    }


def test_a_path_takes_exactly_the_steps_of_its_variant() -> None:
    for seed in variant_seeds(drill("DM-04").start):
        names, done = opened("DM-04", seed).scenario.names, played("DM-04", LOADED, seed)
        rows = done.state.journal[opened("DM-04", seed).first_seq - 1 :]
        mine = [row.command.name for row in rows if row.command.seat == "learner"]
        given = [name for name in mine if name != "hat.switch"]
        assert given == [step.command.command for step in recorded(LOADED).through(names).steps]


def test_a_step_for_a_variant_that_there_is_not_is_named_with_its_line() -> None:
    text = text_of(LOADED).replace("for: {part: [whole, no-01, no-02]}", "for: {part: moon}", 1)
    path, problems = load_path(text, file=LOADED)
    assert (path is not None, problems) == (True, ())
    assert path is not None
    surprise = play_path(opened("DM-04"), path).surprises[0]
    assert (surprise.file, surprise.line, surprise.field) == (LOADED, 6, "for")
    assert surprise.sentence.en == "No variant binds part to “moon”; this step would never be played."


def test_a_for_that_is_no_table_is_a_mistake() -> None:
    text = text_of(LOADED).replace("for: {part: [whole, no-01, no-02]}", "for: whole", 1)
    path, problems = load_path(text, file=LOADED)
    assert (path, [problem.field for problem in problems]) == (None, ["steps[3].for"])
