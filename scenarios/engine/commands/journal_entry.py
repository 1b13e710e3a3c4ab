"""Journal entry: a hand-made posting of the general ledger, parked by one person, approved by another, then posted."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

_JE = Field("je", FieldType.REF, kind="JE")
CONTROLLED = ("1122", "1403", "1405", "2202", "2202-GRIR")
"""Accounts that a subledger writes: by hand they would part from it for good."""


@command(
    "je.park",
    code="JE01",
    document="JE",
    fields=(
        Field("text"),
        Field(
            "lines",
            FieldType.LINES,
            columns=(
                Field("account", FieldType.REF, kind="ACCOUNT"),
                Field("debit", FieldType.MONEY, required=False),
                Field("credit", FieldType.MONEY, required=False),
            ),
        ),
        Field("evidence", FieldType.CODE, required=False),
    ),
)
def park(tx: Transaction) -> None:
    """Writes an entry down without posting it; it must balance and leave the controlled accounts alone."""
    lines = tx.args["lines"]
    debit, credit = (sum(line.get(side, 0) for line in lines) for side in ("debit", "credit"))
    balanced = debit == credit and debit > 0
    tx.require(balanced, "JE_UNBALANCED", debit=f"{debit / 100:,.2f}", credit=f"{credit / 100:,.2f}")
    for line in tx.args["lines"]:
        tx.require(line["account"] not in CONTROLLED, "CONTROL_ACCOUNT", account=line["account"])
    body = {
        "text": tx.args["text"],
        "evidence": tx.args.get("evidence", ""),
        "total": debit,
        "lines": {
            str(number): {"account": line["account"], "debit": line.get("debit", 0), "credit": line.get("credit", 0)}
            for number, line in enumerate(lines, start=1)
        },
        "approved_by": "",
        "posted_by": "",
        "reversed_because": "",
    }
    tx.create("JE", body, status="parked")


@command("je.approve", code="JE02", document="JE", fields=(_JE,), meaning="journal_approval")
def approve(tx: Transaction) -> None:
    """Somebody other than who parked the entry signs it."""
    entry = tx.document("JE")
    tx.change("JE", entry, {"status": "approved", "approved_by": tx.user})
    tx.sign(f"JE:{entry['id']}")


@command("je.post", code="JE03", document="JE", fields=(_JE,))
def post(tx: Transaction) -> None:
    """Posts an approved entry."""
    entry = tx.document("JE")
    tx.change("JE", entry, {"status": "posted", "posted_by": tx.user})
    _write(tx, entry, 1)


@command("je.reverse", code="JE04", document="JE", fields=(_JE, Field("reason")))
def reverse(tx: Transaction) -> None:
    """Reverses a posted entry line by line; the entry itself stays on the record."""
    entry = tx.document("JE")
    tx.change("JE", entry, {"status": "reversed", "reversed_because": tx.args["reason"]})
    _write(tx, entry, -1)


def _write(tx: Transaction, entry: Body, sign: int) -> None:
    lines = entry["lines"].values()
    rows = [ledger_line(line["account"], sign * (line["debit"] - line["credit"])) for line in lines]
    tx.post(f"JE:{entry['id']}", rows)
