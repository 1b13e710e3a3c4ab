"""Parameters: tried in the test system, tested by those who work with them, carried into the live system by transport."""

from typing import Any

from scenarios.engine.clock import is_date
from scenarios.engine.commands.change_request import missing_functions
from scenarios.engine.commands.parameter_trial import TRIED_BY_RECEIPT, tries_of
from scenarios.engine.commands.role_design import master
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

QAS, PRD = "QAS", "PRD"
_CR = Field("cr", FieldType.REF, kind="CR")


def parsed_value(tx: Transaction, row: Body, text: str) -> Any:
    """The text as a value of the parameter's type; refuses one outside its validated range, and a whole table."""
    name = f"PARAMETER:{row['id']}"
    kind = row.get("type", "")
    tx.require(bool(kind), "PARAMETER_FIXED", about=name, parameter=row["id"])
    low, high = row.get("minimum", 0), row.get("maximum", 0)
    allowed = " / ".join(row["choices"]) if kind == "choice" else f"{low} – {high}"
    bad = Refused(
        Refusal(code="PARAMETER_VALUE", args={"parameter": row["id"], "value": text, "allowed": allowed}, about=name)
    )
    if kind == "choice" and text in row["choices"]:
        return text
    if kind == "date" and is_date(text):
        return text
    if kind == "integer" and text.lstrip("-").isdecimal() and low <= int(text) <= high:
        return int(text)
    raise bad


@command(
    "param.set",
    code="PM01",
    document="PARAMETER",
    fields=(
        Field("parameter", FieldType.REF, kind="PARAMETER"),
        Field("system", FieldType.CHOICE, choices=(QAS, PRD)),
        Field("value", FieldType.CODE),
        Field("cr", FieldType.REF, required=False, kind="CR"),
    ),
)
def set_parameter(tx: Transaction) -> None:
    """Sets a parameter in the test system for a change request. In the live system nothing is set by hand."""
    row = master(tx, "PARAMETER")
    name = f"PARAMETER:{row['id']}"
    tx.require(tx.args["system"] == QAS, "DIRECT_CHANGE", about=name, parameter=row["id"])
    value = parsed_value(tx, row, tx.args["value"])
    tx.require("cr" in tx.args, "CHANGE_NOT_APPROVED", about=name, cr="–")
    change = tx.document("CR")
    _require_about(tx, change, name)
    tx.require_status("CR", change, "draft", "impact_assessed", "approved")
    tx.change_master("PARAMETER", row, {"qas_value": value})
    setting = {"before": row["live_value"], "after": value, "by": tx.user}
    tx.change("CR", change, {f"settings/{row['id']}": setting, "tests": (), "trials": ()})


def _require_about(tx: Transaction, change: Body, name: str) -> None:
    about = change["about"] or "–"
    tx.require(about == name, "CHANGE_OTHER_SUBJECT", about=f"CR:{change['id']}", cr=change["id"], subject=about)


@command(
    "param.test",
    code="PM02",
    document="CR",
    fields=(_CR, Field("outcome", FieldType.CHOICE, choices=("passed", "failed")), Field("evidence")),
)
def test_parameter(tx: Transaction) -> None:
    """Notes what a test in the test system showed; never by the one who set the value, and not before it was tried there.

    Setting a value anew takes tests and trials away: they were of the value before.
    """
    change = tx.document("CR")
    name = f"CR:{change['id']}"
    settings = change.get("settings", {})
    tx.require(bool(settings), "NOTHING_TO_TEST", about=name, cr=change["id"])
    setters = {setting["by"] for setting in settings.values()}
    tx.require(tx.user not in setters, "FOUR_EYES", about=name, rule="SOD-23", document=name)
    to_be_tried = bool(TRIED_BY_RECEIPT & set(settings))
    tx.require(bool(tries_of(change)) or not to_be_tried, "TRIAL_MISSING", about=name, cr=change["id"])
    row = {"by": tx.user, "at": tx.state.clock, "outcome": tx.args["outcome"], "evidence": tx.args["evidence"]}
    tx.change("CR", change, {"tests": (*change.get("tests", ()), row)})


@command("param.transport", code="PM03", document="TR", fields=(_CR,))
def transport(tx: Transaction) -> None:
    """Carries what was tested into the live system, with the values before and after on record.

    Refuses a change that is not approved, whose last test did not pass, or whose day has not come.
    """
    change = tx.document("CR")
    name = f"CR:{change['id']}"
    approved = change["status"] == "approved" and not missing_functions(change)
    tx.require(approved, "CHANGE_NOT_APPROVED", about=name, cr=change["id"])
    tests, settings = change.get("tests", ()), change.get("settings", {})
    passed = bool(settings) and bool(tests) and tests[-1]["outcome"] == "passed"
    tx.require(passed, "TEST_MISSING", about=name, cr=change["id"])
    date = change["effective_from"]
    tx.require(date <= tx.today, "FUTURE_POSTING", date=date, today=tx.today)
    rows = {key: {"before": row["before"], "after": row["after"]} for key, row in settings.items()}
    number = tx.create(
        "TR", {"cr": change["id"], "lines": rows, "source": QAS, "target": PRD}, status="imported", refs=[name]
    )
    for key, row in settings.items():
        body = tx.state.master("PARAMETER", key) or {}
        tx.change_master("PARAMETER", body, {"live_value": row["after"], "changed_by": tx.user, "cr": change["id"]})
    tx.change("CR", change, {"status": "implemented", "implemented_by": tx.user, "done": f"TR {number}"})
