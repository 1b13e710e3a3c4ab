"""A scenario that does not hold together is refused with everything that is wrong with it."""

import pytest

from scenarios.grading.api import load_scenario
from tests.scenarios.grading.drills import text_of


def sentences(text: str) -> list[str]:
    return [problem.say("en") for problem in load_scenario(text, file="x.yaml").problems]


@pytest.mark.parametrize("code", ["p2p-01", "p2p-02", "p2p-03", "p2p-04", "p2p-06"])
def test_the_built_drills_load_without_a_problem(code: str) -> None:
    assert sentences(text_of(f"{code}.yaml")) == []


def test_several_mistakes_are_named_at_once() -> None:
    broken = (
        text_of("p2p-03.yaml")
        .replace("type: four_eyes", "type: many_eyes")
        .replace("w: 12", "w: heavy", 1)
        .replace("critical: true", "critcal: true", 1)
        .replace("do: inv.post, args", "do: inv.pots, args", 1)
    )
    found = sentences(broken)
    assert any("many_eyes" in sentence for sentence in found)
    assert any("A number is expected" in sentence for sentence in found)
    assert any("critcal" in sentence for sentence in found)
    assert load_scenario(broken, file="x.yaml").scenario is None


def test_a_critical_expectation_must_say_what_an_auditor_sees() -> None:
    text = text_of("p2p-03.yaml").replace(
        '    w: 3\n    title: {zh: "没有把发票不入账退回"',
        '    w: 3\n    critical: true\n    title: {zh: "没有把发票不入账退回"',
    )
    assert any("what an auditor would see" in sentence for sentence in sentences(text))


def test_a_wrong_path_may_only_name_expectations_that_exist_and_critical_ones_that_are() -> None:
    text = text_of("p2p-03.yaml").replace("critical: [P6]", "critical: [P1, X9]")
    found = sentences(text)
    assert any("“P1” is not declared critical" in sentence for sentence in found)
    assert any("no expectation with the id “X9”" in sentence for sentence in found)


def test_two_wrong_paths_are_the_least() -> None:
    text = text_of("p2p-03.yaml").partition("\nwrong:")[0] + "\nwrong: []\n"
    assert any("At least two wrong paths" in sentence for sentence in sentences(text))


def test_nothing_is_evaluated() -> None:
    text = text_of("p2p-03.yaml").replace("eq: $inv_price", "eq: !!python/object/apply:os.system ['true']")
    loaded = load_scenario(text, file="x.yaml")
    assert loaded.scenario is not None
    assert loaded.scenario.expectations[0].rule.sentence().en.endswith("[true]")
