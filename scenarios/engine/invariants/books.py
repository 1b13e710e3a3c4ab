"""The promises of the books (I1, I2, I5–I12), each a function that names every breach it finds.

I3, I4, I13 and I14 speak of histories rather than states; they are tested where histories are made.
"""

from collections.abc import Callable, Iterator

from scenarios.engine.areas import INVENTORY_ACCOUNTS
from scenarios.engine.state import State
from scenarios.engine.transitions import is_legal

OPEN_REPORT = ("open", "contained", "investigated", "disposed")


def debits_equal_credits(state: State) -> Iterator[str]:
    """I1: debit equals credit in each entry and in total."""
    for number, entry in state.tables["entry"].own.items():
        difference = sum(line["debit"] - line["credit"] for line in entry["lines"])
        if difference:
            yield f"entry {number}: {difference}"
    total = sum(state.tables["balance"].values())
    if total:
        yield f"total: {total}"


def no_negative_stock(state: State) -> Iterator[str]:
    """I2: no stock line is below nought, in quantity or value."""
    for key, row in state.tables["stock"].items():
        if row["quantity"] < 0 or row["value"] < 0 or (row["value"] and not row["quantity"]):
            yield f"{key}: {row}"


def inspection_stock_is_open_lots(state: State) -> Iterator[str]:
    """I5: stock in inspection is what the open inspection lots hold, lot by lot.

    Goods of an own order that are at the steriliser (S) or in aeration (H) still belong to their inspection lot.
    """
    waiting = [body for body in state.documents("QI") if body["status"] not in {"decided", "cancelled"}]
    made = {(body["item"], body["lot"]) for body in waiting if body.get("wo")}
    held: dict[tuple[str, str], int] = {}
    for row in state.stock_rows():
        key = (row["item"], row["lot"])
        if row["stock_type"] == "Q" or (row["stock_type"] in {"S", "H"} and key in made):
            held[key] = held.get(key, 0) + row["quantity"]
    for inspection in waiting:
        if inspection["quantity"]:
            key = (inspection["item"], inspection["lot"])
            held[key] = held.get(key, 0) - inspection["quantity"]
    for key, difference in held.items():
        if difference:
            yield f"{'/'.join(key)}: {difference}"


def legal_status_changes(state: State) -> Iterator[str]:
    """I6: every status change is a legal edge."""
    for entry in state.journal:
        for event in entry.events:
            if event.kind != "document.changed":
                continue
            for path, old, new in event.fields["changes"]:
                if path == "status" and not is_legal(event.fields["kind"], old, new):
                    yield f"entry {entry.seq}: {event.fields['kind']} {old} → {new}"


def stock_value_is_ledger(state: State) -> Iterator[str]:
    """I7: the value of the stock is the balance of the inventory accounts."""
    stock = sum(row["value"] for row in state.tables["stock"].values())
    ledger = sum(state.gl(account) for account in INVENTORY_ACCOUNTS)
    if stock != ledger:
        yield f"stock {stock}, ledger {ledger}"


def clearing_is_received_less_invoiced(state: State) -> Iterator[str]:
    """I8: per order line, GR/IR holds what was received less what was invoiced."""
    ledger: dict[tuple[str, str], int] = {}
    for line in state.ledger_lines("2202-GRIR"):
        key = (line["po"], line["po_line"])
        ledger[key] = ledger.get(key, 0) + line["debit"] - line["credit"]
    for order in state.documents("PO"):
        for number, line in order["lines"].items():
            owed = line["received_value"] - line["invoiced_value"]
            if ledger.pop((order["id"], number), 0) != -owed:
                yield f"PO {order['id']}/{number}"
    yield from (f"no order line: {key}" for key in ledger)


def payables_are_open_invoices(state: State) -> Iterator[str]:
    """I9: accounts payable holds the open amounts of the invoices."""
    open_items = sum(invoice["open"] for invoice in state.documents("IV"))
    if open_items != -state.gl("2202"):
        yield f"open items {open_items}, ledger {-state.gl('2202')}"


def genealogy_is_a_tree_of_time(state: State) -> Iterator[str]:
    """I10: no lot descends from itself."""
    children: dict[str, list[str]] = {}
    for edge in state.genealogy_edges():
        children.setdefault(edge["source"], []).append(edge["target"])
    done: set[str] = set()
    for start in children:
        path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.discard(node)
                done.add(node)
            elif node in path:
                yield f"circle at {node}"
            elif node not in done:
                path.add(node)
                stack.append((node, True))
                stack.extend((child, False) for child in children.get(node, ()) if child not in done)


def nothing_released_under_a_report(state: State) -> Iterator[str]:
    """I11: no lot with an open nonconformance is unrestricted, and none was accepted failed or expired."""
    for report in state.documents("NCR"):
        if report["status"] in OPEN_REPORT and report["lot"] and state.stock(lot=report["lot"], stock_type="U"):
            yield f"NCR {report['id']}: lot {report['lot']} is unrestricted"
    for inspection in state.own_documents("QI"):
        if inspection["decision"] == "A":
            lot = state.lot(inspection["lot"])
            if inspection["result_sets"][-1]["failed"]:
                yield f"QI {inspection['id']}: accepted although it failed"
            if lot and lot["expiry"] and lot["expiry"] <= inspection["changed_at"][:10]:
                yield f"QI {inspection['id']}: accepted although expired"


def approver_is_somebody_else(state: State) -> Iterator[str]:
    """I12: nobody has approved what they asked for themselves."""
    for kind in ("PR", "PAY"):
        for body in state.own_documents(kind):
            if body["approved_by"] == body["created_by"]:
                yield f"{kind} {body['id']}: {body['approved_by']}"
    for order in state.own_documents("PO"):
        if order["created_by"] in {row["by"] for row in order["approvals"]}:
            yield f"PO {order['id']}: {order['created_by']}"


INVARIANTS: dict[str, Callable[[State], Iterator[str]]] = {
    "I1": debits_equal_credits,
    "I2": no_negative_stock,
    "I5": inspection_stock_is_open_lots,
    "I6": legal_status_changes,
    "I7": stock_value_is_ledger,
    "I8": clearing_is_received_less_invoiced,
    "I9": payables_are_open_invoices,
    "I10": genealogy_is_a_tree_of_time,
    "I11": nothing_released_under_a_report,
    "I12": approver_is_somebody_else,
}
