"""Cleansing sheets, load batches and journal entries: what they do, and what they refuse."""

import pytest

from scenarios.engine.api import broken_invariants, digest
from scenarios.engine.staging import groups, rows_in_books
from tests.scenarios.engine.desk import Desk

PAIR = ("GYS0023", "V-0024")
"""The same firm; the second row names another bank account."""


def sheet(desk: Desk) -> str:
    desk.do("stg.open", "song.data", table="SUPPLIERS")
    return desk.number("STG")


def batch(desk: Desk, table: str = "STOCK") -> str:
    desk.do("mig.stage", "song.data", table=table, file="EXPORT")
    return desk.number("MIG")


def loaded(desk: Desk, table: str = "STOCK") -> str:
    number = batch(desk, table)
    for step in ("mig.validate", "mig.dry_run", "mig.load"):
        desk.do(step, "song.data", mig=number)
    return number


def group(*rows: str, survivor: str = "", **more: object) -> dict[str, object]:
    return {"rows": list(rows), "survivor": survivor or rows[0], **more}


def test_a_group_keeps_who_survives_and_can_be_split_again() -> None:
    desk = Desk()
    number = sheet(desk)
    desk.do("stg.merge", "song.data", stg=number, groups=[group(*PAIR)])
    assert list(groups(desk.last("STG"))) == ["G001"]
    desk.do("stg.split", "song.data", stg=number, group="G001")
    assert groups(desk.last("STG")) == {}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (group("GYS0023"), "INPUT_INVALID"),
        (group("GYS0023", "X"), "UNKNOWN_ROW"),
        (group(*PAIR, survivor="GYS0001"), "NOT_A_MEMBER"),
        (group(*PAIR, fields={"colour": "V-0024"}), "UNKNOWN_COLUMN"),
        (group(*PAIR, fields={"account_no": "V-0024"}), "BANK_CALLBACK_MISSING"),
        (group(*PAIR, fields={"account_no": "V-0024"}, evidence="CB-26-0034"), "CALLBACK_MISMATCH"),
        (group(*PAIR, fields={"account_no": "V-0024"}, evidence="CB-26-0037"), "CALLBACK_MISMATCH"),
    ],
)
def test_merge_refuses(line: dict[str, object], code: str) -> None:
    desk = Desk()
    number = sheet(desk)
    assert desk.refused("stg.merge", "song.data", stg=number, groups=[line]) == code


def test_a_row_belongs_to_one_group_and_kept_apart_stays_apart() -> None:
    desk = Desk()
    number = sheet(desk)
    desk.do("stg.apart", "song.data", stg=number, rows=["GYS0001", "GYS0002"], reason="Other code")
    refused = desk.refused("stg.merge", "song.data", stg=number, groups=[group("GYS0001", "GYS0002")])
    desk.do("stg.merge", "song.data", stg=number, groups=[group(*PAIR)])
    twice = desk.refused("stg.merge", "song.data", stg=number, groups=[group("GYS0023", "GYS0001")])
    apart = desk.refused("stg.apart", "song.data", stg=number, rows=list(PAIR), reason="?")
    assert (refused, twice, apart) == ("KEPT_APART", "ROW_TAKEN", "ROW_TAKEN")


def test_call_back_carries_the_confirmed_account() -> None:
    desk = Desk()
    number = sheet(desk)
    desk.do(
        "stg.merge",
        "song.data",
        stg=number,
        groups=[group(*PAIR, fields={"account_no": "GYS0023"}, evidence="CB-26-0034")],
    )
    assert desk.last("STG")["groups"]["G001"]["evidence"] == "CB-26-0034"


