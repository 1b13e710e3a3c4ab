"""Works at the staging screens: tick rows, compare them side by side, correct, decide, map."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.scenarios.sandbox.by_hand.pages import Form, NotOnThePageError
from tests.scenarios.sandbox.by_hand.person import Person
from tests.scenarios.sandbox.by_hand.ways import goes_to

Args = Mapping[str, Any]


def _stages(person: Person, kind: str, number: str, tab: str) -> Form:
    """Open a tab of the rows of a sheet or batch, from its document."""
    address = person.address("drill-staging", kind, number)
    if person.page.address != address:
        goes_to(person, kind, number)
        href = person.page.link(address)
        if href is None:
            raise NotOnThePageError(f"{kind} {number} does not lead to its rows")
        person.opens(href)
    if f"tab={tab}" not in person.page.full_address:
        person.opens(next(f"{address}{href}" for href in person.page.links if href == f"?tab={tab}"))
    return person.page.form(address)


def _is_posted(person: Person) -> None:
    assert 'role="status" data-toast' in person.page.html, person.page.alert


def _ticks(person: Person, form: Form, rows: list[str]) -> None:
    """Tick what stands on this page and write down the others."""
    here = [row for row in rows if row in form.visible()["row"].options]
    form.tick("row", *here)
    form.fill("also", ", ".join(row for row in rows if row not in here))


def _with_rows(person: Person, name: str, args: Args) -> None:
    """A button below the rows, with what it asks for."""
    family, _, action = name.partition(".")
    form = _stages(person, family.upper(), args[family], "rows")
    _ticks(person, form, args["rows"])
    for field, value in args.items():
        if field not in {family, "rows"}:
            form.fill(field, str(value))
    person.presses(form, ("action", action))
    _is_posted(person)


def _compares(person: Person, sheet: str, rows: list[str]) -> Form:
    """Side by side: from the look-alikes on the page if just these rows stand there, else from the ticked rows."""
    address = person.address("drill-side-by-side", sheet)
    alike = (href for href in person.page.links if urlsplit(href).path == address)
    suggested = next((href for href in alike if set(parse_qs(urlsplit(href).query)["row"]) == set(rows)), None)
    if suggested is not None:
        person.opens(suggested)
    else:
        form = _stages(person, "STG", sheet, "rows")
        _ticks(person, form, rows)
        person.presses(form, ("action", "compare"))
    return person.page.form(address)


def _merges(person: Person, _name: str, args: Args) -> None:
    """One group after the other on the compare screen."""
    for group in args["groups"]:
        form = _compares(person, args["stg"], list(group["rows"]))
        form.tick("survivor", group["survivor"])
        for column, row in group.get("fields", {}).items():
            form.fill(f"field-{column}", row)
        form.fill("evidence", group.get("evidence", ""))
        person.presses(form, ("action", "merge"))
        _is_posted(person)


def _maps(person: Person, _name: str, args: Args) -> None:
    """The lines of the mapping table that are to change."""
    form = _stages(person, "MIG", args["mig"], "mapping")
    for line in args["lines"]:
        for part in ("source", "transform", "argument", "by"):
            form.fill(f"{part}-{line['target']}", line.get(part, ""))
    person.presses(form, ("action", "map"))
    _is_posted(person)


ON_ROWS = ("stg.apart", "stg.exclude", "stg.include", "stg.number", "stg.suffix", "stg.query", "stg.set")
HANDS: Mapping[str, Callable[[Person, str, Args], None]] = {
    "stg.merge": _merges,
    "mig.map": _maps,
    **dict.fromkeys((*ON_ROWS, "mig.correct", "mig.dispose"), _with_rows),
}
"""Commands that a grid gives better than a form."""
