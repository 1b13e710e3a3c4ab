"""What was entered with a command, field by field: labels of the pack, names of people, numbers as one types them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lms.foundation.api import pick
from scenarios.engine.api import (
    Dataset,
    Field,
    FieldType,
    JournalEntry,
    State,
    command_specs,
    start_state,
)
from scenarios.engine.quantities import decimal_text
from scenarios.sandbox.numbers import decimals_of, item_of
from scenarios.sandbox.wording import Words

LOOKED_UP = frozenset({"view.open", "report.run"})
"""What was opened is the whole row."""
UNSAID = frozenset({"subject", "facts"})
"""What a message's row does not repeat: its subject heads it, and the sheet that came with it is read where it lies."""
HINT = re.compile(r"（[^）]*）$| \([^)]*\)$")
"""How to fill a field in, which its label in a form ends with."""
EMPTY_COMPANY = ("documents", "masters", "parameters", "stock", "lots", "edges", "counters", "ledger")


@dataclass(frozen=True)
class Entered:
    """One field as it was filled in: what it is called, and its value in words."""

    label: str
    text: str


@cache
def lost_company() -> State:
    """A company in which nobody has a name: what is left to say words by where an attempt's own is lost."""
    return start_state(Dataset("lost", "", {part: {} for part in EMPTY_COMPANY}), clock="")


def subject_of(entry: JournalEntry, words: Words) -> str:
    """What a look-up opened or a message is about; nothing for a row whose fields say it."""
    args = entry.command.args
    if entry.command.name == "view.open":
        kind, number = str(args.get("kind", "")), str(args.get("id", ""))
        body = words.state.document(kind, number) or {}
        if body.get("subject"):
            return words.shown("subject", body["subject"]).text
        name = words.name_of(kind, number)
        return words.bracketed(f"{words.entity(kind)} {name}", number) if name else words.object(f"{kind}:{number}")
    if entry.command.name == "report.run":
        return words.report(str(args.get("report", "")))
    if entry.command.name.startswith("message."):
        return str(args.get("subject", ""))
    return ""


def entered(entry: JournalEntry, words: Words) -> list[Entered]:
    """The fields of a command that were filled in, in the order of its form; each line of a grid is one of them."""
    if entry.command.name in LOOKED_UP:
        return []
    name, args = entry.command.name, entry.command.args
    spec = command_specs().get(name)
    found = []
    for one in spec.fields if spec else ():
        if one.name not in args or (one.name in UNSAID and entry.command.name.startswith("message.")):
            continue
        label = HINT.sub("", words.label(one.name, name))
        if one.type is FieldType.LINES:
            for place, row in enumerate(_rows(args[one.name]), start=1):
                found.append(Entered(f"{label} {place}", _joined(_columns(one, row, args, name, words))))
        else:
            found.append(Entered(label, _value(one, args[one.name], args, {}, words)))
    if args.get("override_reason"):
        found.append(Entered(words.label("override_reason"), str(args["override_reason"])))
    return [one for one in found if one.text]


def in_one_line(fields: list[Entered]) -> str:
    """The fields one after another, for a row of a table."""
    return _joined((one.label, one.text) for one in fields)


def _joined(pairs: Any) -> str:
    return pick("；", "; ").join(f"{label}{pick('：', ': ')}{text}" for label, text in pairs)


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """The lines of a grid; a refused command may hold anything in its place."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def _columns(
    grid: Field, row: Mapping[str, Any], args: Mapping[str, Any], command: str, words: Words
) -> Iterator[tuple[str, str]]:
    for column in grid.columns:
        if row.get(column.name) not in (None, "", [], {}):
            yield words.label(column.name, command), _value(column, row[column.name], args, row, words)


def _value(one: Field, value: Any, args: Mapping[str, Any], row: Mapping[str, Any], words: Words) -> str:
    if one.type in {FieldType.QUANTITY, FieldType.MONEY, FieldType.READING} and isinstance(value, int):
        return decimal_text(value, decimals_of(words.state, one, args, row))
    if one.type is FieldType.CHOICE and isinstance(value, str):
        return words.choice(one.name, value)
    if one.type is FieldType.REF and isinstance(value, str):
        return named(words, one.kind, value)
    if one.type is FieldType.REFS and isinstance(value, list | tuple):
        return pick("、", ", ").join(named(words, one.kind, str(part)) for part in value)
    if one.name == "about" and ":" in str(value):
        kind, _, number = str(value).partition(":")
        return f"{words.entity(kind)} {named(words, kind, number)}" if kind != "USER" else named(words, kind, number)
    return words.shown(one.name, value, item=item_of(words.state, one, args, row)).text


def named(words: Words, kind: str, number: str) -> str:
    """A reference as people say it: a person by the name alone, another master record by number and name."""
    name = words.name_of(kind, number)
    return name if name and kind == "USER" else f"{number} {name}".strip()
