"""A drill in one file: it comes back as it was, and a mistake in it is named with its line and field."""

import pytest

from scenarios.grading.api import read_bundle, write_bundle
from tests.scenarios.grading.drills import drill, text_of

CODES = ("P2P-01", "P2P-02", "P2P-03", "P2P-04", "P2P-06", "DM-05")


def paths_of(code: str) -> dict[str, str]:
    scenario = drill(code)
    return {file: text_of(file) for file in (*scenario.solutions, *(wrong.file for wrong in scenario.wrong))}


def bundled(code: str = "P2P-03") -> str:
    return write_bundle(text_of(f"{code.lower()}.yaml"), paths_of(code))


@pytest.mark.parametrize("code", CODES)
def test_a_drill_comes_back_as_it_was_written(code: str) -> None:
    bundle = read_bundle(bundled(code), file="drill.yaml")
    assert bundle.problems == ()
    assert bundle.scenario == drill(code)
    assert bundle.paths == paths_of(code)
    assert write_bundle(bundle.source, bundle.paths) == bundled(code)


def test_a_mistake_in_a_path_is_named_with_the_line_of_the_file() -> None:
    text = bundled()
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "do: inv.post" in row)
    broken = text.replace("do: inv.post", "do: inv.pst", 1)
    problems = read_bundle(broken, file="drill.yaml").problems
    assert [(row.file, row.line) for row in problems] == [("drill.yaml", line)]
    assert problems[0].field.startswith("paths.p2p-03/good.yaml.steps[")
    assert "inv.pst" in problems[0].sentence.en


def test_a_mistake_in_the_drill_keeps_its_line_although_paths_stand_below() -> None:
    text = bundled().replace("id: P2P-03", "id: P2P-3", 1)
    problems = read_bundle(text, file="drill.yaml").problems
    assert [(row.line, row.field) for row in problems] == [(1, "id")]


def test_a_path_that_is_named_but_missing_and_one_that_nobody_names_are_problems() -> None:
    paths = paths_of("P2P-03")
    paths["stray.yaml"] = paths.pop("p2p-03/good.yaml")
    found = read_bundle(write_bundle(text_of("p2p-03.yaml"), paths), file="drill.yaml")
    assert found.scenario is None
    assert sorted(row.field for row in found.problems) == ["paths", "paths.stray.yaml"]


@pytest.mark.parametrize("text", ["", "- a list", "{ not yaml", "id: [", "paths: 3"])
def test_any_text_gives_problems_and_never_an_error(text: str) -> None:
    bundle = read_bundle(text, file="drill.yaml")
    assert bundle.scenario is None
    assert bundle.problems
