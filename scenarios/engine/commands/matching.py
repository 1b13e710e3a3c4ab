"""Three-way match: which blocks an invoice deserves, orders and receipts being what they are. No command lives here."""

from collections.abc import Mapping

from scenarios.engine.quantities import amount
from scenarios.engine.transaction import Body, Transaction

PRICE, QUANTITY, DELIVERY, MANUAL = "P", "Q", "D", "M"
OPEN = ("posted", "blocked", "released")


def block_causes(tx: Transaction, order_lines: Mapping[str, Body], lines: Mapping[str, Body]) -> tuple[str, ...]:
    """Why these invoice lines may not be paid, order and receipts being what they are: P, Q, D."""
    tolerance = tx.state.parameter("price_tolerance_basis_points")
    found: set[str] = set()
    for number, line in lines.items():
        order = order_lines[number]
        left = line["quantity"] - line["credited"]
        decimals = tx.item(order["item"])["decimals"]
        allowed = amount(left, order["price"], decimals) * (10_000 + tolerance)
        if (line["net"] - line["credited_net"]) * 10_000 > allowed:
            found.add(PRICE)
        if left and order["received"] == 0:
            found.add(DELIVERY)
        elif order["invoiced"] > order["received"] - order["returned"] - order["rejected"]:
            found.add(QUANTITY)
    return tuple(sorted(found))


def block_open_invoices(tx: Transaction, order: str, order_lines: Mapping[str, Body], *, because: str) -> None:
    """Block the order's unpaid invoices that no longer match, after goods were rejected or returned."""
    for invoice in tx.state.documents("IV"):
        if invoice["po"] != order or invoice["status"] not in OPEN or QUANTITY in invoice["blocks"]:
            continue
        if QUANTITY in block_causes(tx, order_lines, invoice["lines"]):
            log = (*invoice["block_log"], {"block": QUANTITY, "reason": because, "by": "", "evidence": ""})
            tx.change("IV", invoice, {"status": "blocked", "blocks": (*invoice["blocks"], QUANTITY), "block_log": log})


def lift_settled_blocks(tx: Transaction, order: str, order_lines: Mapping[str, Body]) -> None:
    """Lift the blocks for missing goods (D, Q) that a receipt has settled; price and manual blocks wait for people."""
    for invoice in tx.state.documents("IV"):
        if invoice["po"] != order or invoice["status"] != "blocked":
            continue
        causes = block_causes(tx, order_lines, invoice["lines"])
        settled = tuple(block for block in invoice["blocks"] if block in {DELIVERY, QUANTITY} and block not in causes)
        if settled:
            left = tuple(block for block in invoice["blocks"] if block not in settled)
            rows = tuple({"block": f"-{block}", "reason": "101", "by": "", "evidence": ""} for block in settled)
            changes = {"blocks": left, "block_log": (*invoice["block_log"], *rows)}
            tx.change("IV", invoice, changes if left else {**changes, "status": "released"})
