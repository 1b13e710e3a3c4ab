"""The closed orders of November: forty lines from which two dashboards compute two different delivery figures.

Requested, confirmed and delivered days are planted. Of forty lines three were cancelled, two by the customer and one by
us; seven of the others came after the day the customer asked for, one of them also after the day we had confirmed.
"""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.areas.sales_customers import PRICED
from scenarios.datasets.areas.sales_papers import add_order, order_line
from scenarios.engine.clock import days_later

Row = dict[str, Any]
FIRST = 30000301
AGREEMENT = "VA-26-01"
"""The supply agreement under which these orders were placed; both boards report on it."""
ORDERS, TWO_LINES = 25, 15
ITEMS = tuple(PRICED)
LATE_BUT_AS_CONFIRMED = {(3, 1): 4, (6, 2): 6, (9, 1): 3, (13, 2): 5, (17, 1): 7, (22, 1): 2}
"""(order, line): days after the requested day, on or before the day that we had moved it to."""
LATE_OUTRIGHT = {(11, 1): 3}
CANCELLED = {(5, 2): "customer", (14, 2): "own", (8, 2): "customer"}


def add_history(company: Company) -> None:
    """Twenty-five orders, fifteen of two lines and ten of one."""
    customers = [number for number in company.masters["CUSTOMER"] if number >= "C00100"]
    for order in range(1, ORDERS + 1):
        customer = customers[(order * 7) % len(customers)]
        price_list = company.masters["CUSTOMER"][customer]["price_list"]
        count = 2 if order <= TWO_LINES else 1
        asked = days_later("2026-11-02", order)
        lines = [_line(company, price_list, order, line, days_later(asked, line - 1)) for line in range(1, count + 1)]
        by = ("ruan.sales", "tian.sales")[order % 2]
        order_body = add_order(
            company, str(FIRST + order - 1), "closed", customer, lines, at=f"{days_later(asked, -12)}T09:20", by=by
        )
        order_body["agreement"] = AGREEMENT


def _line(company: Company, price_list: str, order: int, line: int, asked: str) -> Row:
    quantity = 40 + 10 * ((order * 3 + line) % 9)
    row = order_line(company, price_list, ITEMS[(order + line) % len(ITEMS)], quantity, asked)
    place = (order, line)
    if place in CANCELLED:
        return row | {"cancelled": quantity, "cancelled_by": CANCELLED[place], "confirmed_date": asked}
    moved = LATE_BUT_AS_CONFIRMED.get(place, 0)
    late = moved or LATE_OUTRIGHT.get(place, 0)
    early = 1 if not late and (order + line) % 4 == 0 else 0
    counts = {"confirmed": quantity, "delivered": quantity, "billed": quantity}
    return (
        row
        | counts
        | {
            "confirmed_date": days_later(asked, moved),
            "delivered_on": days_later(asked, late - early),
        }
    )
