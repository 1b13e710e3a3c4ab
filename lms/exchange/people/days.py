"""Reading a day as people and spreadsheets write it."""

import re
from datetime import date, timedelta

# 2026-09-01, 2026/9/1, 2026.9.1, 2026年9月1日, 20260901, the written ones perhaps with a time behind, which is left aside.
_WRITTEN = re.compile(
    r"^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_PLAIN = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
# What HR systems write as the last day of a post that has none; 9999-12-31 is the last day their calendars know.
_OPEN_ENDS = frozenset(
    {"-", "--", "—", "——", "–", "/", "无", "至今", "长期", "在职", "none", "n/a", "null", "open", "present"}
)
_LAST_YEAR_OF_CALENDARS = re.compile(r"^9999\D?12\D?31\D")
# Excel counts days from here (its leap year 1900 never was).
_EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)


def read_day(text: str) -> date | None:
    """The day that `text` names; None where it names none, or one that no post can start on."""
    found = _WRITTEN.match(text) or _PLAIN.match(text)
    try:
        if found:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif serial := _SERIAL.match(text):
            day = _EXCEL_DAY_ZERO + timedelta(days=int(serial[1]))
        else:
            return None
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def is_open_end(text: str) -> bool:
    """Whether `text` stands where a last day would and says that there is none."""
    return text.casefold() in _OPEN_ENDS or _LAST_YEAR_OF_CALENDARS.match(f"{text} ") is not None
