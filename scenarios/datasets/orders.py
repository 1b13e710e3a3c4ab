"""Open purchasing documents of the base: orders at every stage, their receipts, inspection lots and invoices."""

from dataclasses import dataclass, field
from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.datasets.items import NAMED as NAMED_ITEMS
from scenarios.datasets.sizes import Size
from scenarios.engine.clock import days_later
from scenarios.engine.numbering import FIRST_NUMBERS, spell
from scenarios.engine.quantities import amount, divide_half_up

CLOCK = "2026-11-30T18:00"
BUYERS = ("lin.buyer", "cai.buyer")


@dataclass
class Books:
    """What the base documents add up to while they are being made."""

    items: dict[str, dict[str, Any]]
    vendors: dict[str, dict[str, Any]]
    plans: dict[str, dict[str, Any]]
    documents: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {kind: {} for kind in ("PO", "GR", "QI", "IV")}
    )
    lots: dict[str, dict[str, Any]] = field(default_factory=dict)
    stock: dict[str, dict[str, int]] = field(default_factory=dict)
    edges: list[dict[str, Any]] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=lambda: dict(FIRST_NUMBERS))

    def number(self, kind: str) -> str:
        """The next number of a kind."""
        self.counters[kind] = self.counters.get(kind, 0) + 1
        return spell(kind, self.counters[kind])

    def put(self, item: str, lot: str, stock_type: str, quantity: int, *, location: str = "") -> None:
        """Lay stock down at standard price."""
        body = self.items[item]
        key = "|".join((item, lot, "1000", location or body["location"], stock_type))
        row = self.stock.setdefault(key, {"quantity": 0, "value": 0})
        row["quantity"] += quantity
        row["value"] += amount(quantity, body["standard_price"], body["decimals"])

    def lot(
        self,
        item: str,
        *,
        vendor: str,
        supplier_lot: str,
        expiry: str,
        receipt: str = "",
        made: str = "",
        number: str = "",
    ) -> str:
        """A new lot of an item, under a number of its own if drills name it."""
        number = number or self.number("LOT")
        origin = {"supplier_lot": supplier_lot, "made": made, "expiry": expiry}
        self.lots[number] = {"id": number, "vendor": vendor, "gr": receipt, "item": item, **origin}
        return number


def open_documents(books: Books, size: Size, chance: Chance) -> None:
    """Orders in three parts: not yet received, waiting for inspection, waiting for payment."""
    drilled = {row[0] for row in NAMED_ITEMS}
    buyable = [
        item
        for item in books.items.values()
        if item["id"] not in drilled and item["vendors"] and books.vendors[item["vendors"][0]]["status"] == "approved"
    ]
    first_inspected, first_invoiced = size.orders // 3, size.orders - size.invoices
    for index in range(size.orders):
        order = _order(books, chance.one_of(buyable), index, chance)
        inspected = first_inspected <= index < first_inspected + size.inspections
        invoiced = index >= first_invoiced
        if inspected or invoiced:
            _receive(books, order, inspected=inspected, chance=chance)
        if invoiced:
            _invoice(books, order, index, chance)


def _order(books: Books, item: dict[str, Any], index: int, chance: Chance) -> dict[str, Any]:
    number = books.number("PO")
    created = f"{days_later(CLOCK, -chance.between(8, 60))}T{chance.between(8, 16):02d}:{chance.between(0, 59):02d}"
    quantity = chance.between(2, 40) * 10 ** (item["decimals"] + 2)
    line = {
        "item": item["id"],
        "quantity": quantity,
        "price": item["standard_price"],
        "delivery_date": days_later(CLOCK, chance.between(3, 30)),
        "received": 0,
        "received_value": 0,
        "returned": 0,
        "rejected": 0,
        "invoiced": 0,
        "invoiced_value": 0,
    }
    total = amount(quantity, item["standard_price"], item["decimals"])
    status = ("released", "approved", "released", "submitted", "released", "draft")[index % 6]
    approved = status in {"released", "approved"}
    order = {
        "id": number,
        "status": status,
        "created_by": BUYERS[index % len(BUYERS)],
        "created_at": created,
        "changed_at": created,
        "refs": [],
        "vendor": item["vendors"][0],
        "pr": "",
        "contract": f"K26-{item['vendors'][0][1:]}-{item['id'][-5:]}",
        "version": 1,
        "lines": {"10": line},
        "total": total,
        "approvals": [{"by": "gao.purmgr", "role": "PUR-MGR", "version": 1}] if approved else [],
        "approved_by": "gao.purmgr" if approved else "",
        "approved_version": 1 if approved else 0,
        "released_by": BUYERS[index % len(BUYERS)] if status == "released" else "",
        "evidence": "",
    }
    books.documents["PO"][number] = order
    return order


