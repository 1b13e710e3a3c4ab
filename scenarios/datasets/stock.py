"""Lots and stock beyond the open documents, and the genealogy that joins raw lots to finished ones."""

from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.datasets.orders import CLOCK, Books
from scenarios.datasets.sizes import Size
from scenarios.engine.clock import days_later

LOW_STOCK = {
    "RM-10001": ("L26-9001", "V00012", "HR26-0707", 3200, 8000),
    "RM-10103": ("L26-9002", "V00023", "CH26-0815", 420, 3000),
}
"""What drills find below the reorder point: lot, supplier, supplier lot, on hand, wanted (320 kg of 800; 420 m of 3,000)."""
NEARLY_EXPIRED = 3


def lots_and_stock(books: Books, size: Size, chance: Chance) -> None:
    """Lots up to the count, one stock line each, then further lines until the count of quants is reached."""
    tracked = [item for item in books.items.values() if item["lot_tracked"]]
    _low_stock(books)
    for item in books.items.values():
        if not item["lot_tracked"]:
            books.put(item["id"], "", "U", chance.between(5, 60) * 100)
    index = 0
    while len(books.lots) < size.lots:
        item = tracked[index % len(tracked)]
        index += 1
        if item["id"] not in LOW_STOCK:
            _stocked_lot(books, item, index, chance)
    numbers = list(books.lots)
    while len(books.stock) < size.quants:
        lot = books.lots[chance.one_of(numbers)]
        item = books.items[lot["item"]]
        if item["id"] not in LOW_STOCK:
            kind = chance.one_of(("U", "U", "U", "B")) if item["type"] != "FG" else chance.one_of(("U", "H", "B", "U"))
            books.put(
                item["id"],
                lot["id"],
                kind,
                chance.between(1, 9) * 10 ** (item["decimals"] + 1),
                location=f"{item['type']}02",
            )
    _reorder_points(books, chance)


def _low_stock(books: Books) -> None:
    for item, (number, vendor, supplier_lot, on_hand, _) in LOW_STOCK.items():
        origin = {"vendor": vendor, "supplier_lot": supplier_lot, "made": "2026-07-07", "expiry": "2029-06-21"}
        lot = books.lot(item, number=number, **origin)
        books.put(item, lot, "U", on_hand)
        edge = {"source": f"{vendor}/{supplier_lot}", "target": lot, "relation": "receipt", "quantity": on_hand}
        books.edges.append(edge)


def _stocked_lot(books: Books, item: dict[str, Any], index: int, chance: Chance) -> None:
    life = item["shelf_life_days"]
    share = chance.between(20, 90)
    expiry = days_later(CLOCK, life * share // 100) if life else ""
    if life and index <= NEARLY_EXPIRED + 1:
        expiry = days_later(CLOCK, 9 * index)
    vendor = item["vendors"][0] if item["vendors"] else ""
    supplier_lot = f"S{chance.between(1000, 9999)}-{index}" if vendor else ""
    lot = books.lot(item["id"], vendor=vendor, supplier_lot=supplier_lot, expiry=expiry)
    quantity = chance.between(5, 80) * 10 ** (item["decimals"] + 1)
    books.put(item["id"], lot, "U", quantity)
    if vendor:
        books.edges.append(
            {"source": f"{vendor}/{supplier_lot}", "target": lot, "relation": "receipt", "quantity": quantity}
        )


def _reorder_points(books: Books, chance: Chance) -> None:
    free: dict[str, int] = {}
    for key, row in books.stock.items():
        item, _, _, _, stock_type = key.split("|")
        free[item] = free.get(item, 0) + (row["quantity"] if stock_type == "U" else 0)
    for body in books.items.values():
        body["reorder_point"] = free.get(body["id"], 0) * chance.between(30, 85) // 100
    for number, (_, _, _, _, wanted) in LOW_STOCK.items():
        books.items[number]["reorder_point"] = wanted


def genealogy(books: Books, size: Size, chance: Chance) -> None:
    """Consumption edges from raw and semi-finished lots to finished ones, never backwards, up to the count."""
    by_type: dict[str, list[str]] = {"RM": [], "PK": [], "SF": [], "FG": []}
    for lot in books.lots.values():
        by_type[books.items[lot["item"]]["type"]].append(lot["id"])
    raw = by_type["RM"] + by_type["PK"]
    while len(books.edges) < size.edges:
        upward = chance.is_lucky(30)
        source = chance.one_of(by_type["SF"] if upward else raw)
        target = chance.one_of(by_type["FG"] if upward or chance.is_lucky(60) else by_type["SF"])
        books.edges.append(
            {"source": source, "target": target, "relation": "consumption", "quantity": chance.between(1, 500)}
        )
