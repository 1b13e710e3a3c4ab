"""Detection and correction: n of N planted faults from what was found and mended, a threshold, and no rate without faults."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scenarios.grading.api import Expectation, Finding, Group, Mode, RateKind, Text, grade, load_scenario
from scenarios.grading.rates import Rate, faults_of, rates_of
from scenarios.grading.text import NOTHING
from tests.scenarios.grading.drills import drill, opened, played, seed_of, text_of

DETECTION, CORRECTION = RateKind.DETECTION, RateKind.CORRECTION
BOTH = {DETECTION: Decimal(80), CORRECTION: Decimal(80)}


class Never:
    """A rule that is not asked here."""

    def sentence(self) -> Text:
        return NOTHING

    def check(self, trace: Any) -> Finding:
        raise AssertionError(trace)


def expected(name: str = "E1", *, shows: tuple[RateKind, ...] = (DETECTION,), faults: int | None = None) -> Expectation:
    return Expectation(
        name, Group.END_STATE, "loaded", Decimal(1), False, NOTHING, "", "", NOTHING, NOTHING, Never(), shows, faults
    )


def finding(credit: Fraction | int, tally: tuple[int, int] | None = None) -> Finding:
    return Finding(Fraction(credit), NOTHING, tally=tally)


@pytest.mark.parametrize(
    ("faults", "found", "counted"),
    [
        (None, finding(1), (1, 1)),  # one expectation is one fault
        (None, finding(Fraction(1, 2)), (0, 1)),  # and half of it is none
        (None, finding(Fraction(7, 12), (7, 12)), (7, 12)),  # what the rule counted
        (5, finding(Fraction(7, 12), (7, 12)), (0, 5)),  # five faults among twelve things, five of which are wrong
        (5, finding(Fraction(10, 12), (10, 12)), (3, 5)),
        (5, finding(0, (0, 12)), (0, 5)),  # more wrong than was planted is not less than nothing
        (4, finding(1), (4, 4)),  # nothing counted: all or none
        (4, finding(0), (0, 4)),
        (4, finding(0, (0, 1)), (0, 4)),  # fewer things counted than faults declared: all or none as well
        (0, finding(1, (12, 12)), (0, 0)),  # a variant that plants none
    ],
)
def test_how_many_faults_an_expectation_shows(faults: int | None, found: Finding, counted: tuple[int, int]) -> None:
    assert faults_of(expected(faults=faults), found) == counted


@pytest.mark.parametrize(
    ("done", "planted", "threshold", "percent", "is_met"),
    [
        (8, 10, "80", "80.0", True),  # exactly at the threshold
        (79, 100, "80", "79.0", False),
        (799, 1000, "79.9", "79.9", True),
        (2, 3, "66.7", "66.6", False),  # cut, never rounded up to a rate that was not reached
        (0, 5, "0", "0.0", True),  # a threshold of nought is reported only
        (5, 5, "100", "100.0", True),
        (4, 5, "100", "80.0", False),
    ],
)
def test_a_rate_is_met_from_its_threshold_on(
    done: int, planted: int, threshold: str, percent: str, is_met: bool
) -> None:
    rate = Rate(DETECTION, done, planted, Decimal(threshold), ("E1",))
    assert (rate.percent, rate.is_met) == (Decimal(percent), is_met)


def test_where_no_fault_was_planted_there_is_no_rate_and_nothing_to_reach() -> None:
    rate = Rate(CORRECTION, 0, 0, Decimal(80), ())
    assert (rate.percent, rate.is_met) == (None, True)


def test_rates_add_up_what_each_expectation_shows_and_name_it() -> None:
    rows = [
        (expected("E1"), finding(Fraction(3, 4), (3, 4))),
        (expected("E2", shows=(CORRECTION,), faults=2), finding(1)),
        (expected("P1", shows=(DETECTION, CORRECTION)), finding(0)),
        (expected("E9", shows=()), finding(0)),
    ]
    assert rates_of(rows, BOTH) == (
        Rate(DETECTION, 3, 5, Decimal(80), ("E1", "P1")),
        Rate(CORRECTION, 2, 3, Decimal(80), ("E2", "P1")),
    )
    assert rates_of(rows, {}) == ()


@pytest.mark.requirement("A19")
def test_found_and_not_mended_fails_by_the_correction_rate_alone() -> None:
    seed = seed_of("DM-04", part="whole")
    guessed = played("DM-04", "dm-04/guess-the-dates.yaml", seed).grade
    assert (guessed.score > guessed.pass_score, guessed.critical_failures, guessed.passed) == (True, (), False)
    assert [(rate.kind.value, rate.done, rate.planted, rate.is_met) for rate in guessed.rates] == [
        ("detection", 11, 11, True),
        ("correction", 7, 11, False),
    ]
    assert guessed.short_rates == ("correction",)
    right = played("DM-04", "dm-04/good.yaml", seed).grade
    assert ([(rate.done, rate.planted) for rate in right.rates], right.passed) == ([(11, 11), (11, 11)], True)


def test_a_guided_attempt_has_rates_and_passes_nothing() -> None:
    guided = played("DM-04", "dm-04/good.yaml", mode=Mode.GUIDED).grade
    assert ([rate.is_met for rate in guided.rates], guided.passed) == ([True, True], False)


def test_the_same_attempt_has_the_same_rates_whenever_it_is_graded() -> None:
    result = played("DM-05", "dm-05/found-and-not-mended.yaml")
    assert grade(opened("DM-05"), result.state, answers=result.answers).rates == result.grade.rates


TAGGED = ("DM-01", "DM-02", "DM-03", "DM-04", "DM-05", "DM-06")


@pytest.mark.requirement("A19")
@pytest.mark.parametrize("code", TAGGED)
def test_each_data_drill_has_both_rates_and_a_wrong_way_that_finds_and_does_not_mend(code: str) -> None:
    scenario = drill(code)
    assert scenario.thresholds == BOTH
    for file in scenario.solutions:
        rates = played(code, file).grade.rates
        assert all(rate.planted and rate.done == rate.planted for rate in rates)
        assert len(rates) == 2
    assert frozenset({"correction"}) in {wrong.rates for wrong in scenario.wrong}


def test_a_drill_that_plants_no_faults_has_no_rate() -> None:
    assert (drill("P2P-03").thresholds, played("P2P-03", "p2p-03/good.yaml").grade.rates) == ({}, ())


def complaints(old: str, new: str, code: str = "dm-04") -> list[str]:
    text = text_of(f"{code}.yaml")
    assert old in text
    return [problem.say("en") for problem in load_scenario(text.replace(old, new, 1), file="x.yaml").problems]


def line_of(needle: str, code: str = "dm-04") -> int:
    return next(n for n, line in enumerate(text_of(f"{code}.yaml").splitlines(), 1) if needle in line)


@pytest.mark.parametrize(
    ("old", "new", "field", "complaint"),
    [
        ("faults: $leaked_count", "faults: none", "end_state[2].faults", "A whole number from 1 on is expected"),
        ("faults: $leaked_count", "faults: 0", "end_state[2].faults", "A whole number from 1 on is expected"),
        ("faults: $leaked_count", "faults: $doubled_text", "end_state[2].faults", "A whole number from 1 on is expected"),
        ("faults: $leaked_count", "faults: $nobody", "end_state[2].faults", "A whole number from 1 on is expected"),
        ("detection_rate: 80", "detection_rate: 101", "pass.detection_rate", "A threshold lies between 0 and 100 per cent."),
        ("detection_rate: 80", "detection_rate: most", "pass.detection_rate", "A number is expected here."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_line_and_field(old: str, new: str, field: str, complaint: str) -> None:
    found = complaints(old, new)
    assert len(found) == 1
    assert found[0].startswith(f"x.yaml:{line_of(old)}: {field}: {complaint}")


def test_an_unknown_rate_is_named_first_with_line_and_field_and_then_what_follows_from_it() -> None:
    found = complaints("shows: detection", "shows: discovery")
    assert found[:2] == [
        f"x.yaml:{line_of('shows: detection')}: end_state[8].shows: “discovery” is no rate; known are: detection, correction.",
        f"x.yaml:{line_of('detection_rate')}: pass.detection_rate: No expectation shows this rate (shows: detection).",
    ]


def test_faults_belong_to_an_expectation_that_shows_something() -> None:
    found = complaints("    shows: correction\n    faults: $leaked_count", "    faults: $leaked_count")
    assert found == [
        f"x.yaml:{line_of('faults: $leaked_count') - 1}: end_state[2].faults: "
        "Only an expectation that says what it shows (shows) has a number of faults."
    ]


def test_a_threshold_for_what_no_expectation_shows_is_a_mistake() -> None:
    text = text_of("p2p-03.yaml").replace("no_critical: true}", "no_critical: true, correction_rate: 90}", 1)
    problems = [problem.say("en") for problem in load_scenario(text, file="x.yaml").problems]
    assert [one.partition(": ")[2] for one in problems] == [
        "pass.correction_rate: No expectation shows this rate (shows: correction)."
    ]


def test_a_wrong_way_names_only_rates_that_the_drill_has() -> None:
    found = complaints("rates: [correction]", "rates: [speed]")
    assert [one.partition(": ")[2] for one in found] == ["wrong: The drill has no rate “speed”."]


def test_without_a_threshold_of_its_own_a_drill_asks_for_eighty_per_cent() -> None:
    text = text_of("dm-04.yaml").replace(", detection_rate: 80, correction_rate: 80", "", 1)
    loaded = load_scenario(text, file="x.yaml")
    assert loaded.scenario is not None
    assert loaded.scenario.thresholds == BOTH
    stricter = load_scenario(
        text.replace("no_critical: true}", "no_critical: true, correction_rate: 92.5}", 1), file="x"
    )
    assert stricter.scenario is not None
    assert stricter.scenario.thresholds == {DETECTION: Decimal(80), CORRECTION: Decimal("92.5")}
