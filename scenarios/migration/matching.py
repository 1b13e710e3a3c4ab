"""How alike two rows of a partner master are, and which rows may be worth comparing. Suggestions only: a person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from scenarios.migration.identifiers import half_width
from scenarios.migration.naming import core_name, digits

Row = Mapping[str, str]
SUGGESTED_FROM = 46
"""Points of a hundred from which two rows are shown together."""
WEIGHTS = {"name": 60, "uscc": 25, "tel": 10, "account_no": 5}
LEAST_TEL_DIGITS = 7


@dataclass(frozen=True)
class Suggestion:
    """Rows that look alike, and the points of the weakest link that joins them."""

    rows: tuple[str, ...]
    points: int


def likeness(one: Row, other: Row) -> int:
    """Points of a hundred; the same for both orders. A different town takes the name's points away."""
    points = round(WEIGHTS["name"] * _name_ratio(one, other))
    points += WEIGHTS["uscc"] if _same(_code(one), _code(other)) else 0
    points += WEIGHTS["tel"] if _same(_last_digits(one), _last_digits(other)) else 0
    points += WEIGHTS["account_no"] if _same(one.get("account_no", ""), other.get("account_no", "")) else 0
    return points


def _name_ratio(one: Row, other: Row) -> float:
    if one.get("city", "") != other.get("city", ""):
        return 0
    first, second = sorted(core_name(row.get("name", ""), row.get("city", "")) for row in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _code(row: Row) -> str:
    return half_width(row.get("uscc", "")).upper()


def _last_digits(row: Row) -> str:
    found = digits(row.get("tel", ""))
    return found if len(found) >= LEAST_TEL_DIGITS else ""


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def suggestions(rows: Mapping[str, Row], *, least: int = SUGGESTED_FROM) -> tuple[Suggestion, ...]:
    """Groups of rows that look alike, joined through each other, the likeliest first."""
    links = [
        (likeness(rows[one], rows[other]), one, other)
        for block in _blocks(rows)
        for number, one in enumerate(block)
        for other in block[number + 1 :]
    ]
    close = sorted({link for link in links if link[0] >= least}, key=lambda link: (-link[0], link[1], link[2]))
    found = [Suggestion(members, weakest) for members, weakest in _joined(close)]
    return tuple(sorted(found, key=lambda row: (-row.points, row.rows)))


def _blocks(rows: Mapping[str, Row]) -> Iterable[list[str]]:
    """Rows of the same town: only these are compared with each other."""
    towns: dict[str, list[str]] = {}
    for number, row in rows.items():
        towns.setdefault(row.get("city", ""), []).append(number)
    return towns.values()


def _joined(links: list[tuple[int, str, str]]) -> list[tuple[tuple[str, ...], int]]:
    """The components of the links, which come strongest first: the link that joins a component last is its weakest."""
    members: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    weakest: dict[str, int] = {}
    for points, one, other in links:
        first, second = home.setdefault(one, one), home.setdefault(other, other)
        if first == second:
            continue
        moving = members.pop(second, [second])
        members[first] = [*members.get(first, [first]), *moving]
        home |= dict.fromkeys(moving, first)
        weakest[first] = points
    return [(tuple(sorted(rows)), weakest[root]) for root, rows in members.items()]
