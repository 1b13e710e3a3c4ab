"""From staged rows to loaded rows: corrections laid over the source, the mapping applied, every rule checked.

A table is a staged legacy export: columns, rows, the fields wanted (`targets`) with their rules, allowed codes, a given
mapping. A plan is what people decided about it. Nothing stops at the first fault: all of them are gathered.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from scenarios.migration.identifiers import is_valid_gtin, is_valid_uscc
from scenarios.migration.script import is_selected, with_quantity
from scenarios.migration.transforms import Fault, Step, applied, decimal_of, is_day

Table = Mapping[str, Any]
Row = Mapping[str, str]
LEFT_OUT = frozenset({"drop", "archive"})
"""Decisions about a row that keep it out of the load."""


@dataclass(frozen=True)
class Plan:
    """What was decided about a table: the mapping, corrected cells, what becomes of single rows, the script's parameters."""

    mapping: Mapping[str, Step] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RowFault:
    """One line of the error log: the row, the field, why, and the value met."""

    row: str
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True)
class Prepared:
    """The rows that would load, those left out on purpose, and the error log of the rest."""

    rows: Mapping[str, Row]
    left_out: tuple[str, ...]
    faults: tuple[RowFault, ...]

    @property
    def rejected(self) -> tuple[str, ...]:
        """The rows that would not load, in file order."""
        return tuple(dict.fromkeys(fault.row for fault in self.faults))


def given_mapping(table: Table) -> dict[str, Step]:
    """The mapping that comes with a table; a target without one keeps the column of its own name."""
    given = {name: Step(*parts) for name, parts in table.get("steps", {}).items()}
    columns = {column["id"] for column in table["columns"]}
    plain = {one["id"]: Step(one["id"]) for one in table["targets"] if one["id"] in columns}
    return given if table.get("to_be_mapped") else plain | given


def mapping_of(table: Table, plan: Plan) -> dict[str, Step]:
    """The mapping in force: the given one with the plan's laid over it."""
    return given_mapping(table) | dict(plan.mapping)


def source_rows(table: Table, plan: Plan) -> dict[str, dict[str, str]]:
    """The staged rows with the corrections laid over them, and what a script has worked out."""
    rows = {number: {**row, **plan.corrections.get(number, {})} for number, row in table["rows"].items()}
    script = table.get("script")
    if script is None:
        return rows
    return {number: with_quantity(script, plan.parameters, row) for number, row in rows.items()}


def _stays_out(table: Table, plan: Plan, number: str, row: Row) -> bool:
    decision = plan.decisions.get(number)
    if decision is not None:
        return decision in LEFT_OUT
    script = table.get("script")
    return script is not None and not is_selected(script, plan.parameters, row)


KEPT = 6
"""So many results are remembered: a batch is checked, tried and loaded under one plan, one after the other."""
_kept: OrderedDict[tuple[int, str], tuple[Table, Prepared]] = OrderedDict()
_lock = Lock()


def prepared(table: Table, plan: Plan) -> Prepared:
    """Apply a plan to a table; the same table and plan give the same rows and faults, always.

    Tables are never changed once made, so a result may be remembered by the table itself and what the plan says.
    """
    key = (id(table), repr(plan))
    with _lock:
        known = _kept.get(key)
        if known is not None and known[0] is table:
            _kept.move_to_end(key)
            return known[1]
    found = _prepared(table, plan)
    with _lock:
        _kept[key] = (table, found)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _prepared(table: Table, plan: Plan) -> Prepared:
    steps = mapping_of(table, plan)
    sources = source_rows(table, plan)
    left_out = tuple(number for number, source in sources.items() if _stays_out(table, plan, number, source))
    out = frozenset(left_out)
    faults: list[RowFault] = []
    rows: dict[str, dict[str, str]] = {}
    for number, source in sources.items():
        if number in out:
            continue
        target, found = _mapped(table, steps, number, source)
        rows[number] = target
        faults += found
    faults += _repeated(table, rows)
    bad = {fault.row for fault in faults}
    return Prepared({number: row for number, row in rows.items() if number not in bad}, left_out, tuple(faults))


def _mapped(table: Table, steps: Mapping[str, Step], number: str, source: Row) -> tuple[dict[str, str], list[RowFault]]:
    target: dict[str, str] = {}
    faults: list[RowFault] = []
    for one in table["targets"]:
        name = one["id"]
        step = steps.get(name)
        result = applied(step, source) if step is not None else ""
        if isinstance(result, Fault):
            faults.append(RowFault(number, name, result.code, result.value))
            continue
        target[name] = result
        faults += [
            RowFault(number, name, code, result)
            for rule in one.get("rules", ())
            if (code := _broken(table, rule, result, target))
        ]
    return target, faults


def _broken(table: Table, rule: str, value: str, target: Row) -> str:
    """The fault code of a rule that a value breaks, or nothing; an empty value breaks only `required` rules."""
    name, _, operand = rule.partition(":")
    if name == "required":
        return "" if value.strip() else "MISSING"
    if name == "required_for":
        kinds = table["codes"][operand]
        return "MISSING" if not value.strip() and target.get(kinds["field"]) in kinds["values"] else ""
    if name == "code":
        return "" if not value or value in table["codes"][operand] else "UNKNOWN_CODE"
    check = CHECKS.get(name)
    return name.upper() if value and check is not None and not check(value) else ""


def _repeated(table: Table, rows: Mapping[str, Row]) -> list[RowFault]:
    """A fault for each row that repeats a value which must be the only one of its kind."""
    faults: list[RowFault] = []
    for one in table["targets"]:
        if "unique" not in one.get("rules", ()):
            continue
        counts = Counter(row.get(one["id"], "") for row in rows.values())
        faults += [
            RowFault(number, one["id"], "REPEATED", row[one["id"]])
            for number, row in rows.items()
            if row.get(one["id"]) and counts[row[one["id"]]] > 1
        ]
    return faults


def _is_number(value: str) -> bool:
    return decimal_of(value) is not None


def _is_positive(value: str) -> bool:
    number = decimal_of(value)
    return number is not None and number > 0


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "number": _is_number,
    "positive": _is_positive,
    "date": is_day,
    "gtin": is_valid_gtin,
    "uscc": is_valid_uscc,
}
"""Rules by name; a fault carries the rule's name in capitals."""
RULES = frozenset({*CHECKS, "required", "required_for", "code", "unique"})
FAULTS = (
    "MISSING UNKNOWN_CODE REPEATED NUMBER POSITIVE DATE GTIN USCC NOT_IN_TABLE NOT_A_DATE NOT_A_NUMBER NO_FACTOR "
    "BAD_ARGUMENT NO_SUCH_PART UNKNOWN_TRANSFORM"
)
"""Every code an error log may hold; each has its sentence in the label pack."""