def test_the_data_owner_approves_and_nobody_approves_their_own() -> None:
    desk = Desk()
    number = sheet(desk)
    assert desk.refused("stg.merge", "lin.buyer", stg=number, groups=[group(*PAIR)]) == "NO_AUTH"
    desk.do("stg.merge", "song.data", stg=number, groups=[group(*PAIR)])
    desk.do("stg.exclude", "song.data", stg=number, rows=["GYS0001"], reason="Closed")
    desk.do("stg.include", "song.data", stg=number, rows=["GYS0001"])
    desk.do("stg.submit", "song.data", stg=number, note="Ready")
    late = desk.refused("stg.split", "song.data", stg=number, group="G001")
    unsigned = desk.submit("stg.approve", "mei.owner", signed=False, stg=number).refusal
    assert desk.refused("stg.approve", "song.data", stg=number) == "FOUR_EYES"
    desk.do("stg.approve", "mei.owner", stg=number)
    body = desk.last("STG")
    assert (late, unsigned.code if unsigned else "") == ("SHEET_NOT_OPEN", "SIGNATURE_REQUIRED")
    assert (body["status"], body["records"], body["referenced"], body["approved_by"]) == (
        "approved",
        144,
        145,
        "mei.owner",
    )


def test_same_batch_loaded_twice_is_in_the_books_once() -> None:
    """I16."""
    desk = Desk()
    number = loaded(desk)
    balance, before = desk.state.gl("1403.R"), len(rows_in_books(desk.state, desk.last("MIG")))
    desk.do("mig.load", "song.data", mig=number)
    assert (desk.state.gl("1403.R"), len(rows_in_books(desk.state, desk.last("MIG")))) == (balance, before)
    assert (before, desk.last("MIG")["rejected"], broken_invariants(desk.state)) == (116, 4, ())


def test_corrected_rejects_load_as_a_delta() -> None:
    desk = Desk()
    number = loaded(desk)
    desk.do("mig.correct", "song.data", mig=number, rows=["Q0005"], column="exp_date", value="20280101", reason="Card")
    desk.do("mig.load", "song.data", mig=number)
    body = desk.last("MIG")
    assert (body["loaded"], body["rejected"], [run["rows"] for run in body["runs"]]) == (117, 3, [116, 1])


def test_loaded_rows_change_only_after_a_rollback_that_takes_everything_out() -> None:
    desk = Desk()
    number = loaded(desk)
    desk.do("mig.correct", "song.data", mig=number, rows=["Q0013"], column="status", value="3", reason="Held")
    assert desk.refused("mig.load", "song.data", mig=number) == "ROLLBACK_FIRST"
    desk.do("mig.rollback", "song.data", mig=number, reason="Status")
    assert (desk.state.gl("1403.R"), desk.state.gl("4999"), desk.last("MIG")["status"]) == (0, 0, "rolled_back")
    assert desk.refused("mig.rollback", "song.data", mig=number, reason="Again") == "NOTHING_LOADED"
    assert desk.refused("mig.load", "song.data", mig=number) == "DRY_RUN_MISSING"
    desk.do("mig.dry_run", "song.data", mig=number)
    desk.do("mig.load", "song.data", mig=number)
    assert rows_in_books(desk.state, desk.last("MIG"))["Q0013"]["stock_type"] == "B"


def test_a_change_voids_the_dry_run() -> None:
    desk = Desk()
    number = batch(desk)
    desk.do("mig.dry_run", "song.data", mig=number)
    desk.do("mig.dispose", "song.data", mig=number, rows=["Q9001"], fate="drop", reason="Re-run")
    assert (desk.last("MIG")["status"], desk.last("MIG")["tried"]) == ("staged", {})
    assert desk.refused("mig.load", "song.data", mig=number) == "DRY_RUN_MISSING"


def test_second_batch_of_the_same_export_is_warned_of() -> None:
    desk = Desk()
    loaded(desk)
    assert desk.refused("mig.stage", "song.data", table="STOCK", file="AGAIN") == "BATCH_OVERLAP"
    desk.do("mig.stage", "song.data", table="STOCK", file="AGAIN", override_reason="I want it twice")
    second = desk.number("MIG")
    desk.do("mig.dry_run", "song.data", mig=second)
    desk.do("mig.load", "song.data", mig=second)
    assert sum(len(rows_in_books(desk.state, body)) for body in desk.state.documents("MIG")) == 232


