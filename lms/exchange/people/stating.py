"""From rows of text to what the file states about people: codes and names resolved, days read, faults gathered. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from lms.exchange.people.columns import COLUMNS
from lms.exchange.people.days import is_open_end, read_day
from lms.exchange.people.faults import Fault
from lms.exchange.people.reading import FileRow

_EMAIL = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\".]+(\.[^@\s,;<>\".]+)+$")
_ROLE_SEPARATORS = re.compile(r"[;；\n]")
_UNSEEN = re.compile(r"\s|[\u200b-\u200f\ufeff]")
# 王　芳 is 王芳, spread out so that it is as wide as a name of three characters.
_SPREAD_NAME = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True)
class Register:
    """One kind of thing: ids by folded code and name; a name that several share leads to None."""

    ids: Mapping[str, int | None]
    # The names as they are written, by folded name: what a misspelt one may have meant.
    names: Mapping[str, str] = field(default_factory=dict)

    def nearest(self, text: str) -> str:
        """The code or name that looks most like `text`; empty where none does."""
        found = get_close_matches(folded(text), self.ids, n=1)
        return self.names.get(found[0], "") if found else ""

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, str, str]]) -> "Register":
        """Build from (id, code, Chinese name, English name); a code outweighs a name."""
        rows = list(rows)
        ids: dict[str, int | None] = {}
        for pk, _code, *names in rows:
            for name in {folded(name) for name in names if name}:
                ids[name] = None if ids.get(name, pk) != pk else pk
        ids.update({folded(code): pk for pk, code, *_names in rows})
        return cls(ids, {folded(text): text for _pk, *texts in rows for text in texts if text})


@dataclass(frozen=True)
class Directory:
    """Everything that a row may name, and which shifts each site works."""

    departments: Register
    sites: Register
    job_roles: Register
    shifts: Register
    shifts_of_site: Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Statement:
    """What one row states: a person, and the post (one or several job roles) from one day to another."""

    row: int
    number: str
    name: str
    department: int
    site: int
    shift: int
    job_roles: tuple[int, ...]
    starts_on: date
    ends_on: date | None
    # None where the file has no such column: then the e-mail, or the last day, stays as it is.
    email: str | None
    says_end: bool


@dataclass(frozen=True)
class Identity:
    """Whom a row speaks about, even where the rest of it is wrong; `email` None where the file has no such column."""

    row: int
    number: str
    name: str
    email: str | None


def folded(text: str) -> str:
    """`text` as it is compared: full width as half width, case and outer spaces away."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def read_identity(line: FileRow, columns: frozenset[str]) -> Identity:
    """The person of the row as it is written."""
    texts = {key: line.cells.get(key, "").strip() for key in ("number", "name", "email")}
    number, email = (unicodedata.normalize("NFKC", texts[key]) for key in ("number", "email"))
    return Identity(line.row, number, _SPREAD_NAME.sub("", texts["name"]), email if "email" in columns else None)


def read_statement(
    line: FileRow, columns: frozenset[str], directory: Directory
) -> tuple[Statement | None, list[Fault]]:
    """What the row states, or everything that is wrong with it."""
    reader = _RowReader(line)
    person = read_identity(line, columns)
    reader.check_number(person.number)
    reader.check_email(person.email or "")
    department = reader.one("department", directory.departments, "unknown_department")
    site = reader.one("site", directory.sites, "unknown_site")
    shift = reader.one("shift", directory.shifts, "unknown_shift")
    job_roles = reader.several("job_roles", directory.job_roles, "unknown_job_role")
    starts_on, ends_on = reader.day("from"), reader.day("to")
    if site is not None and shift is not None and shift not in directory.shifts_of_site.get(site, frozenset()):
        reader.fault("shift", "shift_not_worked", value=reader.text("shift"), site=reader.text("site"))
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        reader.fault("to", "ends_before_it_starts", **{"from": starts_on.isoformat(), "to": ends_on.isoformat()})
    if reader.faults or department is None or site is None or shift is None or starts_on is None:
        return None, reader.faults
    return Statement(
        row=line.row, number=person.number, name=person.name, department=department, site=site, shift=shift, job_roles=job_roles,
        starts_on=starts_on, ends_on=ends_on, email=person.email, says_end="to" in columns,
    ), []  # fmt: skip


class _RowReader:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(self, line: FileRow) -> None:
        self.line = line
        self.faults: list[Fault] = []
        for column in COLUMNS:
            text = self.text(column.key)
            if not text and column.is_filled:
                self.fault(column.key, "missing")
            elif len(text) > column.longest:
                self.fault(column.key, "too_long", limit=str(column.longest))

    def fault(self, column: str, code: str, **values: str) -> None:
        self.faults.append(Fault(self.line.row, column, code, values))

    def text(self, column: str) -> str:
        return self.line.cells.get(column, "").strip()

    def check_number(self, number: str) -> None:
        if _UNSEEN.search(number):
            self.fault("number", "bad_number")

    def check_email(self, email: str) -> None:
        if email and not _EMAIL.match(email):
            self.fault("email", "bad_email", value=email)

    def day(self, column: str) -> date | None:
        text = unicodedata.normalize("NFKC", self.text(column))
        if column == "to" and is_open_end(text):
            return None
        day = read_day(text) if text else None
        if text and day is None:
            self.fault(column, "bad_day", value=text)
        return day

    def one(self, column: str, register: Register, unknown: str) -> int | None:
        text = self.text(column)
        return self._looked_up(column, text, register, unknown) if text else None

    def several(self, column: str, register: Register, unknown: str) -> tuple[int, ...]:
        named = list(_divided(self.text(column), register))
        found = [self._looked_up(column, part, register, unknown) for part in named]
        if self.text(column) and not named:
            self.fault(column, "missing")
        return tuple(dict.fromkeys(pk for pk in found if pk is not None))

    def _looked_up(self, column: str, text: str, register: Register, unknown: str) -> int | None:
        key = folded(text)
        if key not in register.ids:
            nearest = register.nearest(text)
            self.fault(column, unknown, value=text, **({"nearest": nearest} if nearest else {}))
            return None
        if register.ids[key] is None:
            self.fault(column, "ambiguous", value=text)
        return register.ids[key]


def _divided(text: str, register: Register) -> Iterator[str]:
    """The parts of a cell that names several; a Chinese enumeration comma divides too, unless it belongs to a name."""
    for part in filter(None, map(str.strip, _ROLE_SEPARATORS.split(text))):
        listed = [one.strip() for one in part.split("、") if one.strip()]
        yield from [part] if folded(part) in register.ids else listed
