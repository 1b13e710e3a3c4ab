"""What the drills of this area find: shipped lots, fresh lots, a delivery picked wrongly, a customer near its limit."""

from scenarios.datasets.area import Company
from scenarios.datasets.areas.sales_papers import add_order, bill, head, order_line, ship

SET, KIT = "FG-30010", "FG-30030"
SHIPMENTS = (
    ("30000501", "80000501", "C00006", "L26-9310", 400, "2026-10-30", 100),
    ("30000502", "80000502", "C00001", "L26-9310", 500, "2026-10-28", 0),
    ("30000503", "80000503", "C00002", "L26-9301", 600, "2026-11-18", 100),
    ("30000504", "80000504", "C00007", "L26-9301", 400, "2026-11-19", 100),
    ("30000505", "80000505", "C00008", "L26-9301", 200, "2026-11-23", 100),
    ("30000506", "80000506", "C00009", "L26-9311", 300, "2026-11-29", 100),
)
"""Order, delivery, customer, lot, quantity, day it left, share of the invoice still open. Production made these lots."""
FRESH = (
    ("L26-9400", SET, "2026-12-09", 760),
    ("L26-9401", SET, "2026-12-13", 900),
    ("L26-9402", SET, "2028-09-20", 3200),
    ("L26-9403", SET, "2028-12-18", 4600),
    ("L26-9405", KIT, "2028-08-14", 510),
)
"""Released lots on hand: two that expire in days, two to be taken first expired first, and the kits there are."""
NEARLY_EXPIRED, UNRELEASED = "L26-9401", "L26-9305"
WRONG_ORDER, WRONG_DELIVERY = "30000590", "80000590"
DEALER, DEALER_OPEN = "C00003", 1977
"""Kits on the dealer's open invoice: with another 850 it stands eight per cent above its limit."""


def add_truths(company: Company) -> None:
    """The planted documents; their numbers are fixed."""
    books = company.books
    for lot, item, expiry, quantity in FRESH:
        origin = {"supplier_lot": "", "made": "", "expiry": expiry}
        books.lots[lot] = {"id": lot, "vendor": "", "gr": "", "item": item, **origin}
        books.put(item, lot, "U", quantity)
    for number, delivery, customer, lot, quantity, day, share in SHIPMENTS:
        price_list = company.masters["CUSTOMER"][customer]["price_list"]
        line = order_line(company, price_list, SET, quantity, day)
        order = add_order(company, number, "billed" if share else "closed", customer, [line], at=f"{day[:8]}01T09:10")
        left = ship(company, delivery, order, {lot: quantity}, on=day)
        bill(company, f"9{delivery[1:]}", order, left, open_share=share)
    _wrongly_picked(company)
    _near_its_limit(company)


def _wrongly_picked(company: Company) -> None:
    """A delivery from the old system's last pick list: one lot runs out in twelve days, the other is not released."""
    line = order_line(company, "A", SET, 1500, "2026-12-02")
    line |= {"confirmed": 1500, "confirmed_date": "2026-12-02"}
    add_order(company, WRONG_ORDER, "confirmed", "C00002", [line], at="2026-11-26T10:40")
    customer = company.masters["CUSTOMER"]["C00002"]
    company.documents("DN")[WRONG_DELIVERY] = {
        **head(WRONG_DELIVERY, "picked", "qin.store", "2026-11-30T16:40", [f"SO:{WRONG_ORDER}"]),
        "so": WRONG_ORDER,
        "customer": "C00002",
        **{key: customer[key] for key in ("address_zh", "address_en")},
        "issued_at": "",
        "issued_by": "",
        "cost": 0,
        "received_on": "",
        "billed": False,
        "lines": {
            "10": {
                "item": SET,
                "quantity": 1500,
                "picked": 1500,
                "lots": {NEARLY_EXPIRED: 900, UNRELEASED: 600},
                "scanned": {},
            }
        },
    }


def _near_its_limit(company: Company) -> None:
    """A dealer with an open invoice for kits that left in October from a lot now used up."""
    lot = "L26-9407"
    origin = {"supplier_lot": "", "made": "", "expiry": "2028-06-30"}
    company.books.lots[lot] = {"id": lot, "vendor": "", "gr": "", "item": KIT, **origin}
    line = order_line(company, "B", KIT, DEALER_OPEN, "2026-11-06")
    order = add_order(company, "30000507", "billed", DEALER, [line], at="2026-11-02T11:05")
    left = ship(company, "80000507", order, {lot: DEALER_OPEN}, on="2026-11-06")
    bill(company, "90000507", order, left)
