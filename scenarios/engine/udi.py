"""Unique device identification as a scanner reads it: application identifiers 01, 10, 17 and 21."""

import re
from dataclasses import dataclass

_ELEMENT = re.compile(r"\((01|10|11|17|21)\)([^()]+)")


@dataclass(frozen=True)
class Udi:
    """What a label says: device identifier, lot, expiry as a date, serial; what it does not say is empty."""

    di: str
    lot: str
    expiry: str
    serial: str


def read_udi(text: str) -> Udi | None:
    """The label read, or None if it is not written as `(01)…(17)…(10)…`."""
    found = {key: value.strip() for key, value in _ELEMENT.findall(text)}
    if not found.get("01", "").isdigit() or _ELEMENT.sub("", text).strip():
        return None
    day = found.get("17", "")
    expiry = f"20{day[:2]}-{day[2:4]}-{day[4:6]}" if day.isdigit() and len(day) == len("291231") else ""
    return Udi(found["01"], found.get("10", ""), expiry, found.get("21", ""))


def write_udi(di: str, lot: str, expiry: str, serial: str = "") -> str:
    """The label of a lot, as it is printed."""
    day = f"(17){expiry[2:].replace('-', '')}" if expiry else ""
    return f"(01){di}{day}(10){lot}" + (f"(21){serial}" if serial else "")
