"""Assembles a dataset of one size from its parts; the same seed gives the same content on every machine."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.datasets import accounts, items, people, suppliers
from scenarios.datasets.area import Company
from scenarios.datasets.areas import AREAS
from scenarios.datasets.chance import Chance
from scenarios.datasets.orders import CLOCK, Books, open_documents
from scenarios.datasets.sizes import SIZES
from scenarios.datasets.stock import genealogy, lots_and_stock
from scenarios.engine.dataset import PartMaker, canonical_json


@dataclass(frozen=True)
class Built:
    """The published JSON, and how each of its large tables is made; the content names them by their hashes."""

    content: Mapping[str, Any]
    parts: Mapping[str, PartMaker]


def build(code: str) -> Built:
    """The content of the size `S`, `M` or `L`, with its parts."""
    size = SIZES[code]
    company = _company(size.code)
    books = company.books
    for number, (_, area) in enumerate(AREAS, start=1):
        area.contribute(company, Chance(size.seed + number * 1000))
    content = {
        "name": "yuanfan",
        "size": code,
        "clock": CLOCK,
        "company": {"zh": "远帆医械（虚构）", "en": "Yuanfan Medical (fictional)"},
        "masters": company.masters,
        "documents": books.documents,
        "lots": books.lots,
        "stock": books.stock,
        "edges": {f"{number:05d}": edge for number, edge in enumerate(books.edges, start=1)},
        "ledger": accounts.opening_ledger(books.items, books.stock, books.documents, company.ledger),
        "counters": books.counters,
        "parameters": company.parameters,
        "parts": {
            name: hashlib.sha256(canonical_json(make()).encode()).hexdigest()
            for name, make in sorted(company.parts.items())
        },
    }
    return Built(content, company.parts)


def build_content(code: str) -> Mapping[str, Any]:
    """The published JSON of a size alone."""
    return build(code).content


def _company(code: str) -> Company:
    size = SIZES[code]
    chance = Chance(size.seed)
    vendors = suppliers.suppliers(size.suppliers, chance)
    catalogue = items.items(size.items, [number for number in vendors if number != suppliers.LAPSED], chance)
    plans = items.plans(catalogue)
    books = Books(items=catalogue, vendors=vendors, plans=plans)
    open_documents(books, size, chance)
    lots_and_stock(books, size, chance)
    genealogy(books, size, chance)
    masters: dict[str, dict[str, dict[str, Any]]] = {
        "ITEM": catalogue,
        "VENDOR": vendors,
        "CONTRACT": suppliers.contracts(catalogue),
        "ACCOUNT": accounts.accounts(size.accounts),
        "USER": people.users(size.users, chance),
        "ROLE": people.roles(),
        "PLAN": plans,
    }
    return Company(size, books, masters, dict(accounts.PARAMETERS))
