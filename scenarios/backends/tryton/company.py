"""The company in a fresh Tryton database, set up once over JSON-RPC: books, warehouse, taxes, categories, people's roles.

What a drill names beside this (its items, partners, lots and people) is put in by masters.py for each handle.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from scenarios.backends.tryton.client import ADMIN, Row, TrytonClient

MODULES = (
    "purchase_requisition",
    "account_payment_clearing",
    "quality",
    "purchase",
    "sale",
    "stock_lot_sled",
    "account_invoice_stock",
    "account_stock_continental",
)
"""What three drills need, and no more: every module costs seconds of activation."""

INCOME, BALANCE = "income", "balance"
ACCOUNTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("1002", "Bank", BALANCE, ("assets",)),
    ("1122", "Accounts receivable", BALANCE, ("assets", "receivable")),
    ("1403", "Raw material", BALANCE, ("assets", "stock")),
    ("1405", "Finished goods", BALANCE, ("assets", "stock")),
    ("2202", "Accounts payable", BALANCE, ("payable",)),
    ("2202-GRIR", "GR/IR clearing", INCOME, ("stock", "expense")),
    ("2221", "Input tax", BALANCE, ()),
    ("2221-OUT", "Output tax", BALANCE, ()),
    ("6001", "Revenue", INCOME, ("revenue",)),
    ("6401", "Cost of sales", INCOME, ("stock", "expense")),
)
"""Number, name, statement and marks. Tryton lets only an income account take the other side of stock: hence 2202-GRIR."""

TAXES = (("input", "2221", "supplier"), ("output", "2221-OUT", "customer"))
CATEGORIES: tuple[tuple[str, Row], ...] = (
    (
        "RM",
        {
            "account_stock": "1403",
            "account_stock_in": "2202-GRIR",
            "account_stock_out": "2202-GRIR",
            "account_expense": "2202-GRIR",
            "account_revenue": "6001",
        },
    ),
    (
        "FG",
        {
            "account_stock": "1405",
            "account_stock_in": "6401",
            "account_stock_out": "6401",
            "account_expense": "6401",
            "account_revenue": "6001",
        },
    ),
)
SUPPLIER_QUALITY = "Supplier Quality"
"""A group of the company's own: who writes to suppliers about an alert, and may not move it on."""

SEQUENCES = ("in_invoice", "in_credit_note", "out_invoice", "out_credit_note")


def set_up_company(client: TrytonClient, *, today: datetime.date, tax_percent: int) -> None:
    """Make the company, this year's and next year's books, the tax, the warehouse's places and the journals of money."""
    company = _company(client)
    client.context["company"] = company
    accounts = _accounts(client, company)
    for year in (today.year, today.year + 1):
        _fiscal_year(client, company, year)
    taxes = _taxes(client, company, accounts, tax_percent)
    _configure(client, accounts)
    for name, given in CATEGORIES:
        client.create(
            ADMIN,
            "product.category",
            {
                "name": name,
                "accounting": True,
                **{field: accounts[number] for field, number in given.items()},
                "supplier_taxes": [["add", [taxes["supplier"]]]],
                "customer_taxes": [["add", [taxes["customer"]]]],
            },
        )
    _money(client, company, accounts)
    _places(client)
    _supplier_quality(client)


def _company(client: TrytonClient) -> int:
    currency = client.search_read(ADMIN, "currency.currency", [["code", "=", "CNY"]], ["id"])
    number = (
        currency[0]["id"]
        if currency
        else client.create(
            ADMIN,
            "currency.currency",
            {"name": "Yuan", "code": "CNY", "symbol": "¥", "digits": 2, "rounding": Decimal("0.01")},
        )[0]
    )
    (party,) = client.create(ADMIN, "party.party", {"name": "Yuanfan Medical", "addresses": [["create", [{}]]]})
    (company,) = client.create(ADMIN, "company.company", {"party": party, "currency": number, "timezone": None})
    (admin,) = client.search_read(ADMIN, "res.user", [["login", "=", ADMIN]], ["id"])
    groups = [row["id"] for row in client.search_read(ADMIN, "res.group", [], ["id"])]
    client.write(
        ADMIN,
        "res.user",
        [admin["id"]],
        {"companies": [["add", [company]]], "company": company, "groups": [["add", groups]]},
    )
    return company


