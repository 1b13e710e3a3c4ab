from decimal import Decimal

from reporting.gates.decision import Recommendation, judge, recommend
from reporting.gates.values import AcceptanceTests, ChangePulse, CoverMeasure, Measure, State, Unmeasured
from reporting.metrics.definition import Words
from reporting.metrics.shares import Share
from tests.reporting.gates.builders import ALL_GREEN, gates_with

UNKNOWN = Unmeasured(Words("尚无", "none yet"))


def test_ten_green_gates_are_a_go_with_full_score() -> None:
    assert recommend(gates_with()) == Recommendation("go", Decimal(100), "all_green", ())


def test_red_hard_gate_is_no_go_before_any_score() -> None:
    gates = gates_with(cover=CoverMeasure(1, 0, 71))
    assert recommend(gates) == Recommendation("no_go", Decimal(90), "hard_gate", ("cover",))


def test_unmeasured_hard_gate_counts_as_red() -> None:
    gates = gates_with(acceptance_tests=UNKNOWN)
    assert recommend(gates) == Recommendation("no_go", Decimal(90), "hard_gate", ("acceptance_tests",))


def test_unmeasured_soft_gate_is_conditional() -> None:
    assert recommend(gates_with(hypercare=UNKNOWN)) == Recommendation(
        "conditional", Decimal(98), "open_gate", ("hypercare",)
    )


def test_amber_gate_is_conditional_and_has_to_be_mitigated() -> None:
    gates = gates_with(exams=Share(611, 652))
    assert recommend(gates) == Recommendation("conditional", Decimal(95), "open_gate", ("exams",))


def test_red_soft_gate_is_conditional() -> None:
    assert recommend(gates_with(coverage=Share(1, 284))).verdict == "conditional"


def test_score_under_75_is_no_go_though_no_hard_gate_is_red() -> None:
    amber_hard: dict[str, Measure] = {
        "cover": CoverMeasure(0, 1, 71),
        "acceptance_tests": AcceptanceTests(100, 100, 95),
    }
    soft_red: dict[str, Measure] = {
        "coverage": Share(0, 284),
        "exams": Share(0, 652),
        "change": ChangePulse({}),
        "hypercare": UNKNOWN,
    }
    found = recommend(gates_with(**amber_hard, **soft_red))
    assert (found.verdict, found.score, found.decided_by) == ("no_go", Decimal(65), "score")


def test_dimension_without_any_measure_is_grey_and_earns_nothing() -> None:
    gates = judge({}, {})
    assert [gate.state for gate in gates] == [State.NONE] * 10
    assert recommend(gates) == Recommendation("no_go", Decimal(0), "hard_gate", tuple(ALL_GREEN))


def test_weights_add_up_to_a_hundred() -> None:
    assert sum(gate.dimension.weight for gate in gates_with()) == 100


def test_tile_says_the_threshold_in_force() -> None:
    rules = {gate.dimension.code: gate.rule.en for gate in gates_with()}
    assert rules["coverage"] == "≥ 95 %"
    assert rules["proficiency"] == "≥ 90 %, critical drills all"
