"""Patterns: the closed little language that points at documents, steps and values. Nothing is evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scenarios.grading import vocabulary
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import NOTHING, Text, listed, same

if TYPE_CHECKING:
    from scenarios.engine.api import JournalEntry

COMPARISONS = ("eq", "not", "in", "min", "max", "contains", "present")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
ROLE_FIELDS = frozenset({"role", "roles"})
"""Fields that hold roles of the sandbox company, whatever stands around them."""


def values_at(thing: Any, path: str) -> list[Any]:
    """Return what stands at a dotted path; `*` stands for every element, `~` for the keys of a mapping."""
    found = [thing]
    for part in path.split("."):
        found = [child for parent in found for child in _children(parent, part)]
    return found


def _children(parent: Any, part: str) -> list[Any]:
    if isinstance(parent, Mapping):
        if part == "*":
            return list(parent.values())
        if part == "~":
            return list(parent)
        return [parent[part]] if part in parent else []
    if isinstance(parent, (list, tuple)):
        if part == "*":
            return list(parent)
        return [parent[int(part)]] if part.isdigit() and int(part) < len(parent) else []
    return []


def agrees(value: Any, wanted: Plain) -> bool:
    """Say whether a value is what a pattern wants: a plain value, or a table of comparisons that must all hold."""
    if isinstance(wanted, dict) and wanted and set(wanted) <= set(COMPARISONS):
        return all(_compare(value, name, operand) for name, operand in wanted.items())
    return _equal(value, wanted)


def _compare(value: Any, name: str, operand: Plain) -> bool:
    if name == "eq":
        return _equal(value, operand)
    if name == "not":
        return not _equal(value, operand)
    if name == "in":
        return isinstance(operand, list) and any(_equal(value, item) for item in operand)
    if name == "contains":
        return str(operand).casefold() in str(value).casefold()
    if name == "present":
        return (value not in (None, "", [], {}, ())) is bool(operand)
    if value is None or isinstance(value, str) is not isinstance(operand, str):
        return False
    return bool(value >= operand if name == "min" else value <= operand)


def _equal(value: Any, wanted: Plain) -> bool:
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, list) and isinstance(wanted, list):
        return len(value) == len(wanted) and all(_equal(one, other) for one, other in zip(value, wanted, strict=True))
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(value, (int, Decimal)) and isinstance(wanted, (int, Decimal)):
        return value == wanted
    return str(value) == str(wanted) if value is not None and wanted is not None else value is wanted


def describe_wanted(wanted: Plain, path: str = "") -> Text:
    """Return a wanted value in words; of a field at `path` that holds roles, by what these are called."""
    if not (isinstance(wanted, dict) and wanted and set(wanted) <= set(COMPARISONS)):
        return in_words(path, wanted)
    words = {
        "eq": Text("等于 {x}", "{x}"),
        "not": Text("不是 {x}", "other than {x}"),
        "in": Text("为 {x} 之一", "one of {x}"),
        "min": Text("至少 {x}", "at least {x}"),
        "max": Text("至多 {x}", "at most {x}"),
        "contains": Text("含“{x}”", "containing “{x}”"),
    }
    parts = [words[name].fill(x=in_words(path, operand)) for name, operand in wanted.items() if name in words]
    if "present" in wanted:
        parts.append(Text("已填写", "filled in") if wanted["present"] else Text("为空", "empty"))
    return listed(parts)


def in_words(path: str, value: Any) -> Text:
    """Return what the field at a path holds: roles and options by what they are called, anything else as it is."""
    if path and isinstance(value, str) and path.removesuffix(".*").rpartition(".")[2] not in ROLE_FIELDS:
        return vocabulary.choice_text(path, shown(value))
    if path.removesuffix(".*").rpartition(".")[2] not in ROLE_FIELDS:
        return same(shown(value))
    return listed([vocabulary.role_text(str(one)) for one in (value if isinstance(value, (list, tuple)) else [value])])


def shown(value: Any) -> str:
    """Return a value as a reader expects it."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return value.replace("T", " ")
    return "–" if value is None else str(value)


@dataclass(frozen=True)
class StepPattern:
    """Which journal rows are meant: a command, its arguments, and who gave it."""

    command: str
    where: Mapping[str, Plain] = field(default_factory=dict)
    roles: tuple[str, ...] = ()

    @classmethod
    def read(cls, table: Table, key: str) -> StepPattern:
        """Read `gr.post`, or `{do: gr.post, where: {po: $PO}, roles: [WH]}`."""
        if not isinstance(table.value(key), dict):
            return cls(vocabulary.known_command(table, key))
        inner = table.table(key)
        pattern = cls(vocabulary.known_command(inner, "do"), inner.mapping("where"), inner.words("roles"))
        inner.finish()
        return pattern

    def fits(self, entry: JournalEntry) -> bool:
        """Say whether a row has this command and these arguments; roles are looked at by the trace."""
        name = entry.command.name
        if self.command.endswith(".*"):
            if not name.startswith(self.command[:-1]):
                return False
        elif name != self.command:
            return False
        return all(
            any(agrees(value, wanted) for value in values_at(entry.command.args, path))
            for path, wanted in self.where.items()
        )

    def sentence(self) -> Text:
        """Return the step's name, with what narrows it."""
        name = vocabulary.command_text(self.command)
        details = [
            Text("{key} {value}", "{key} {value}").fill(
                key=vocabulary.field_text(key), value=describe_wanted(value, key)
            )
            for key, value in self.where.items()
        ]
        if self.roles:
            details.append(
                Text("由{roles}", "by {roles}").fill(roles=listed([vocabulary.role_text(role) for role in self.roles]))
            )
        return (
            Text("“{name}”（{more}）", "“{name}” ({more})").fill(name=name, more=listed(details))
            if details
            else _quoted(name)
        )


@dataclass(frozen=True)
class DocumentPattern:
    """Which documents are meant: a kind, field values, whether the learner made them, and what they belong to."""

    kind: str
    where: Mapping[str, Plain] = field(default_factory=dict)
    own: bool = False
    linked_to: str = ""

    @classmethod
    def read(cls, table: Table, key: str = "doc") -> DocumentPattern:
        """Read the fields `doc`, `where`, `own`, `linked_to` of a table."""
        kind = table.word(key, known=vocabulary.document_kinds())
        return cls(kind, table.mapping("where"), table.truth("own", default=False), table.word("linked_to", default=""))

    def fits(self, body: Mapping[str, Any]) -> bool:
        """Say whether a document's fields are as wanted."""
        return all(any(agrees(value, wanted) for value in values_at(body, path)) for path, wanted in self.where.items())

    def sentence(self) -> Text:
        """Return the kind in words, with what narrows it."""
        name = vocabulary.document_text(self.kind)
        details = [
            Text("{key} {value}", "{key} {value}").fill(
                key=vocabulary.field_text(key), value=describe_wanted(value, key)
            )
            for key, value in self.where.items()
        ]
        if self.linked_to:
            details.append(Text("属于 {to}", "belonging to {to}").fill(to=self.linked_to))
        if self.own:
            details.append(Text("本次新建", "made in this drill"))
        return (
            name + NOTHING
            if not details
            else Text("{name}（{more}）", "{name} ({more})").fill(name=name, more=listed(details))
        )


def _quoted(name: Text) -> Text:
    return Text(f"“{name.zh}”", f"“{name.en}”")
