"""Item coding: new codes for staged rows, what a suffix means, and device identifiers that only regulatory affairs sets."""

from typing import Any

from scenarios.engine.policy import roles_of
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.staging import staged_table
from scenarios.engine.transaction import Body, Transaction
from scenarios.migration.api import CODE_RANGES, Table

_STG = Field("stg", FieldType.REF, kind="STG")
_ROWS = Field("rows", FieldType.REFS)
REGULATORY = "RA"


def _coding(tx: Transaction) -> tuple[Body, Table]:
    """The open sheet and its table; the rows must be in it, and the table must be one of items to be coded."""
    sheet = tx.document("STG")
    about = f"STG:{sheet['id']}"
    tx.require(sheet["status"] == "open", "SHEET_NOT_OPEN", about=about, stg=sheet["id"])
    table = staged_table(tx.state, sheet["table"])
    tx.require(bool(table.get("codable")), "NOT_CODABLE", about=about, stg=sheet["id"])
    for number in tx.args["rows"]:
        tx.require(number in table["rows"], "UNKNOWN_ROW", about=about, row=number[:40])
    return sheet, table


@command(
    "stg.number",
    code="ST10",
    document="STG",
    fields=(
        _STG,
        _ROWS,
        Field("prefix", FieldType.CHOICE, choices=tuple(CODE_RANGES)),
        Field("start", FieldType.INTEGER, minimum=10_000, maximum=99_999),
    ),
)
def number_rows(tx: Transaction) -> None:
    """Gives rows new codes one after another; a code in use is refused, a retired one warned of."""
    sheet, table = _coding(tx)
    about = f"STG:{sheet['id']}"
    wanted = {row: f"{tx.args['prefix']}-{tx.args['start'] + place}" for place, row in enumerate(tx.args["rows"])}
    others = {code for row, code in sheet["codes"].items() if row not in wanted}
    taken = [code for code in wanted.values() if code in others or tx.state.master("ITEM", code) is not None]
    tx.require(not taken, "CODE_TAKEN", about=about, number=", ".join(taken[:3]))
    retired = [code for code in wanted.values() if code in table["retired"]]
    tx.require(not retired, "CODE_RETIRED", about=about, number=", ".join(retired))
    tx.change("STG", sheet, {f"codes/{row}": code for row, code in wanted.items()})


@command(
    "stg.suffix",
    code="ST11",
    document="STG",
    fields=(_STG, _ROWS, Field("means", FieldType.CHOICE, choices=("revision", "colour", "none"))),
)
def say_suffix(tx: Transaction) -> None:
    """Says what the suffix of some rows means, so that it goes to a field of its own."""
    sheet, _ = _coding(tx)
    tx.change("STG", sheet, {f"meanings/{row}": tx.args["means"] for row in tx.args["rows"]})


@command(
    "stg.query",
    code="ST12",
    document="STG",
    fields=(_STG, _ROWS, Field("column", FieldType.CODE), Field("question")),
)
def raise_query(tx: Transaction) -> None:
    """Raises a doubt about cells with whoever owns them; the cells stay as they are."""
    sheet, table = _coding(tx)
    _require_column(tx, sheet, table)
    row: dict[str, Any] = {"column": tx.args["column"], "question": tx.args["question"], "by": tx.user}
    tx.change("STG", sheet, {f"queries/{number}": row for number in tx.args["rows"]})


@command(
    "stg.set",
    code="ST13",
    document="STG",
    fields=(_STG, _ROWS, Field("column", FieldType.CODE), Field("value"), Field("reason")),
)
def set_cells(tx: Transaction) -> None:
    """Corrects a column of some rows; a device identifier is regulatory affairs' to change."""
    sheet, table = _coding(tx)
    _require_column(tx, sheet, table)
    guarded = tx.args["column"] in table["guarded"]
    may = not guarded or REGULATORY in roles_of(tx.state, tx.user)
    tx.require(may, "IDENTIFIER_NOT_YOURS", about=f"STG:{sheet['id']}", column=tx.args["column"])
    changes = {f"corrections/{number}/{tx.args['column']}": tx.args["value"] for number in tx.args["rows"]}
    tx.change("STG", sheet, changes)


def _require_column(tx: Transaction, sheet: Body, table: Table) -> None:
    known = tx.args["column"] in {one["id"] for one in table["columns"]}
    tx.require(known, "UNKNOWN_COLUMN", about=f"STG:{sheet['id']}", column=tx.args["column"])
