"""Orders of the base at every stage, up to the count of the size, and the returns that some of them caused."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.areas.sales_customers import PRICED
from scenarios.datasets.areas.sales_papers import add_order, bill, head, order_line, ship
from scenarios.datasets.chance import Chance
from scenarios.engine.clock import days_later
from scenarios.engine.quantities import amount

Row = dict[str, Any]
TODAY = "2026-11-30"
ORDERS = {"S": 12, "M": 90, "L": 900}
RETURNS = {"S": 4, "M": 20, "L": 200}
STAGES = (
    "confirmed",
    "confirmed",
    "billed",
    "draft",
    "partly_delivered",
    "confirmed",
    "delivered",
    "confirmed",
    "billed",
    "on_hold",
)
RETURN_STAGES = ("requested", "received", "authorised", "inspected")
CLERKS = ("ruan.sales", "tian.sales")


def add_orders(company: Company, chance: Chance) -> None:
    """Open orders for goods that no drill counts on, so that what drills promise is theirs alone."""
    by_item: dict[str, list[str]] = {}
    for lot in company.books.lots.values():
        if lot["item"].startswith("FG") and lot["item"] not in PRICED:
            by_item.setdefault(lot["item"], []).append(lot["id"])
    sold = sorted(by_item)[:24]
    customers = [number for number in company.masters["CUSTOMER"] if number >= "C00100"]
    shipped: list[Row] = []
    for index in range(ORDERS[company.size.code]):
        stage = STAGES[index % len(STAGES)]
        customer, item = chance.one_of(customers), chance.one_of(sold)
        quantity = chance.between(2, 30) * 20
        asked = days_later(TODAY, chance.between(2, 25) if stage in {"confirmed", "draft", "on_hold"} else -3)
        at = f"{days_later(TODAY, -chance.between(6, 20))}T{chance.between(8, 16):02d}:{chance.between(10, 59)}"
        price_list = company.masters["CUSTOMER"][customer]["price_list"]
        line = order_line(company, price_list, item, quantity, asked)
        if stage not in {"draft", "on_hold"}:
            line |= {"confirmed": quantity, "confirmed_date": days_later(asked, chance.between(0, 3))}
        number = f"300002{index:02d}"
        order = add_order(company, number, stage, customer, [line], at=at, by=CLERKS[index % 2])
        if stage == "on_hold":
            order["hold_reason"] = "Credit limit"
        if stage in {"partly_delivered", "delivered", "billed"}:
            part = quantity // 2 if stage == "partly_delivered" else quantity
            lots = {chance.one_of(by_item[item]): part}
            left = ship(company, f"800002{index:02d}", order, lots, on=days_later(TODAY, -chance.between(2, 5)))
            shipped.append(left)
            if stage == "billed":
                bill(company, f"900002{index:02d}", order, left)
    _returns(company, shipped, chance)


def _returns(company: Company, shipped: list[Row], chance: Chance) -> None:
    wanted = min(RETURNS[company.size.code], len(shipped))
    for index, delivery in enumerate(shipped[:wanted]):
        stage = RETURN_STAGES[index % len(RETURN_STAGES)]
        line = delivery["lines"]["10"]
        lot, most = next(iter(line["lots"].items()))
        quantity = min(chance.between(1, 8) * 5, most)
        item = company.books.items[line["item"]]
        came = stage in {"received", "inspected"}
        stock_type = {"received": "R", "inspected": "B"}.get(stage, "")
        number = f"RMA-26-{index + 41:04d}"
        company.documents("RMA")[number] = {
            **head(number, stage, "yan.cs", f"{TODAY}T09:{index + 10:02d}", [f"DN:{delivery['id']}"]),
            "dn": delivery["id"],
            "line": "10",
            "customer": delivery["customer"],
            "item": line["item"],
            "lot": lot,
            "quantity": quantity,
            "received": quantity if came else 0,
            "value": amount(quantity, item["standard_price"], item["decimals"]) if came else 0,
            "reason": ("外箱受潮", "数量多发", "包装破损", "型号订错")[index % 4],
            "authorised_by": "tang.qa" if stage != "requested" else "",
            "received_by": "qin.store" if came else "",
            "inspected_by": "xu.qe" if stage == "inspected" else "",
            "finding": "",
            "stock_type": stock_type,
            "credit_memo": "",
        }
        if came:
            company.books.put(line["item"], lot, stock_type, quantity)
            edge = {"source": delivery["id"], "target": number, "relation": "return", "quantity": quantity}
            company.books.edges.append(edge)
