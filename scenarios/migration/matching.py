"""How alike two rows of a master are, and which rows may be worth comparing. Suggestions only: a person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from scenarios.migration.identifiers import half_width
from scenarios.migration.naming import core_name, digits, plain_name

Row = Mapping[str, str]
SUGGESTED_FROM = 46
"""Points of a hundred from which two rows are shown together."""
NAME_POINTS = 60
LEAST_TEL_DIGITS = 7


@dataclass(frozen=True)
class Alike:
    """What makes rows alike: only rows with the same `block` are compared; each agreeing column brings its points.

    The name brings up to sixty; `also` is read after it. `has_form` says that names carry a legal form and a town.
    """

    block: str
    columns: Mapping[str, int]
    also: str = ""
    has_form: bool = True


ALIKE: Mapping[str, Alike] = {
    "PARTNERS": Alike("city", {"uscc": 25, "tel": 10, "account_no": 5}),
    "MATERIALS": Alike("class", {"drawing": 25, "maker_part": 15}, also="size", has_form=False),
}
"""By the name that a staged table gives; partners where it gives none."""


@dataclass(frozen=True)
class Suggestion:
    """Rows that look alike, and the points of the weakest link that joins them."""

    rows: tuple[str, ...]
    points: int


def likeness(one: Row, other: Row, rule: Alike = ALIKE["PARTNERS"]) -> int:
    """Points of a hundred; the same for both orders. Another block takes the name's points away."""
    points = round(NAME_POINTS * _name_ratio(one, other, rule))
    return points + sum(gain for column, gain in rule.columns.items() if _agree(column, one, other))


def _name_ratio(one: Row, other: Row, rule: Alike) -> float:
    if one.get(rule.block, "") != other.get(rule.block, ""):
        return 0
    first, second = sorted(_core(row, rule) for row in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _core(row: Row, rule: Alike) -> str:
    name = row.get("name", "")
    return core_name(name, row.get(rule.block, "")) if rule.has_form else plain_name(name + row.get(rule.also, ""))


def _agree(column: str, one: Row, other: Row) -> bool:
    said = [_comparable(column, row.get(column, "")) for row in (one, other)]
    return bool(said[0]) and said[0] == said[1]


def _comparable(column: str, text: str) -> str:
    """A telephone number by its digits, if it has enough of them; anything else in plain width and capitals."""
    if column == "tel":
        found = digits(text)
        return found if len(found) >= LEAST_TEL_DIGITS else ""
    return half_width(text).upper()


def suggestions(
    rows: Mapping[str, Row], *, least: int = SUGGESTED_FROM, rule: Alike = ALIKE["PARTNERS"]
) -> tuple[Suggestion, ...]:
    """Groups of rows that look alike, joined through each other, the likeliest first."""
    links = [
        (likeness(rows[one], rows[other], rule), one, other)
        for block in _blocks(rows, rule)
        for number, one in enumerate(block)
        for other in block[number + 1 :]
    ]
    close = sorted({link for link in links if link[0] >= least}, key=lambda link: (-link[0], link[1], link[2]))
    found = [Suggestion(members, weakest) for members, weakest in _joined(close)]
    return tuple(sorted(found, key=lambda row: (-row.points, row.rows)))


def _blocks(rows: Mapping[str, Row], rule: Alike) -> Iterable[list[str]]:
    """Rows of the same block: only these are compared with each other."""
    found: dict[str, list[str]] = {}
    for number, row in rows.items():
        found.setdefault(row.get(rule.block, ""), []).append(number)
    return found.values()


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
