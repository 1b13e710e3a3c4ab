"""Reading a day as people and spreadsheets write it."""

import re
from datetime import date, timedelta

# 2026-09-01, 2026/9/1, 2026.9.1, 2026年9月1日, 20260901, each perhaps with a time of midnight behind it.
_WRITTEN = re.compile(r"^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?$")
_PLAIN = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{5}$")
# Excel counts days from here (its leap year 1900 never was).
_EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)


def read_day(text: str) -> date | None:
    """The day that `text` names; None where it names none, or one that no post can start on."""
    found = _WRITTEN.match(text) or _PLAIN.match(text)
    try:
        if found:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif _SERIAL.match(text):
            day = _EXCEL_DAY_ZERO + timedelta(days=int(text))
        else:
            return None
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
