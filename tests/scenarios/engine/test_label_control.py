"""Wrong labels: nothing is relabelled before the line stands, every carton is judged and every label counted."""

from tests.scenarios.engine.desk import Desk

LIST = "PKL-26-0901"
COUNTS = {"labels_issued": 1990, "labels_used": 1960, "labels_damaged": 12, "labels_returned": 18}
EXPIRY = "2029-11-29"


def verdicts(*wrong: str) -> list[dict[str, str]]:
    keys = [f"{number:02d}" for number in range(1, 21)]
    return [{"line": key, "verdict": "wrong" if key in wrong else "right"} for key in keys]


def stopped(desk: Desk) -> None:
    desk.do("line.stop", "wei.ipqc", pkl=LIST, reason="Carton 07 shows another expiry")


def reconciled(desk: Desk) -> str:
    stopped(desk)
    desk.do("stop.report", "wei.ipqc", about=f"PKL:{LIST}", reason="Two cartons with another expiry")
    desk.do("label.check", "wei.ipqc", pkl=LIST, verdicts=verdicts("07", "08"))
    desk.do("label.reconcile", "yu.line", pkl=LIST, **COUNTS)
    return desk.number("DEV")


def test_wrong_cartons_are_relabelled_and_passed_on() -> None:
    desk = Desk()
    deviation = reconciled(desk)
    cartons = [{"line": key, "printed_expiry": EXPIRY} for key in ("07", "08")]
    desk.do("label.relabel", "yu.line", pkl=LIST, deviation=deviation, cartons=cartons)
    desk.do("pack.pass", "yu.line", pkl=LIST)
    body = desk.last("PKL")
    assert (body["status"], body["lines"]["07"]["printed_expiry"]) == ("passed", EXPIRY)
    assert [row["meaning"] for row in desk.state.signatures(f"PKL:{LIST}")] == ["relabelling"]


def test_line_stands_before_labels_are_judged_and_all_of_them_are() -> None:
    desk = Desk()
    assert desk.refused("label.check", "wei.ipqc", pkl=LIST, verdicts=verdicts("07")) == "LINE_NOT_STOPPED"
    stopped(desk)
    assert desk.refused("label.check", "wei.ipqc", pkl=LIST, verdicts=verdicts("07")[:5]) == "RESULTS_INCOMPLETE"
    assert desk.refused("line.stop", "wei.ipqc", pkl=LIST, reason="Again") == "ILLEGAL_TRANSITION"


def test_labels_are_counted_to_the_last_one_by_somebody_else() -> None:
    desk = Desk()
    stopped(desk)
    desk.do("label.check", "yu.line", pkl=LIST, verdicts=verdicts("07", "08"))
    assert desk.refused("label.reconcile", "yu.line", pkl=LIST, **COUNTS) == "FOUR_EYES"
    desk = Desk()
    stopped(desk)
    desk.do("label.check", "wei.ipqc", pkl=LIST, verdicts=verdicts("07", "08"))
    lost = {**COUNTS, "labels_returned": 16}
    assert desk.refused("label.reconcile", "yu.line", pkl=LIST, **lost) == "LABEL_COUNT_DIFFERS"


def test_relabelling_waits_for_the_count_and_prints_what_the_lot_says() -> None:
    desk = Desk()
    stopped(desk)
    desk.do("stop.report", "wei.ipqc", about=f"PKL:{LIST}", reason="Two cartons")
    cartons = [{"line": key, "printed_expiry": EXPIRY} for key in ("07", "08")]
    given = {"pkl": LIST, "deviation": desk.number("DEV")}
    assert desk.refused("label.relabel", "yu.line", **given, cartons=cartons) == "LABELS_NOT_RECONCILED"
    desk = Desk()
    given = {"pkl": LIST, "deviation": reconciled(desk)}
    other = [{"line": "07", "printed_expiry": "2028-11-29"}]
    assert desk.refused("label.relabel", "yu.line", **given, cartons=other) == "LABEL_MISMATCH"
    assert desk.refused("label.relabel", "yu.line", **given, cartons=cartons[:1]) == "LABEL_MISMATCH"
