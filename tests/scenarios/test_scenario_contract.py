"""Every drill of the catalogue: each recorded solution scores 100, each recorded wrong path fails exactly as declared."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from scenarios.grading.api import check_contract, load_catalogue, load_path, rules_as_prose
from tests.scenarios.grading.drills import drill, opened, small_company, text_of

ENTRIES, PROBLEMS = load_catalogue(text_of("index.yaml"), file="index.yaml")
BUILT = [entry.id for entry in ENTRIES if entry.is_built]


def test_the_catalogue_lists_forty_drills_without_a_mistake() -> None:
    assert PROBLEMS == ()
    assert len({entry.id for entry in ENTRIES}) == 40
    assert {entry.chain for entry in ENTRIES} == {"P2P", "O2C", "PLN", "MFG", "QA", "FIN", "MDM", "SYS", "CUT"}


@pytest.mark.parametrize("code", BUILT)
def test_solutions_score_a_hundred_and_wrong_paths_fail_as_declared(code: str) -> None:
    reports = check_contract(drill(code), small_company(), text_of)
    assert [(row.file, row.seed, [text.en for text in row.complaints]) for row in reports if not row.holds] == []
    assert sum(row.is_solution for row in reports) >= 2
    assert len({row.file for row in reports if not row.is_solution}) >= 2


@pytest.mark.parametrize("code", BUILT)
def test_a_drill_agrees_with_its_line_in_the_catalogue(code: str) -> None:
    entry, scenario = next(entry for entry in ENTRIES if entry.id == code), drill(code)
    assert (entry.title, entry.chain, entry.steps, entry.difficulty) == (
        scenario.title,
        scenario.tags.chain,
        scenario.tags.steps,
        scenario.tags.difficulty,
    )
    assert set(scenario.tags.roles) == set(entry.roles)
    assert entry.minutes == scenario.time.target_minutes


@pytest.mark.parametrize("code", BUILT)
def test_the_weights_of_a_drill_add_up_to_a_hundred(code: str) -> None:
    assert sum(expectation.weight for expectation in drill(code).expectations) == 100


@pytest.mark.parametrize("code", BUILT)
def test_a_training_lead_reads_every_rule_as_a_sentence(code: str) -> None:
    for sentence in rules_as_prose(opened(code).scenario):
        assert sentence.rule.zh
        assert sentence.rule.en
        assert "$" not in sentence.title.zh + sentence.title.en
        assert "{" not in sentence.rule.en


@pytest.mark.parametrize("code", BUILT)
def test_every_command_that_a_path_gives_is_allowed_in_the_drill(code: str) -> None:
    scenario = drill(code)
    for file in (*scenario.solutions, *(wrong.file for wrong in scenario.wrong)):
        path, problems = load_path(text_of(file), file=file)
        assert path is not None, problems
        for step in path.steps:
            family = step.command.command.partition(".")[0] + ".*"
            assert {step.command.command, family} & set(scenario.commands), step


def test_the_command_prints_a_line_per_path_and_succeeds() -> None:
    out = StringIO()
    call_command("check_scenarios", "P2P-03", "--json", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {row["file"] for row in rows} == {
        *drill("P2P-03").solutions,
        *(wrong.file for wrong in drill("P2P-03").wrong),
    }
    assert all(row["holds"] for row in rows)


def test_a_scenario_that_judges_wrongly_is_reported() -> None:
    broken = text_of("p2p-03/good.yaml").replace("quantity: $qty, price: $diff", "quantity: $qty, price: 1")
    reports = check_contract(
        drill("P2P-03"),
        small_company(),
        lambda file: broken if file == "p2p-03/good.yaml" else text_of(file),
        seeds=(0,),
    )
    failing = [row for row in reports if not row.holds]
    assert [row.file for row in failing] == ["p2p-03/good.yaml"]
    assert "E3" in failing[0].complaints[-2].en + failing[0].complaints[-1].en
