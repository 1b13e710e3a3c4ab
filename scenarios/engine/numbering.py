"""How document and lot numbers are spelled; the next number is the last one used, plus one."""

from collections.abc import Mapping

SPELLING: Mapping[str, str] = {
    "PR": "{:07d}",
    "PO": "{:010d}",
    "GR": "{:010d}",
    "QI": "{:011d}",
    "OOS": "OOS-26-{:04d}",
    "NCR": "NCR-26-{:04d}",
    "SCAR": "SCAR-26-{:04d}",
    "IV": "{:010d}",
    "CM": "CM-26-{:04d}",
    "PAY": "PAY-26-{:04d}",
    "TASK": "T-{:05d}",
    "MSG": "M-{:05d}",
    "DEV": "DEV-26-{:04d}",
    "LOT": "L26-{:04d}",
    "JE": "{:010d}",
}

FIRST_NUMBERS: Mapping[str, int] = {
    "PR": 1000400,
    "PO": 4500001000,
    "GR": 5000000000,
    "QI": 10000000000,
    "IV": 5105600000,
    "JE": 1900000000,
}
"""Where a dataset starts to count; kinds not named start at nought."""


def spell(kind: str, number: int) -> str:
    """The number as people read it."""
    return SPELLING[kind].format(number)
