"""A load script's parameters and what they do: which orders are open, and what quantity of them goes over."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scenarios.migration.transforms import decimal_of, number_text

Row = Mapping[str, str]
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "quantity_basis": ("original", "remaining"),
    "age_months": ("12", "24", "36"),
    "vendor_filter": ("any", "active"),
}
"""Each parameter with the values it may take; a script is mended by these and by nothing else."""
MONTHS = 12


def months_between(day: str, until: str) -> int:
    """Whole months from one day to another, the day of the month counted."""
    months = (int(until[:4]) - int(day[:4])) * MONTHS + int(until[5:7]) - int(day[5:7])
    return months - (day[8:10] > until[8:10])


def remaining(row: Row) -> Decimal:
    """What is still to come of an order."""
    return (decimal_of(row["ordered"]) or Decimal(0)) - (decimal_of(row["received"]) or Decimal(0))


def is_selected(script: Mapping[str, Any], parameters: Mapping[str, str], row: Row) -> bool:
    """Whether the script takes an order for open: something is to come, it is young enough, the vendor passes."""
    settings = {**script["parameters"], **parameters}
    young = months_between(row["order_date"], script["cut_off"]) < int(settings["age_months"])
    known = settings["vendor_filter"] == "any" or row["vendor_state"] == "active"
    return remaining(row) > 0 and young and known


def with_quantity(script: Mapping[str, Any], parameters: Mapping[str, str], row: Row) -> dict[str, str]:
    """The row with the quantity that the script takes over."""
    settings = {**script["parameters"], **parameters}
    quantity = remaining(row) if settings["quantity_basis"] == "remaining" else decimal_of(row["ordered"]) or Decimal(0)
    return {**row, "to_load": number_text(quantity)}