def test_mapping_names_only_what_there_is() -> None:
    desk = Desk()
    number = batch(desk)
    line = {"target": "location", "transform": "upper", "source": "loc"}
    assert desk.refused("mig.map", "song.data", mig=number, lines=[{**line, "target": "nowhere"}]) == "UNKNOWN_COLUMN"
    assert desk.refused("mig.map", "song.data", mig=number, lines=[{**line, "source": "x"}]) == "UNKNOWN_COLUMN"
    desk.do("mig.map", "song.data", mig=number, lines=[line])
    assert desk.last("MIG")["mapping"] == {
        "location": {"source": "loc", "argument": "", "by": "", "transform": "upper"}
    }


def test_sign_off_wants_rejects_differences_and_quality_settled() -> None:
    desk = Desk()
    number = loaded(desk)
    assert desk.refused("mig.sign", "mei.owner", mig=number, note="ok") == "NOT_RECONCILED"
    desk.do("mig.reconcile", "song.data", mig=number)
    assert desk.refused("mig.sign", "mei.owner", mig=number, note="ok") == "REJECTS_OPEN"
    reason = {"override_reason": "Later"}
    assert desk.refused("mig.attest", "song.data", mig=number, statement="ok") == "NO_AUTH"
    desk.do("mig.sign", "mei.owner", mig=number, note="ok", **reason)
    assert [row["code"] for row in desk.state.overrides()] == [
        "REJECTS_OPEN",
        "ATTESTATION_MISSING",
        "RECONCILIATION_OPEN",
    ]
    assert desk.refused("mig.rollback", "song.data", mig=number, reason="Oh") == "BATCH_SIGNED"


def test_a_journal_entry_takes_two_people_and_leaves_control_accounts_alone() -> None:
    desk = Desk()
    lines = [{"account": "6602", "debit": 4_826_000}, {"account": "1403.R", "credit": 4_826_000}]
    assert desk.refused("je.park", "hao.gl", text="?", lines=lines[:1]) == "JE_UNBALANCED"
    controlled = [{**lines[1], "account": "1403"}, lines[0]]
    assert desk.refused("je.park", "hao.gl", text="?", lines=controlled) == "CONTROL_ACCOUNT"
    assert desk.refused("je.park", "lin.buyer", text="?", lines=lines) == "NO_AUTH"
    desk.do("je.park", "hao.gl", text="Difference", lines=lines)
    number = desk.number("JE")
    assert desk.refused("je.post", "hao.gl", je=number) == "ILLEGAL_TRANSITION"
    assert desk.refused("je.approve", "hao.gl", je=number) == "FOUR_EYES"
    desk.do("je.approve", "feng.fin", je=number)
    before = digest(desk.state)
    desk.do("je.post", "hao.gl", je=number)
    assert (desk.state.gl("6602"), desk.state.gl("1403.R"), before == digest(desk.state)) == (
        4_826_000,
        -4_826_000,
        False,
    )
    desk.do("je.reverse", "hao.gl", je=number, reason="Wrong")
    assert (desk.state.gl("6602"), broken_invariants(desk.state)) == (0, ())


def test_script_is_mended_by_its_own_parameters_only() -> None:
    desk = Desk()
    stock, orders = batch(desk), batch(desk, "ORDERS")
    wrong = {"parameter": "age_months", "setting": "remaining", "reason": "?"}
    assert desk.refused("mig.set", "dong.admin", mig=orders, **wrong) == "PARAMETER_UNFIT"
    fits = {"parameter": "age_months", "setting": "24", "reason": "Rule"}
    assert desk.refused("mig.set", "dong.admin", mig=stock, **fits) == "PARAMETER_UNFIT"
    assert desk.refused("mig.set", "lin.buyer", mig=orders, **fits) == "NO_AUTH"
    desk.do("mig.set", "dong.admin", mig=orders, **fits)
    assert desk.last("MIG")["parameters"] == {"age_months": "24"}


