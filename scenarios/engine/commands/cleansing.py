"""Cleansing sheet: rows of a legacy master are grouped, kept apart or left out; the data owner approves the result."""

from typing import Any

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.staging import TABLES, excluded, groups, register, staged_table
from scenarios.engine.transaction import Body, Transaction
from scenarios.migration.api import HELD, cross_reference, differing, half_width, records

_STG = Field("stg", FieldType.REF, kind="STG")
_ROWS = Field("rows", FieldType.REFS)


@command("stg.open", code="ST01", document="STG", fields=(Field("table", FieldType.CHOICE, choices=TABLES),))
def open_sheet(tx: Transaction) -> None:
    """Opens a cleansing sheet on a staged legacy export."""
    table = staged_table(tx.state, tx.args["table"])
    tx.require(bool(table["rows"]), "UNKNOWN_OBJECT", kind="STG", id=tx.args["table"])
    body = {
        "table": tx.args["table"],
        "rows_staged": len(table["rows"]),
        "groups": {},
        "apart": {},
        "excluded": {},
        "codes": {},
        "meanings": {},
        "queries": {},
        "corrections": {},
        "records": 0,
        "referenced": 0,
        "submitted_by": "",
        "approved_by": "",
        "returned_because": "",
    }
    tx.create("STG", body, status="open")


def _open(tx: Transaction) -> Body:
    sheet = tx.document("STG")
    tx.require(sheet["status"] == "open", "SHEET_NOT_OPEN", about=f"STG:{sheet['id']}", stg=sheet["id"])
    return sheet


def _require_rows(tx: Transaction, sheet: Body, numbers: tuple[str, ...]) -> None:
    table = staged_table(tx.state, sheet["table"])
    for number in numbers:
        tx.require(number in table["rows"], "UNKNOWN_ROW", about=f"STG:{sheet['id']}", row=number[:40])


@command(
    "stg.merge",
    code="ST02",
    document="STG",
    fields=(
        _STG,
        Field(
            "groups",
            FieldType.LINES,
            columns=(
                _ROWS,
                Field("survivor", FieldType.CODE),
                Field("fields", FieldType.MAPPING, required=False),
                Field("evidence", FieldType.CODE, required=False),
            ),
        ),
    ),
)
def merge(tx: Transaction) -> None:
    """Takes rows for one partner, group by group; each names its survivor and the fields taken from other rows."""
    sheet = _open(tx)
    taken = {number: code for code, group in groups(sheet).items() for number in group.rows}
    count = len(sheet["groups"])
    changes: dict[str, Any] = {}
    for line in tx.args["groups"]:
        count += 1
        code = f"G{count:03d}"
        _require_rows(tx, sheet, line["rows"])
        _require_free(tx, sheet, line["rows"], taken)
        changes[f"groups/{code}"] = _group(tx, sheet, line)
        taken |= dict.fromkeys(line["rows"], code)
    tx.change("STG", sheet, changes)


def _require_free(tx: Transaction, sheet: Body, numbers: tuple[str, ...], taken: dict[str, str]) -> None:
    about = f"STG:{sheet['id']}"
    left_out = excluded(sheet)
    tx.require(len(numbers) > 1, "INPUT_INVALID", field="rows", problem="lines")
    for number in numbers:
        tx.require(number not in taken, "ROW_TAKEN", about=about, row=number, group=taken.get(number, ""))
        tx.require(number not in left_out, "ROW_TAKEN", about=about, row=number, group="–")
    for pair, reason in sheet["apart"].items():
        one, other = pair.split("|")
        both = {one, other} <= set(numbers) and bool(reason)
        tx.require(not both, "KEPT_APART", about=about, row=one, other=other)


def _group(tx: Transaction, sheet: Body, line: dict[str, Any]) -> dict[str, Any]:
    rows = staged_table(tx.state, sheet["table"])["rows"]
    about = f"STG:{sheet['id']}"
    fields, members = line.get("fields", {}), line["rows"]
    for name in (line["survivor"], *fields.values()):
        tx.require(name in members, "NOT_A_MEMBER", about=about, row=name[:40])
    for column in fields:
        tx.require(column in rows[members[0]], "UNKNOWN_COLUMN", about=about, column=column[:40])
    evidence = line.get("evidence", "")
    if HELD in fields and differing(rows, members, HELD):
        _require_call_back(tx, about, half_width(rows[fields[HELD]][HELD]), evidence, members)
    return {
        "rows": list(members),
        "survivor": line["survivor"],
        "fields": fields,
        "evidence": evidence,
        "by": tx.user,
    }


