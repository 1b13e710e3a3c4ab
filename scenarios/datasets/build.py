"""Assembles a dataset of one size from its parts; the same seed gives the same content on every machine."""

from typing import Any

from scenarios.datasets import accounts, items, people, suppliers
from scenarios.datasets.chance import Chance
from scenarios.datasets.orders import CLOCK, Books, open_documents
from scenarios.datasets.sizes import SIZES
from scenarios.datasets.stock import genealogy, lots_and_stock


def build_content(code: str) -> dict[str, Any]:
    """The published JSON of the size `S` or `M`."""
    size = SIZES[code]
    chance = Chance(size.seed)
    vendors = suppliers.suppliers(size.suppliers, chance)
    catalogue = items.items(size.items, [number for number in vendors if number != suppliers.LAPSED], chance)
    plans = items.plans(catalogue)
    books = Books(items=catalogue, vendors=vendors, plans=plans)
    open_documents(books, size, chance)
    lots_and_stock(books, size, chance)
    genealogy(books, size, chance)
    return {
        "name": "yuanfan",
        "size": code,
        "clock": CLOCK,
        "company": {"zh": "远帆医械（虚构）", "en": "Yuanfan Medical (fictional)"},
        "masters": {
            "ITEM": catalogue,
            "VENDOR": vendors,
            "CONTRACT": suppliers.contracts(catalogue),
            "ACCOUNT": accounts.accounts(size.accounts),
            "USER": people.users(size.users, chance),
            "ROLE": people.roles(),
            "PLAN": plans,
        },
        "documents": books.documents,
        "lots": books.lots,
        "stock": books.stock,
        "edges": {f"{number:05d}": edge for number, edge in enumerate(books.edges, start=1)},
        "ledger": accounts.opening_ledger(catalogue, books.stock, books.documents),
        "counters": books.counters,
        "parameters": accounts.PARAMETERS,
    }
