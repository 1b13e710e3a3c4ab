"""Strict reading of YAML or JSON: every value knows its line, every mistake becomes a Problem, none stops it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import yaml

from scenarios.grading import problems
from scenarios.grading.problems import Problem
from scenarios.grading.text import NOTHING, Text, enumerated

Plain = None | bool | int | Decimal | str | list["Plain"] | dict[str, "Plain"]

_TAG = "tag:yaml.org,2002:"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Reading:
    """One reading of one file; it collects the problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def blame(self, node: yaml.Node | None, path: str, sentence: Text) -> None:
        """Record a problem at a node; without a node it is the first line's."""
        line = node.start_mark.line + 1 if node is not None else 1
        self.problems.append(Problem(self.file, line, path or "·", sentence))


def read_document(text: str, *, file: str) -> tuple[Table, Reading]:
    """Parse a text into its top table; a text that is no YAML gives an empty table and one problem."""
    reading = Reading(file)
    try:
        node = composed(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = error.problem or str(error)
        reading.problems.append(Problem(file, line, "·", problems.NOT_YAML.fill(reason=reason)))
        return Table(reading, None, ""), reading
    return table_at(reading, node, ""), reading


def composed(text: str) -> yaml.Node | None:
    """The text's nodes with their lines; one that is no YAML raises yaml.YAMLError.

    The C library reads ten times as fast; what it cannot read, the other reads again, for the words of the complaint.
    """
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def table_at(reading: Reading, node: yaml.Node | None, path: str) -> Table:
    """Take a node as a table; another shape is a problem and reads as an empty table."""
    if isinstance(node, yaml.MappingNode):
        return Table(reading, node, path)
    reading.blame(node, path, problems.NOT_TABLE)
    return Table(reading, None, path)


class Table:
    """A mapping whose fields are asked for one by one; `finish` names those nobody asked for."""

    def __init__(self, reading: Reading, node: yaml.MappingNode | None, path: str) -> None:
        self.reading = reading
        self.node = node
        self.path = path
        self._asked: set[str] = set()
        self._fields: dict[str, yaml.Node] = {}
        for key, value in node.value if node is not None else ():
            name = str(key.value)
            if name in self._fields:
                reading.blame(key, self._at(name), problems.TWICE.fill(key=name))
            self._fields[name] = value

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def names(self) -> tuple[str, ...]:
        """Return the field names in file order."""
        return tuple(self._fields)

    def blame(self, key: str, sentence: Text) -> None:
        """Record a problem at a field, or at the table when the field is absent."""
        self.reading.blame(self._fields.get(key, self.node), self._at(key) if key else self.path, sentence)

    def _node(self, key: str, *, required: bool) -> yaml.Node | None:
        self._asked.add(key)
        found = self._fields.get(key)
        if found is None and required and self.node is not None:
            self.blame(key, problems.MISSING.fill(key=key))
        return found

    def word(self, key: str, *, default: str | None = None, known: Iterable[str] | None = None) -> str:
        """Return a text field; without a default it is required."""
        node = self._node(key, required=default is None)
        if node is None:
            return default or ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.blame(key, problems.NOT_TEXT)
            return default or ""
        choices = tuple(known) if known is not None else ()
        if choices and node.value not in choices:
            self.blame(key, problems.NOT_CHOICE.fill(value=node.value, known=enumerated(choices)))
        return node.value.strip()

    def text(self, key: str, *, required: bool = True) -> Text:
        """Return a text in both languages."""
        node = self._node(key, required=required)
        if node is None:
            return NOTHING
        parts = plain(node) if isinstance(node, yaml.MappingNode) else None
        if not isinstance(parts, dict) or set(parts) != {"zh", "en"}:
            self.blame(key, problems.NOT_BILINGUAL)
            return NOTHING
        zh, en = unwrapped(str(parts["zh"] or ""), ""), unwrapped(str(parts["en"] or ""), " ")
        if not zh or not en:
            self.blame(key, problems.NOT_BILINGUAL)
        return Text(zh, en)

    def number(self, key: str, *, default: Decimal | int | None = None, least: int | None = 0) -> Decimal:
        """Return a number as Decimal; floats never enter."""
        node = self._node(key, required=default is None)
        if node is None:
            return Decimal(default or 0)
        value = plain(node)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            self.blame(key, problems.NOT_NUMBER)
            return Decimal(default or 0)
        if least is not None and value < least:
            self.blame(key, problems.BELOW.fill(least=least))
        return Decimal(value)

    def integer(self, key: str, *, default: int | None = None, least: int | None = 0) -> int:
        """Return a whole number."""
        value = self.number(key, default=default, least=least)
        if value != value.to_integral_value():
            self.blame(key, problems.NOT_INTEGER)
        return int(value)

    def truth(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        node = self._node(key, required=False)
        if node is None:
            return default
        value = plain(node)
        if not isinstance(value, bool):
            self.blame(key, problems.NOT_BOOLEAN)
            return default
        return value

    def value(self, key: str, *, required: bool = True) -> Plain:
        """Return whatever stands there as plain values (for arguments and patterns)."""
        node = self._node(key, required=required)
        return None if node is None else plain(node)

    def mapping(self, key: str, *, required: bool = False) -> dict[str, Plain]:
        """Return a table of plain values."""
        node = self._node(key, required=required)
        if node is None:
            return {}
        value = plain(node)
        if not isinstance(value, dict):
            self.blame(key, problems.NOT_TABLE)
            return {}
        return value

    def table(self, key: str, *, required: bool = True) -> Table:
        """Return a table to be read field by field; an absent one is empty."""
        node = self._node(key, required=required)
        return Table(self.reading, None, self._at(key)) if node is None else table_at(self.reading, node, self._at(key))

    def tables(self, key: str, *, required: bool = False) -> list[Table]:
        """Return a list of tables."""
        return [table_at(self.reading, node, f"{self._at(key)}[{nr}]") for nr, node in self._nodes(key, required)]

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        found = []
        for nr, node in self._nodes(key, required):
            if isinstance(node, yaml.ScalarNode):
                found.append(node.value)
            else:
                self.reading.blame(node, f"{self._at(key)}[{nr}]", problems.NOT_TEXT)
        return tuple(found)

    def _nodes(self, key: str, required: bool) -> list[tuple[int, yaml.Node]]:
        node = self._node(key, required=required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.blame(key, problems.NOT_LIST)
            return []
        return list(enumerate(node.value, start=1))

    def finish(self) -> None:
        """Report each field that nobody asked for: a misspelt field must not be silently ignored."""
        for key in self._fields:
            if key not in self._asked:
                known = enumerated(sorted(self._asked))
                self.blame(key, problems.UNKNOWN.fill(key=key, known=known))


def unwrapped(text: str, joint: str) -> str:
    """Return a text whose paragraphs (parted by an empty line) are one line each, however the file is wrapped."""
    paragraphs = (joint.join(line.strip() for line in part.splitlines()) for part in text.strip().split("\n\n"))
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs)


def plain(node: yaml.Node) -> Plain:
    """Turn a node into plain values; decimals stay exact, dates stay text."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    tag, value = node.tag.removeprefix(_TAG), node.value
    if tag == "null":
        return None
    if tag == "bool" and value.lower() in {"true", "false"}:
        # Yes, no, on and off stay what they look like: words.
        return value.lower() == "true"
    if tag == "int":
        return _whole(value)
    if tag == "float":
        return _exact(value)
    return str(value)


def _whole(value: str) -> Plain:
    # YAML 1.1 reads 010 as octal and 1:30 as base sixty; here they are what they look like: text.
    try:
        return int(value) if value == str(int(value)) else value
    except ValueError:
        return value


def _exact(value: str) -> Plain:
    try:
        return Decimal(value)
    except InvalidOperation:
        return value