def _accounts(client: TrytonClient, company: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name, statement, marks in ACCOUNTS:
        (kind,) = client.create(
            ADMIN,
            "account.account.type",
            {"name": name, "company": company, "statement": statement, **dict.fromkeys(marks, True)},
        )
        owed = bool({"receivable", "payable"} & set(marks))
        values = {"code": number, "name": name, "company": company, "type": kind}
        (found[number],) = client.create(
            ADMIN, "account.account", {**values, "reconcile": owed, "party_required": owed}
        )
    return found


def _fiscal_year(client: TrytonClient, company: int, year: int) -> None:
    kinds = {row["name"]: row["id"] for row in client.search_read(ADMIN, "ir.sequence.type", [], ["name"])}
    sequences = {}
    for name in SEQUENCES:
        (sequences[f"{name}_sequence"],) = client.create(
            ADMIN,
            "ir.sequence.strict",
            {"name": f"{name} {year}", "sequence_type": kinds["Invoice"], "company": company},
        )
    move = next(number for name, number in kinds.items() if name in {"Account Move", "Move"})
    (posting,) = client.create(
        ADMIN, "ir.sequence.strict", {"name": f"move {year}", "sequence_type": move, "company": company}
    )
    (number,) = client.create(
        ADMIN,
        "account.fiscalyear",
        {
            "name": str(year),
            "company": company,
            "start_date": datetime.date(year, 1, 1),
            "end_date": datetime.date(year, 12, 31),
            "move_sequence": posting,
            "account_stock_method": "continental",
            "invoice_sequences": [["create", [{"company": company, **sequences}]]],
        },
    )
    client.press(ADMIN, "account.fiscalyear", "create_period", [number])


def _taxes(client: TrytonClient, company: int, accounts: dict[str, int], percent: int) -> dict[str, int]:
    found: dict[str, int] = {}
    (group,) = client.create(ADMIN, "account.tax.group", {"name": "VAT", "code": "VAT", "kind": "both"})
    for name, account, side in TAXES:
        (found[side],) = client.create(
            ADMIN,
            "account.tax",
            {
                "name": f"{percent} % {name}",
                "description": f"{percent} % {name}",
                "group": group,
                "company": company,
                "type": "percentage",
                "rate": Decimal(percent) / 100,
                "invoice_account": accounts[account],
                "credit_note_account": accounts[account],
            },
        )
    return found


def _configure(client: TrytonClient, accounts: dict[str, int]) -> None:
    """Bill what is ordered, deliver what is ordered, and let partners owe and be owed on the two control accounts."""
    client.write(
        ADMIN,
        "account.configuration",
        [1],
        {"default_account_receivable": accounts["1122"], "default_account_payable": accounts["2202"]},
    )
    client.write(ADMIN, "purchase.configuration", [1], {"purchase_invoice_method": "order"})
    client.write(ADMIN, "sale.configuration", [1], {"sale_invoice_method": "order", "sale_shipment_method": "order"})


def _money(client: TrytonClient, company: int, accounts: dict[str, int]) -> None:
    journals = {row["type"]: row["id"] for row in client.search_read(ADMIN, "account.journal", [], ["type"])}
    cash = journals.get("cash") or journals["general"]
    currency = client.search_read(ADMIN, "currency.currency", [["code", "=", "CNY"]], ["id"])[0]["id"]
    client.create(
        ADMIN,
        "account.payment.journal",
        {
            "name": "Bank",
            "company": company,
            "currency": currency,
            "process_method": "manual",
            "clearing_account": accounts["1002"],
            "clearing_journal": cash,
            "clearing_posting_delay": datetime.timedelta(0),
        },
    )
    client.create(
        ADMIN,
        "account.invoice.payment.method",
        {
            "name": "Bank",
            "company": company,
            "journal": cash,
            "debit_account": accounts["1002"],
            "credit_account": accounts["1002"],
        },
    )


def _places(client: TrytonClient) -> None:
    """What comes in waits at the input place; what fails goes back from there, and never reaches the shelves."""
    (warehouse,) = client.search_read(ADMIN, "stock.location", [["type", "=", "warehouse"]], ["input_location"])
    client.write(ADMIN, "stock.location", [warehouse["id"]], {"supplier_return_location": warehouse["input_location"]})


def _supplier_quality(client: TrytonClient) -> None:
    """Tryton lets only those send an e-mail from an alert who may write to it; moving it on is left to Quality."""
    (group,) = client.create(ADMIN, "res.group", {"name": SUPPLIER_QUALITY})
    rights = {"perm_read": True, "perm_write": True, "perm_create": False, "perm_delete": False}
    client.create(ADMIN, "ir.model.access", {"model": "quality.alert", "group": group, **rights})
    (quality,) = client.search_read(ADMIN, "res.group", [["name", "=", "Quality"]], ["id"])
    buttons = client.search_read(ADMIN, "ir.model.button", [["model", "=", "quality.alert"]], ["id"])
    client.write(ADMIN, "ir.model.button", [row["id"] for row in buttons], {"groups": [["add", [quality["id"]]]]})
