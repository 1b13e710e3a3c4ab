"""Posting periods: a month is closed for good; a single posting may still get in through a window that closes again."""

from scenarios.engine.clock import later
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

LONGEST_WINDOW_MINUTES = 480
OPENED = "open_period_from"


@command("period.close", code="PD01", document="PARAMETER", fields=(Field("open_from", FieldType.DATE),))
def close_period(tx: Transaction) -> None:
    """The month end: nothing before this date is posted any more. It never goes backwards."""
    row = tx.state.master("PARAMETER", OPENED) or {}
    date, opened = tx.args["open_from"], row["live_value"]
    tx.require(date >= opened, "PERIOD_BACKWARDS", about=f"PARAMETER:{OPENED}", date=date, opened=opened)
    tx.change_master("PARAMETER", row, {"live_value": date, "qas_value": date, "changed_by": tx.user})


@command(
    "period.reopen",
    code="PD02",
    document="PEX",
    fields=(
        Field("cr", FieldType.REF, kind="CR"),
        Field("period", FieldType.CODE),
        Field("account_from", FieldType.REF, kind="ACCOUNT"),
        Field("account_to", FieldType.REF, kind="ACCOUNT"),
        Field("user", FieldType.REF, kind="USER"),
        Field("minutes", FieldType.INTEGER, minimum=1, maximum=LONGEST_WINDOW_MINUTES),
    ),
)
def reopen_period(tx: Transaction) -> None:
    """Opens a closed month for one person, one range of accounts and some minutes, by an approved change request."""
    change = tx.document("CR")
    name = f"CR:{change['id']}"
    tx.require(change["status"] == "approved", "CHANGE_NOT_APPROVED", about=name, cr=change["id"])
    ours = change["about"] == f"PARAMETER:{OPENED}"
    tx.require(ours, "CHANGE_OTHER_SUBJECT", about=name, cr=change["id"], subject=change["about"] or "–")
    closed = tx.args["period"] < str(tx.state.parameter(OPENED))[:7] and len(tx.args["period"]) == len("2026-10")
    tx.require(closed, "INPUT_INVALID", field="period", problem="choice")
    ordered = tx.args["account_from"] <= tx.args["account_to"]
    tx.require(ordered, "INPUT_INVALID", field="account_to", problem="choice")
    names = ("cr", "period", "account_from", "account_to", "user")
    body = {key: tx.args[key] for key in names} | {"until": later(tx.state.clock, tx.args["minutes"]), "closed_by": ""}
    number = tx.create("PEX", body, status="open", refs=[name])
    done = f"{tx.args['period']} {tx.args['account_from']}–{tx.args['account_to']}: PEX {number}"
    tx.change("CR", change, {"status": "implemented", "implemented_by": tx.user, "done": done})


@command("period.shut", code="PD03", document="PEX", fields=(Field("pex", FieldType.REF, kind="PEX"),))
def shut_window(tx: Transaction) -> None:
    """Closes the window before or after its time; until then it stands open on the list of auditors."""
    tx.change("PEX", tx.document("PEX"), {"status": "closed", "closed_by": tx.user})
