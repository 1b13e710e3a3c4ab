"""Management reports: two boards that differ by definition, a gap that opens down to lots, yields and how sure they are."""

from types import SimpleNamespace
from typing import Any

import pytest

from scenarios.sandbox.reports import REPORT_TABLES
from scenarios.sandbox.reports.quality_figures import exact_interval
from scenarios.sandbox.wording import Words
from tests.scenarios.engine.desk import Desk


def table(desk: Desk, name: str, asked: str = "") -> tuple[list[list[str]], str]:
    """A report's cells as they are read in English, and its total."""
    seated: Any = SimpleNamespace(state=desk.state, words=Words(desk.state, "en"))
    found, total = REPORT_TABLES[name](seated, asked)
    return [[cell.shown.text for cell in row] for row in found.rows], total


@pytest.mark.requirement("A74")
def test_two_boards_read_the_same_orders_and_disagree() -> None:
    desk = Desk()
    assert [table(desk, name)[1] for name in ("OTIF_SALES", "OTIF_LOGISTICS")] == ["96.0 %", "81.1 %"]


def test_lines_behind_the_boards_give_the_agreed_rate() -> None:
    rows, _ = table(Desk(), "OTIF_LINES")
    due = [row for row in rows if row[8] != "The customer"]
    on_time = [row for row in due if row[5] != "–" and row[5] <= row[3]]
    assert (len(rows), len(due), len(on_time), round(100 * len(on_time) / len(due), 1)) == (40, 38, 30, 78.9)
    confirmed_late = {row[0] for row in due if row[5] != "–" and row[3] < row[5] <= row[4]}
    assert confirmed_late == {"30000303", "30000306", "30000309", "30000313", "30000317", "30000322"}


def test_lines_are_found_by_order() -> None:
    assert [row[1] for row in table(Desk(), "OTIF_LINES", "30000314")[0]] == ["10", "20"]


def loaded() -> Desk:
    """Stock loaded with two lots standing twice."""
    desk = Desk()
    desk.do("mig.stage", "song.data", table="STOCK", file="F1")
    batch = desk.number("MIG")
    for row, day in (("Q0005", "20300731"), ("Q0006", "20310222"), ("Q0008", "20270625"), ("Q0009", "20290912")):
        desk.do("mig.correct", "song.data", mig=batch, rows=[row], column="exp_date", value=day, reason="Lot card")
    desk.do("mig.dry_run", "song.data", mig=batch)
    desk.do("mig.load", "song.data", mig=batch)
    return desk


def test_ledger_stands_above_the_stock_list_by_the_lots_that_stand_twice() -> None:
    desk = loaded()
    rows, total = table(desk, "STOCK_GL")
    assert total == "48,260.00"
    assert {row[0]: row[3] for row in rows} == {"1403.R": "48,260.00", "1405.R": "0.00"}
    again = table(desk, "STOCK_LOTS", "JOB-0413R")
    assert ([(row[2], row[5]) for row in again[0]], again[1]) == (
        [("JX25-0613", "25,000.00"), ("DG25-1102", "23,260.00")],
        "48,260.00",
    )


@pytest.mark.requirement("A74")
def test_gap_is_gone_once_the_load_is_taken_back_and_corrected() -> None:
    desk = loaded()
    batch = desk.number("MIG")
    desk.do("mig.rollback", "song.data", mig=batch, reason="Two lots twice")
    desk.do("mig.dispose", "song.data", mig=batch, rows=["Q9001", "Q9002"], fate="drop", reason="Re-run")
    desk.do("mig.dry_run", "song.data", mig=batch)
    desk.do("mig.load", "song.data", mig=batch)
    assert (table(desk, "STOCK_GL")[1], table(desk, "STOCK_LOTS", "JOB-0413R")[0]) == ("0.00", [])


def test_close_is_warned_of_while_a_load_is_not_signed() -> None:
    desk = loaded()
    close = {"period": "2026-11", "remarks": "Agreed"}
    assert desk.refused("close.sign", "feng.fin", **close) == "DIFFERENCE_OPEN"
    assert desk.refused("close.sign", "hao.gl", **close) == "NO_AUTH"
    fresh = Desk()
    fresh.do("close.sign", "feng.fin", **close)
    assert fresh.last("CLS")["status"] == "signed"


def test_unposted_deliveries_explain_what_closes_below_nought() -> None:
    rows, total = table(Desk(), "UNPOSTED")
    assert (total, [row[9] for row in rows]) == ("7,470.00", ["-3,700", "-29,000", "-5,700"])


def test_board_counts_reworked_pieces_as_good_and_the_steps_do_not() -> None:
    desk = Desk()
    assert table(desk, "QUALITY_BOARD")[0][0][1] == "99.1 %"
    rolled = 1.0
    for row in table(desk, "QUALITY_STEPS")[0]:
        came, first = (int(text.replace(",", "")) for text in row[1:3])
        rolled *= first / came
    assert round(100 * rolled, 1) == 85.0


def test_exact_interval_agrees_with_the_closed_form_and_is_symmetric() -> None:
    lower, upper = exact_interval(0, 60)
    assert (lower, round(upper, 6)) == (0.0, round(1 - 0.025 ** (1 / 60), 6))
    low, high = exact_interval(3, 10)
    mirrored = exact_interval(7, 10)
    assert (round(low, 4), round(high, 4)) == (0.0667, 0.6525)
    assert (round(1 - mirrored[1], 6), round(1 - mirrored[0], 6)) == (round(low, 6), round(high, 6))
    assert exact_interval(10, 10)[1] == 1.0


def test_small_samples_say_little_and_large_ones_much() -> None:
    rows, limit = table(Desk(), "SUPPLIER_PPM")
    assert {row[0]: row[4] for row in rows} == {
        "V00044": "0 – 59,629",
        "V00017": "211 – 45,556",
        "V00033": "1,153 – 1,919",
        "V00014": "2,991 – 4,070",
        "V00012": "688 – 9,710",
    }
    assert limit == "PPM limit 2,500"
