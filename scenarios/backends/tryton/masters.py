"""Masters out of our dataset: items with their inspection plan, partners, lots with their stock, people with their rights."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.company import SUPPLIER_QUALITY
from scenarios.backends.tryton.world import UNITS, Places, World, yuan

BEFORE_ALL_BOOKS = datetime.date(2000, 12, 31)
STOCK_RIGHTS = ("Stock",)
RIGHTS: Mapping[str, tuple[str, ...]] = {
    "PLANNER": ("Purchase Requisition",),
    "DEPT-MGR": ("Purchase Requisition Approval", "Payment Approval"),
    "BUYER": ("Purchase", "Purchase Request", SUPPLIER_QUALITY),
    "PUR-MGR": ("Purchase", "Purchase Administrator"),
    "RECV": STOCK_RIGHTS,
    "KEEPER": (*STOCK_RIGHTS, "Stock Force Assignment", "Purchase"),
    "SHIP": (*STOCK_RIGHTS, "Stock Force Assignment"),
    "IQC": ("Quality", *STOCK_RIGHTS),
    "QE": ("Quality", *STOCK_RIGHTS),
    "QA-MGR": ("Quality", "Quality Administration", *STOCK_RIGHTS),
    "AP": ("Accounting", "Payment"),
    "CASHIER": ("Accounting", "Payment"),
    "AR": ("Accounting",),
    "SALES-ADM": ("Sales",),
}
"""Our role and Tryton's groups. A role that is not here may log in and do nothing."""


def find_places(client: Any) -> Places:
    """The warehouse of the template database."""
    fields = ["input_location", "storage_location", "output_location"]
    (house,) = client.search_read(ADMIN, "stock.location", [["type", "=", "warehouse"]], fields)
    lost = client.search_read(ADMIN, "stock.location", [["type", "=", "lost_found"]], ["id"])
    return Places(
        warehouse=house["id"],
        incoming=house["input_location"],
        storage=house["storage_location"],
        outgoing=house["output_location"],
        opening=lost[0]["id"],
    )


def provide_people(world: World, users: Iterable[str]) -> None:
    """Each person of the drill gets a Tryton user of the same name, an employee, and the groups of their roles."""
    fresh = [user for user in users if f"USER:{user}" not in world.ids]
    if not fresh:
        return
    client, company = world.client, world.client.context["company"]
    groups = {row["name"]: row["id"] for row in client.search_read(ADMIN, "res.group", [], ["name"])}
    for user in fresh:
        body = world.dataset.master("USER").get(user)
        if body is None:
            continue
        wanted = sorted({group for role in body["roles"] for group in RIGHTS.get(role, ())})
        missing = [group for group in wanted if group not in groups]
        if missing:
            raise TrytonRefusedError(f"This Tryton has no groups {missing}.", kind="unknown")
        (party,) = client.create(ADMIN, "party.party", {"name": body["name_en"]})
        (employee,) = client.create(ADMIN, "company.employee", {"party": party, "company": company})
        (number,) = client.create(
            ADMIN,
            "res.user",
            {
                "name": body["name_en"],
                "login": user,
                "password": client.password,
                "companies": [["add", [company]]],
                "company": company,
                "employees": [["add", [employee]]],
                "employee": employee,
                "groups": [["add", [groups[group] for group in wanted]]],
            },
        )
        world.know("USER", user, number, employee=employee)


def partner(world: World, kind: str, number: str) -> int:
    """The supplier or customer, made when it is first needed; its address is kept beside it."""
    name = f"{kind}:{number}"
    if name not in world.ids:
        body = world.dataset.master(kind).get(number)
        if body is None:
            raise TrytonRefusedError(f"There is no {kind} {number}.", kind="unknown")
        values = {
            "name": f"{number} {body['name_en']}",
            "addresses": [["create", [{"street": body["name_en"]}]]],
            "contact_mechanisms": [["create", [{"type": "email", "value": f"quality@{number.lower()}.example"}]]],
        }
        (party,) = world.client.create(ADMIN, "party.party", values)
        (row,) = world.client.read(ADMIN, "party.party", [party], ["addresses"])
        world.know(kind, number, party, address=row["addresses"][0])
    return world.ids[name]


def product(world: World, number: str) -> int:
    """The item, made when it is first needed: with its plan as a control on receipt, its free lots and their stock."""
    name = f"ITEM:{number}"
    if name not in world.ids:
        body = world.dataset.master("ITEM").get(number)
        if body is None:
            raise TrytonRefusedError(f"There is no ITEM {number}.", kind="unknown")
        world.know("ITEM", number, _new_product(world, body))
        if body["inspected"]:
            _new_control(world, number)
        _open_stock(world, number)
    return world.ids[name]


