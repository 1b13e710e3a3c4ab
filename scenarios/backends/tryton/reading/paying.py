"""Supplier invoices, credit notes and payments read back."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN
from scenarios.backends.tryton.reading.stages import status
from scenarios.backends.tryton.world import World, cents

INVOICE = "account.invoice"
FIELDS = ["state", "party", "reference", "invoice_date", "untaxed_amount", "tax_amount", "total_amount"]
MORE = ["amount_to_pay", "lines", "lines_to_pay"]


def invoice(world: World, number: str) -> dict[str, Any]:
    """A supplier invoice. Tryton blocks none, so `blocks` is always empty."""
    known = world.facts[f"IV:{number}"]
    row = _read(world, world.id_of("IV", number))
    receipts = tuple(
        f"GR:{gr}"
        for gr in world.numbers("GR")
        if world.facts[f"GR:{gr}"]["po"] == known["po"] and "returns" not in world.facts[f"GR:{gr}"]
    )
    return {
        "status": _status(world, row),
        "po": known["po"],
        "vendor": world.number_of("VENDOR", row["party"]),
        "reference": row["reference"] or "",
        "invoice_date": world.day_here(row["invoice_date"]),
        **_amounts(row, sign=1),
        "open": cents(row["amount_to_pay"]),
        "blocks": (),
        "released_by": "",
        "lines": _lines(world, known["po"], row["lines"], sign=1),
        "refs": (f"PO:{known['po']}", *receipts),
    }


def credit_memo(world: World, number: str) -> dict[str, Any]:
    """A credit note, its amounts positive as on ours."""
    known = world.facts[f"CM:{number}"]
    row = _read(world, world.id_of("CM", number))
    return {
        "status": "posted",
        "iv": known["iv"],
        "po": known["po"],
        "vendor": world.number_of("VENDOR", row["party"]),
        "reference": row["reference"] or "",
        "basis": known["basis"],
        "reason": known["reason"],
        **_amounts(row, sign=-1),
        "lines": _lines(world, known["po"], row["lines"], sign=-1),
        "refs": (f"IV:{known['iv']}",),
    }


def _read(world: World, record: int) -> dict[str, Any]:
    (row,) = world.client.read(ADMIN, INVOICE, [record], [*FIELDS, *MORE])
    return row


def _amounts(row: dict[str, Any], *, sign: int) -> dict[str, int]:
    names = {"net": "untaxed_amount", "tax": "tax_amount", "gross": "total_amount"}
    return {ours: sign * cents(row[theirs]) for ours, theirs in names.items()}


def _lines(world: World, po: str, records: list[int], *, sign: int) -> dict[str, dict[str, Any]]:
    rows = world.client.read(ADMIN, "account.invoice.line", records, ["quantity", "unit_price", "amount"])
    numbers = [name.partition("/")[2] for name in world.numbers("PO-LINE") if name.startswith(f"{po}/")]
    found = {}
    for position, row in zip(numbers, rows, strict=True):
        item = world.facts[f"PO-LINE:{po}/{position}"]["item"]
        found[position] = {
            "quantity": sign * world.quantity_here(item, row["quantity"]),
            "price": cents(row["unit_price"]),
            "net": sign * cents(row["amount"]),
        }
    return found


def _status(world: World, row: dict[str, Any]) -> str:
    """Settled by money is paid, settled by nothing but a credit note is cleared: the reconciliation tells which."""
    if row["state"] == "cancelled":
        return "reversed"
    if row["state"] != "paid":
        return "posted"
    lines = world.client.read(ADMIN, "account.move.line", row["lines_to_pay"], ["reconciliation"])
    settled = [line["reconciliation"] for line in lines if line["reconciliation"]]
    beside = world.client.search_read(
        ADMIN,
        "account.move.line",
        [["reconciliation", "in", settled], ["id", "not in", row["lines_to_pay"]]],
        ["move_origin"],
    )
    by_credit = all(str(line["move_origin"] or "").startswith(f"{INVOICE},") for line in beside)
    return "cleared" if by_credit else "paid"


def payment(world: World, number: str) -> dict[str, Any]:
    """A run of payments: as far as the slowest of them."""
    known = world.facts[f"PAY:{number}"]
    rows = world.client.read(ADMIN, "account.payment", known["payments"], ["state", "amount"])
    order = ("draft", "submitted", "approved", "processing", "succeeded")
    failed = [row for row in rows if row["state"] not in order]
    slowest = "draft" if failed else min((row["state"] for row in rows), key=order.index)
    amounts = {row["id"]: cents(row["amount"]) for row in rows}
    return {
        "status": status(world, "PAY", number, slowest),
        "invoices": {iv: sum(amounts[one] for one in group) for iv, group in known["invoices"].items()},
        "total": sum(amounts.values()),
        "approved_by": known.get("approved_by", ""),
        "executed_by": known.get("executed_by", ""),
        "refs": tuple(f"IV:{iv}" for iv in known["invoices"]),
    }


READS = {"IV": invoice, "CM": credit_memo, "PAY": payment}
