"""A form for any command, made from its declaration: controls with labels, values and problems; and back into arguments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from scenarios.engine.api import CommandSpec, Field, FieldType, State
from scenarios.engine.quantities import decimal_text
from scenarios.sandbox import numbers, prefill
from scenarios.sandbox.areas import LISTED, LONG_TEXTS
from scenarios.sandbox.wording import SENDERS, Words

MOST_ROWS = 20
SPARE_ROWS = 1
KEYS = ("line", "characteristic", "criterion", "stock_type")
"""Columns that a grid fills in by itself: a row in which only these stand counts as empty."""
ADDRESSEE = "to"
"""The field of a letter that names a colleague, a supplier or a customer."""
FIGURES = frozenset(("quantity", "money", "reading", "integer"))
"""Types of fields whose digits stand to the right."""


@dataclass
class Control:
    """One input: what a template needs to draw it."""

    name: str
    label: str
    type: str
    value: str = ""
    required: bool = True
    options: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    hint: str = ""

    @property
    def id(self) -> str:
        """The id of its element."""
        return f"f-{self.name}"

    @property
    def is_long(self) -> bool:
        """Whether it wants several lines."""
        return self.type == "text" and self.name.rsplit("-", 1)[-1] in LONG_TEXTS

    @property
    def is_number(self) -> bool:
        """Whether its digits stand to the right."""
        return self.type in FIGURES


@dataclass
class Grid:
    """The lines of a command: headings (with whether figures stand below), and rows of controls with words about each row."""

    name: str
    label: str
    headings: tuple[tuple[str, bool], ...]
    rows: list[tuple[list[Control], str]]
    problem: str = ""

    @property
    def count(self) -> int:
        """How many rows are drawn."""
        return len(self.rows)


@dataclass
class CommandForm:
    """A command's form: its controls in order, its grid if it has one, and the arguments read from it."""

    controls: list[Control] = field(default_factory=list)
    grid: Grid | None = None
    args: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def mark(self, name: str, sentence: str) -> None:
        """Set a problem beside the field it belongs to; the engine names a line's field `lines[2].quantity`."""
        self.problems[name] = sentence
        short = name.replace("[", "-").replace("].", "-")
        controls = [*self.controls, *(control for row, _ in (self.grid.rows if self.grid else []) for control in row)]
        for control in controls:
            if control.name == short:
                control.problem = sentence
        if self.grid is not None and self.grid.name == name:
            self.grid.problem = sentence