def _require_call_back(tx: Transaction, about: str, account: str, evidence: str, members: tuple[str, ...]) -> None:
    """A bank account that differs between the rows survives only on a call-back that confirmed this very account."""
    call = register(tx.state, "CALLBACK")["rows"].get(evidence)
    tx.require(call is not None, "BANK_CALLBACK_MISSING", about=about, rows=", ".join(members))
    if call is not None:
        confirmed = call["result"] == "confirmed" and call["account_no"] == account
        tx.require(confirmed, "CALLBACK_MISMATCH", about=about, evidence=evidence, account=account)


@command("stg.split", code="ST03", document="STG", fields=(_STG, Field("group", FieldType.CODE)))
def split(tx: Transaction) -> None:
    """Dissolves a group: its rows stand for themselves again."""
    sheet = _open(tx)
    known = tx.args["group"] in groups(sheet)
    tx.require(known, "UNKNOWN_ROW", about=f"STG:{sheet['id']}", row=tx.args["group"])
    tx.change("STG", sheet, {f"groups/{tx.args['group']}": None})


@command("stg.apart", code="ST04", document="STG", fields=(_STG, _ROWS, Field("reason")))
def keep_apart(tx: Transaction) -> None:
    """Marks rows that look alike as different partners, every two of them, with the reason."""
    sheet = _open(tx)
    numbers = tuple(sorted(tx.args["rows"]))
    _require_rows(tx, sheet, numbers)
    tx.require(len(numbers) > 1, "INPUT_INVALID", field="rows", problem="lines")
    for code, group in groups(sheet).items():
        shared = [number for number in numbers if number in group.rows]
        tx.require(
            len(shared) < 2,  # noqa: PLR2004 - one member may well be kept apart from an outsider
            "ROW_TAKEN",
            about=f"STG:{sheet['id']}",
            row=", ".join(shared),
            group=code,
        )
    pairs = [f"{one}|{other}" for place, one in enumerate(numbers) for other in numbers[place + 1 :]]
    tx.change("STG", sheet, {f"apart/{pair}": tx.args["reason"] for pair in pairs})


@command("stg.exclude", code="ST05", document="STG", fields=(_STG, _ROWS, Field("reason")))
def leave_out(tx: Transaction) -> None:
    """Leaves rows out of the migration; they will have no new code."""
    sheet = _open(tx)
    _require_rows(tx, sheet, tx.args["rows"])
    _require_free(tx, sheet, (*tx.args["rows"], ""), {n: code for code, g in groups(sheet).items() for n in g.rows})
    tx.change("STG", sheet, {f"excluded/{number}": tx.args["reason"] for number in tx.args["rows"]})


@command("stg.include", code="ST06", document="STG", fields=(_STG, _ROWS))
def take_in(tx: Transaction) -> None:
    """Takes rows back in that had been left out."""
    sheet = _open(tx)
    _require_rows(tx, sheet, tx.args["rows"])
    tx.change("STG", sheet, {f"excluded/{number}": "" for number in tx.args["rows"] if number in excluded(sheet)})


@command("stg.submit", code="ST07", document="STG", fields=(_STG, Field("note")))
def submit(tx: Transaction) -> None:
    """Hands the sheet to the data owner, with the number of records and of old codes that have a new one."""
    sheet = _open(tx)
    rows = staged_table(tx.state, sheet["table"])["rows"]
    made, left_out = groups(sheet), excluded(sheet)
    changes = {
        "status": "submitted",
        "submitted_by": tx.user,
        "note": tx.args["note"],
        "records": len(records(rows, made, left_out)),
        "referenced": len(cross_reference(rows, made, left_out)),
    }
    tx.change("STG", sheet, changes)


@command("stg.return", code="ST08", document="STG", fields=(_STG, Field("reason")))
def give_back(tx: Transaction) -> None:
    """The data owner sends the sheet back to be worked over."""
    sheet = tx.document("STG")
    tx.change("STG", sheet, {"status": "open", "returned_because": tx.args["reason"]})


@command("stg.approve", code="ST09", document="STG", fields=(_STG,), meaning="golden_record_approval")
def approve(tx: Transaction) -> None:
    """The data owner signs: from now on every old code stands for the record that the sheet gave it."""
    sheet = tx.document("STG")
    tx.change("STG", sheet, {"status": "approved", "approved_by": tx.user})
    tx.sign(f"STG:{sheet['id']}")
