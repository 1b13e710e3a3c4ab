"""The parallel run: kinds of difference, one defect for each cause, and a ruler that nobody bends."""

from typing import Any

from tests.scenarios.engine.desk import Desk


def classify(kind: str, *numbers: str) -> dict[str, Any]:
    return {"difs": list(numbers), "kind_of_difference": kind, "reason": "Looked into"}


def difference(desk: Desk, number: str) -> dict[str, Any]:
    return dict(desk.state.document("DIF", number) or {})


def test_several_differences_are_classified_at_once_and_the_verdict_can_be_corrected() -> None:
    desk = Desk()
    desk.do("dif.classify", "lan.key", **classify("timing", "DIF-01", "DIF-05"))
    desk.do("dif.classify", "lan.key", **classify("data", "DIF-05"))
    kinds = [difference(desk, number)["kind_of_difference"] for number in ("DIF-01", "DIF-05")]
    assert (kinds, difference(desk, "DIF-05")["status"]) == (["timing", "data"], "classified")


def test_classifying_needs_a_reason_something_known_and_somebody_who_may() -> None:
    desk = Desk()
    without = {"difs": ["DIF-01"], "kind_of_difference": "timing"}
    assert desk.refused("dif.classify", "lan.key", **without) == "REASON_REQUIRED"
    assert desk.refused("dif.classify", "lan.key", **classify("timing", "DIF-99")) == "UNKNOWN_OBJECT"
    assert desk.refused("dif.classify", "wang.ap", **classify("timing", "DIF-01")) == "NO_AUTH"
    assert desk.refused("dif.classify", "lan.key", difs=[], kind_of_difference="timing", reason="x") == "INPUT_INVALID"


def test_defect_gathers_what_one_cause_explains_and_each_difference_belongs_to_one() -> None:
    desk = Desk()
    defect = {"severity": "critical", "description": "Hold flag is not mapped"}
    assert desk.refused("dft.raise", "lan.key", difs=["DIF-05"], **defect) == "DEFECT_NOT_REAL"
    desk.do("dif.classify", "lan.key", **classify("data", "DIF-05", "DIF-12", "DIF-20"))
    desk.do("dft.raise", "lan.key", difs=["DIF-20", "DIF-05", "DIF-12"], **defect)
    body = desk.last("DFT")
    assert (body["scope"], body["judged"]) == ("DIF-05,DIF-12,DIF-20", "DIF-05:critical")
    assert difference(desk, "DIF-12")["defect"] == body["id"]
    assert desk.refused("dft.raise", "lan.key", difs=["DIF-12"], **defect) == "DEFECT_TWICE"


def test_old_system_is_changed_only_by_overriding_and_that_is_on_record() -> None:
    desk = Desk()
    change = {"dif": "DIF-02", "reason": "One cent only"}
    assert desk.refused("old.correct", "lan.key", **change) == "OLD_SYSTEM_FROZEN"
    assert difference(desk, "DIF-02")["old_figure"] == "156.00"
    desk.do("old.correct", "lan.key", override_reason="One cent only", **change)
    assert difference(desk, "DIF-02")["old_figure"] == "156.01"
    assert [row["code"] for row in desk.state.overrides()] == ["OLD_SYSTEM_FROZEN"]