def _receive(books: Books, order: dict[str, Any], *, inspected: bool, chance: Chance) -> None:
    line = order["lines"]["10"]
    item = books.items[line["item"]]
    number = books.number("GR")
    received_at = f"{days_later(CLOCK, -chance.between(1, 6))}T{chance.between(8, 17):02d}:{chance.between(0, 59):02d}"
    supplier_lot = f"{chance.between(25, 26)}{'ABCDEFGHKL'[chance.between(0, 9)]}-{chance.between(100, 9999):04d}"
    life = item["shelf_life_days"]
    expiry = days_later(CLOCK, life * chance.between(70, 95) // 100) if life else ""
    lot = books.lot(item["id"], vendor=order["vendor"], supplier_lot=supplier_lot, expiry=expiry, receipt=number)
    books.put(item["id"], lot, "Q" if inspected else "U", line["quantity"])
    books.edges.append(
        {
            "source": f"{order['vendor']}/{supplier_lot}",
            "target": lot,
            "relation": "receipt",
            "quantity": line["quantity"],
        }
    )
    value = amount(line["quantity"], item["standard_price"], item["decimals"])
    head = {"created_by": "zhou.rcv", "created_at": received_at, "changed_at": received_at}
    row = {
        "po_line": "10",
        "item": item["id"],
        "quantity": line["quantity"],
        "lot": lot,
        "supplier_lot": supplier_lot,
        "made": "",
        "expiry": expiry,
        "stock_type": "Q" if inspected else "U",
        "value": value,
        "owed": value,
        "location": item["location"],
        "qi": _inspection(books, order, number, lot, head) if inspected else "",
    }
    books.documents["GR"][number] = {
        "id": number,
        "status": "posted",
        **head,
        "refs": [f"PO:{order['id']}"],
        "movement": "101",
        "po": order["id"],
        "delivery_note": f"DN-{number[-5:]}",
        "posting_date": received_at[:10],
        "reverses": "",
        "reversed_by": "",
        "ncr": "",
        "lines": {"1": row},
    }
    line |= {"received": line["quantity"], "received_value": value}
    order |= {
        "status": "received",
        "changed_at": received_at,
        "approved_version": 1,
        "released_by": order["created_by"],
        "approved_by": "gao.purmgr",
        "approvals": [{"by": "gao.purmgr", "role": "PUR-MGR", "version": 1}],
    }


def _inspection(books: Books, order: dict[str, Any], receipt: str, lot: str, head: dict[str, Any]) -> str:
    number = books.number("QI")
    line = order["lines"]["10"]
    books.documents["QI"][number] = {
        "id": number,
        "status": "created",
        **head,
        "refs": [f"GR:{receipt}"],
        "gr": receipt,
        "gr_line": "1",
        "po": order["id"],
        "vendor": order["vendor"],
        "item": line["item"],
        "lot": lot,
        "quantity": line["quantity"],
        "sample_size": 0,
        "characteristics": books.plans.get(line["item"], books.plans["GENERAL"])["characteristics"],
        "result_sets": [],
        "decision": "",
        "decided_by": "",
    }
    return number


def _invoice(books: Books, order: dict[str, Any], index: int, chance: Chance) -> None:
    line = order["lines"]["10"]
    number = books.number("IV")
    net = line["received_value"]
    tax = divide_half_up(net * 13, 100)
    posted = f"{days_later(CLOCK, -chance.between(0, 1))}T{chance.between(8, 17):02d}:{chance.between(0, 59):02d}"
    date = posted[:10]
    due = days_later(date, books.vendors[order["vendor"]]["payment_days"])
    receipt = next(gr["id"] for gr in reversed(books.documents["GR"].values()) if gr["po"] == order["id"])
    row = {
        "quantity": line["quantity"],
        "price": line["price"],
        "net": net,
        "cleared": net,
        "credited": 0,
        "credited_net": 0,
    }
    books.documents["IV"][number] = {
        "id": number,
        "status": "posted",
        "created_by": "jin.ap",
        "created_at": posted,
        "changed_at": posted,
        "refs": [f"PO:{order['id']}", f"GR:{receipt}"],
        "po": order["id"],
        "vendor": order["vendor"],
        "reference": f"INV{60000 + index * 7}",
        "invoice_date": date,
        "due_on": due,
        "posting_date": date,
        "lines": {"10": row},
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "open": net + tax,
        "blocks": [],
        "block_log": [],
        "released_by": "",
    }
    line |= {"invoiced": line["quantity"], "invoiced_value": net}
    order["status"] = "invoiced"
