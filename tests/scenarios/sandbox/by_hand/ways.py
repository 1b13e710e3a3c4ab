"""How a person comes to a document, a report, a command's form: from the page at hand, the menu, or the command field."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.api import CommandSpec, FieldType, command_specs
from scenarios.sandbox.shell import STARTED_WITH
from tests.scenarios.sandbox.by_hand.pages import Form, NotOnThePageError
from tests.scenarios.sandbox.by_hand.person import Person


def goes_to(person: Person, kind: str, number: str) -> None:
    """Open a document or master record: a link at hand, else the menu's list, else its number in the command field."""
    wanted = person.address("drill-object", kind, number)
    if person.page.address == wanted:
        return
    if not person.page.link(wanted):
        _looks_for(person, kind, number)
    person.opens(_link(person, wanted))


def _looks_for(person: Person, kind: str, number: str) -> None:
    listing = person.page.link(person.address("drill-list", kind))
    wanted = person.address("drill-object", kind, number)
    if listing is not None:
        person.opens(listing)
        if not person.page.link(wanted):
            _searches(person, number)
        if person.page.link(wanted):
            return
    asks(person, number)


def _searches(person: Person, text: str) -> None:
    form = person.page.form(person.page.address, method="get")
    form.fill("q", text)
    person.presses(form)


def asks(person: Person, text: str) -> None:
    """Type something into the command field."""
    form = person.page.form(person.address("drill-find"), method="get")
    form.fill("q", text)
    person.presses(form)


def _link(person: Person, wanted: str) -> str:
    if person.page.address == wanted:
        return person.page.full_address
    href = person.page.link(wanted)
    if href is None:
        raise NotOnThePageError(f"no way to {wanted} from {person.page.full_address}")
    return href


def form_of(person: Person, name: str, args: Mapping[str, Any]) -> Form:
    """Open a command's form: from the document that it is about, else from the menu."""
    spec = command_specs()[name]
    address = person.address("drill-command", name)
    for kind, number in _abouts(spec, args):
        if not _is_at_hand(person, kind, number) and (spec.subject is None or spec.subject.kind in STARTED_WITH):
            continue
        goes_to(person, kind, number)
        href = person.page.link(address, of=number) or person.page.link(address, of=f"{kind}:{number}")
        if href is not None:
            return person.opens(href).form(address)
    href = person.page.link(address)
    if href is None:
        raise NotOnThePageError(f"neither the menu nor a document offers {name} to {hat_of(person)}")
    return person.opens(href).form(address)


def _is_at_hand(person: Person, kind: str, number: str) -> bool:
    """Whether the page or its menu leads to a document, so that one would rather begin there."""
    wanted = person.address("drill-object", kind, number)
    page = person.page
    return page.address == wanted or bool(page.link(wanted) or page.link(person.address("drill-list", kind)))


def _abouts(spec: CommandSpec, args: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The documents that a person would stand before, the one acted on first."""
    found = []
    for one in spec.fields:
        given = args.get(one.name)
        if one.type is FieldType.REF and given:
            found.append((one.kind, str(given)))
        elif one.type is FieldType.REFS and one.kind and given:
            found.append((one.kind, str(given[0])))
        elif one.name == "about" and given and ":" in str(given):
            kind, _, number = str(given).partition(":")
            found.append((kind, number))
    return found if spec.subject is not None or spec.name == "stop.report" else found[:1]


def hat_of(person: Person) -> str:
    """The hat that the page says is worn."""
    return person.page.html.partition('class="erp-chip">')[2].partition("<span>")[2].partition(" <small>")[0]