def unit(world: World, item: str) -> int:
    """The item's unit of measure."""
    symbol = UNITS[world.item(item)["unit"]]
    name = f"UNIT:{symbol}"
    if name not in world.ids:
        found = world.client.search_read(ADMIN, "product.uom", [["symbol", "=", symbol]], ["id"])
        world.know("UNIT", symbol, found[0]["id"])
    return world.ids[name]


def lot(world: World, number: str, *, item: str, expiry: str) -> int:
    """The lot under our number, made when it is first needed."""
    name = f"LOT:{number}"
    if name not in world.ids:
        values: dict[str, Any] = {"number": number, "product": product(world, item)}
        if expiry:
            day = world.day_there(expiry)
            values |= {"expiration_date": day, "shelf_life_expiration_date": day}
        (made,) = world.client.create(ADMIN, "stock.lot", values)
        world.know("LOT", number, made)
    return world.ids[name]


def _new_product(world: World, body: Mapping[str, Any]) -> int:
    category = "FG" if body["type"] == "FG" else "RM"
    (accounts,) = world.client.search_read(ADMIN, "product.category", [["name", "=", category]], ["id"])
    measure = unit(world, body["id"])
    cost = yuan(int(body["standard_price"]))
    values = {
        "name": body["name_en"],
        "code": body["id"],
        "type": "goods",
        "default_uom": measure,
        "list_price": cost,
        "cost_price_method": "average",
        "account_category": accounts["id"],
        "purchasable": True,
        "purchase_uom": measure,
        "salable": True,
        "sale_uom": measure,
        "lot_required": ["supplier", "customer", "storage"] if body["lot_tracked"] else [],
        "expiration_state": "optional",
        "shelf_life_state": "optional",
        "products": [["create", [{"cost_price": cost}]]],
    }
    (template,) = world.client.create(ADMIN, "product.template", values)
    (row,) = world.client.read(ADMIN, "product.template", [template], ["products"])
    return int(row["products"][0])


def _new_control(world: World, item: str) -> None:
    plan = world.dataset.master("PLAN").get(item)
    if plan is None:
        return
    points = [
        {
            "name": row["code"].lower(),
            "string": row["name_en"],
            "type_": "float",
            "digits": int(row["decimals"]),
            "tolerance_lower": _reading(row["low"], row),
            "tolerance_upper": _reading(row["high"], row),
        }
        for row in plan["characteristics"]
    ]
    world.client.create(
        ADMIN,
        "quality.control",
        {
            "name": f"{item} incoming",
            "operations": ["stock.shipment.in:receive"],
            "frequency": 1.0,
            "product": world.ids[f"ITEM:{item}"],
            "points": [["create", points]],
        },
    )


def _reading(value: int, characteristic: Mapping[str, Any]) -> float:
    return float(Decimal(value).scaleb(-int(characteristic["decimals"])))


def _open_stock(world: World, item: str) -> None:
    """The free lots as an entry of a day before any year that has books, so that it stands in the stock alone."""
    rows: dict[str, int] = {}
    for key, row in world.dataset.content["stock"].items():
        held, number, _plant, _location, stock_type = key.split("|")
        if held == item and stock_type == "U" and row["quantity"]:
            rows[number] = rows.get(number, 0) + row["quantity"]
    if not rows:
        return
    moves = []
    for number, quantity in rows.items():
        of_lot = world.dataset.content["lots"].get(number, {"expiry": ""})
        moves.append(
            {
                "product": world.ids[f"ITEM:{item}"],
                "lot": lot(world, number, item=item, expiry=of_lot["expiry"]) if number else None,
                "quantity": world.quantity_there(item, quantity),
                "unit": unit(world, item),
                "from_location": world.places.opening,
                "to_location": world.places.storage,
                "effective_date": BEFORE_ALL_BOOKS,
                "planned_date": BEFORE_ALL_BOOKS,
                "company": world.client.context["company"],
            }
        )
        world.opening_stock[f"{item}|{number}|U"] = quantity
    made = world.client.create(ADMIN, "stock.move", *moves)
    world.client.press(ADMIN, "stock.move", "do", made)


def currency(world: World) -> int:
    """The company's currency."""
    if "CURRENCY:CNY" not in world.ids:
        found = world.client.search_read(ADMIN, "currency.currency", [["code", "=", "CNY"]], ["id"])
        world.know("CURRENCY", "CNY", found[0]["id"])
    return world.ids["CURRENCY:CNY"]