class FormMaker:
    """Makes the form of one command for one state, in one language."""

    def __init__(self, state: State, spec: CommandSpec, words: Words) -> None:
        self.state = state
        self.spec = spec
        self.words = words

    def opened(self, given: Mapping[str, str], *, extra_rows: int = 0) -> CommandForm:
        """The form as it opens, knowing what it was opened from."""
        known = prefill.completed(self.state, self.spec, given)
        form = CommandForm()
        for one in self.spec.fields:
            if one.type is not FieldType.LINES:
                form.controls.append(self._control(one, one.name, known.get(one.name, "")))
                continue
            drawn = [
                self._row(one, number, row, known)
                for number, row in enumerate(prefill.rows(self.state, self.spec, known), 1)
            ]
            spare = extra_rows + (0 if drawn else SPARE_ROWS)
            drawn += [self._row(one, len(drawn) + number, {}, known) for number in range(1, spare + 1)]
            form.grid = self._grid(one, drawn)
        return form

    def read(self, post: QueryDict, *, extra_rows: int = 0) -> CommandForm:
        """The form as it was sent: texts kept, arguments read, problems beside their fields."""
        form = CommandForm()
        texts = {one.name: post.get(one.name, "").strip() for one in self.spec.fields}
        for one in self.spec.fields:
            if one.type is FieldType.LINES:
                self._read_lines(form, one, post, texts, extra_rows)
                continue
            form.controls.append(self._control(one, one.name, texts[one.name]))
            self._read_value(form, form.args, one, one.name, texts[one.name], texts, {})
        return form

    def _read_lines(self, form: CommandForm, one: Field, post: QueryDict, texts: Mapping[str, str], extra: int) -> None:
        count = min(
            int(post.get(f"{one.name}-count", "0")) if post.get(f"{one.name}-count", "0").isdigit() else 0, MOST_ROWS
        )
        lines: list[dict[str, Any]] = []
        drawn: list[tuple[list[Control], str]] = []
        for number in range(1, count + 1):
            row = {column.name: post.get(f"{one.name}-{number}-{column.name}", "").strip() for column in one.columns}
            drawn.append(self._row(one, number, row, texts))
            if not any(value for name, value in row.items() if name not in KEYS):
                continue
            line: dict[str, Any] = {}
            for column in one.columns:
                name = f"{one.name}[{len(lines) + 1}].{column.name}"
                self._read_value(form, line, column, name, row[column.name], texts, row)
            lines.append(line)
        drawn += [self._row(one, count + number, {}, texts) for number in range(1, extra + 1)]
        form.grid = self._grid(one, drawn[:MOST_ROWS])
        form.args[one.name] = lines
        for name, sentence in dict(form.problems).items():
            form.mark(name, sentence)

    def _read_value(
        self,
        form: CommandForm,
        target: dict[str, Any],
        one: Field,
        name: str,
        text: str,
        values: Mapping[str, str],
        row: Mapping[str, str],
    ) -> None:
        if not text:
            return
        if one.type in {FieldType.QUANTITY, FieldType.MONEY, FieldType.READING, FieldType.INTEGER}:
            try:
                target[one.name] = numbers.to_integer(text, numbers.decimals_of(self.state, one, values, row))
            except numbers.NotANumber as bad:
                form.mark(name, self.words.problem(bad.problem))
        elif one.type is FieldType.REFS:
            target[one.name] = [part for part in text.replace(",", " ").replace("，", " ").split() if part]
        elif one.type is FieldType.REF and one.kind != "USER":
            target[one.name] = text if self.state.exists(one.kind, text) else text.upper()
        else:
            target[one.name] = text

    def _grid(self, one: Field, rows: list[tuple[list[Control], str]]) -> Grid:
        headings = tuple(
            (self.words.label(column.name, self.spec.name), column.type.value in FIGURES) for column in one.columns
        )
        return Grid(one.name, self.words.label(one.name, self.spec.name), headings, rows)

    def _row(
        self, one: Field, number: int, row: Mapping[str, Any], values: Mapping[str, str]
    ) -> tuple[list[Control], str]:
        controls = []
        for column in one.columns:
            value = row.get(column.name, "")
            if isinstance(value, int):
                value = numbers.to_text(value, numbers.decimals_of(self.state, column, values, row))
            controls.append(self._control(column, f"{one.name}-{number}-{column.name}", value))
        return controls, self._about_row(row)

    def _about_row(self, row: Mapping[str, Any]) -> str:
        rule = row.get("_characteristic")
        if rule is not None:
            name = rule["name_zh" if self.words.is_chinese else "name_en"]
            low, high = (decimal_text(rule[limit], rule["decimals"]) for limit in ("low", "high"))
            return f"{name} {low} – {high} {rule['unit']}"
        criterion = row.get("_criterion")
        if criterion is not None:
            language = "zh" if self.words.is_chinese else "en"
            return self.words.told(criterion[f"name_{language}"], criterion[f"text_{language}"])
        if "_item" not in row:
            return str(row.get("_note", ""))
        item = row["_item"]
        quantity = f" · {self.words.quantity(item, row['_quantity'])}" if "_quantity" in row else ""
        return f"{item} {self.words.name_of('ITEM', item)}{quantity}"

    def _control(self, one: Field, name: str, value: str) -> Control:
        label = self.words.label(one.name, self.spec.name)
        options = tuple((choice, self.words.choice(one.name, choice)) for choice in one.choices)
        return Control(name, label, one.type.value, value, one.required, options, self._suggestions(one))

    def _suggestions(self, one: Field) -> tuple[tuple[str, str], ...]:
        """What a reference may mean: suppliers and users by name, documents of this attempt by number."""
        if one.name == ADDRESSEE and not one.kind:
            return tuple(
                (number, self.words.name_of(kind, number)) for kind in SENDERS for number in self.state.masters(kind)
            )
        if one.kind in LISTED:
            return tuple((number, self.words.name_of(one.kind, number)) for number in self.state.masters(one.kind))
        own = self.state.own_documents(one.kind) if one.kind else ()
        return tuple((body["id"], self.words.status(one.kind, body["status"])) for body in own)
