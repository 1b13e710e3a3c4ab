"""How much of everything a dataset of each size holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Counts of one size; `seed` starts its chance."""

    code: str
    seed: int
    items: int
    suppliers: int
    users: int
    accounts: int
    orders: int
    inspections: int
    invoices: int
    lots: int
    quants: int
    edges: int


SIZES = {
    "S": Size(
        "S",
        20261130,
        items=60,
        suppliers=12,
        users=24,
        accounts=40,
        orders=12,
        inspections=6,
        invoices=8,
        lots=80,
        quants=120,
        edges=120,
    ),
    "M": Size(
        "M",
        20261131,
        items=650,
        suppliers=86,
        users=60,
        accounts=180,
        orders=120,
        inspections=60,
        invoices=75,
        lots=900,
        quants=1400,
        edges=2600,
    ),
    "L": Size(
        "L",
        20261132,
        items=6500,
        suppliers=860,
        users=600,
        accounts=400,
        orders=1200,
        inspections=600,
        invoices=750,
        lots=9000,
        quants=14000,
        edges=26000,
    ),
}
"""S is for tests, M for people, L for load tests: ten times M."""