def test_what_is_left_behind_is_archived_before_anybody_signs_and_never_after_a_purge() -> None:
    desk = Desk()
    number = batch(desk, "ORDERS")
    kept = {"years": 15, "batch_records": "keep", "reason": "Rule"}
    assert desk.refused("mig.archive", "dong.admin", mig=number, **kept) == "ILLEGAL_TRANSITION"
    desk.do("mig.dispose", "song.data", mig=number, rows=["4100000070", "4100000257"], fate="archive", reason="Paper")
    desk.do("mig.set", "dong.admin", mig=number, parameter="vendor_filter", setting="active", reason="Rule")
    desk.do("mig.dry_run", "dong.admin", mig=number)
    desk.do("mig.load", "dong.admin", mig=number)
    desk.do("mig.reconcile", "song.data", mig=number)
    assert desk.refused("mig.sign", "gao.purmgr", mig=number, note="ok") == "ARCHIVE_MISSING"
    desk.do("mig.archive", "dong.admin", mig=number, **kept)
    body = desk.last("MIG")
    assert (body["archive"]["rows"], body["archive"]["years"], body["loaded"]) == (
        480 - body["loaded"],
        15,
        body["loaded"],
    )
    desk.do("mig.purge", "dong.admin", mig=number, reason="Space")
    assert desk.refused("mig.archive", "dong.admin", mig=number, **kept) == "ALREADY_PURGED"
    assert (desk.last("MIG")["purged"], desk.last("MIG")["archive"]) == (480 - body["loaded"], {})


def coding(desk: Desk) -> str:
    desk.do("stg.open", "song.data", table="CODES")
    return desk.number("STG")


def test_codes_run_on_and_are_given_once() -> None:
    desk = Desk()
    number = coding(desk)
    desk.do("stg.number", "song.data", stg=number, rows=["W-0031", "W-0032"], prefix="RM", start=16010)
    assert desk.last("STG")["codes"] == {"W-0031": "RM-16010", "W-0032": "RM-16011"}
    taken = desk.refused("stg.number", "song.data", stg=number, rows=["W-0033"], prefix="RM", start=16011)
    live = desk.refused("stg.number", "song.data", stg=number, rows=["W-0001"], prefix="FG", start=30010)
    retired = desk.refused("stg.number", "song.data", stg=number, rows=["W-0033"], prefix="RM", start=16031)
    unknown = desk.refused("stg.number", "song.data", stg=number, rows=["W-9999"], prefix="RM", start=16012)
    assert (taken, live, retired, unknown) == ("CODE_TAKEN", "CODE_TAKEN", "CODE_RETIRED", "UNKNOWN_ROW")
    desk.do("stg.number", "song.data", stg=number, rows=["W-0031"], prefix="RM", start=16010)


def test_identifiers_are_regulatory_affairs_to_change() -> None:
    desk = Desk()
    number = coding(desk)
    cell = {"rows": ["W-0006"], "column": "di_inner", "value": "19520000000063", "reason": "As filed"}
    assert desk.refused("stg.set", "song.data", stg=number, **cell) == "IDENTIFIER_NOT_YOURS"
    assert desk.refused("stg.set", "ruan.ra", stg=number, **cell | {"column": "colour"}) == "UNKNOWN_COLUMN"
    desk.do("stg.query", "song.data", stg=number, rows=["W-0006"], column="di_inner", question="Check digit")
    desk.do("stg.set", "ruan.ra", stg=number, **cell)
    desk.do("stg.suffix", "song.data", stg=number, rows=["W-0015"], means="colour")
    body = desk.last("STG")
    assert (body["corrections"], body["meanings"], body["queries"]["W-0006"]["by"]) == (
        {"W-0006": {"di_inner": "19520000000063"}},
        {"W-0015": "colour"},
        "song.data",
    )


def test_only_a_list_of_items_to_be_coded_takes_codes() -> None:
    desk = Desk()
    number = sheet(desk)
    wanted = {"rows": ["GYS0001"], "prefix": "RM", "start": 16010}
    assert desk.refused("stg.number", "song.data", stg=number, **wanted) == "NOT_CODABLE"
