"""Portion: what one attempt sees of the dataset. Rows may be left out, planted cells may hold other figures; truths may not.

`without` names a staged table, a kind of document or a plain part, each with the fields of the rows that are not there;
`instead` names one of these (a document as `SO:30000590`) with dotted paths and what stands there; `renumber` gives
documents of a kind each other's numbers, last of all. The truth behind a staged table is never written: it is narrowed to
the rows that are left, and the control figures follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from scenarios.engine.api import Dataset
from scenarios.engine.dataset import PartMaker
from scenarios.engine.staging import TABLES
from scenarios.grading.patterns import agrees, values_at
from scenarios.grading.reading import Plain
from scenarios.grading.scenario import Portion
from scenarios.migration.api import controls_of

Rows = Mapping[str, Any]
Parts = dict[str, PartMaker]
SEALED = ("stage-", "truth-")
"""Parts that are reached by the name of their table only, so that a table and its truth stay together."""


class PortionError(Exception):
    """A portion names what the dataset does not have, or changes nothing: the scenario's author has to look again."""


def portion_of(dataset: Dataset, portion: Portion) -> Dataset:
    """The dataset as one attempt sees it; the dataset itself where nothing is left out or changed."""
    without, instead, renumber = (_table(one) for one in (portion.without, portion.instead, portion.renumber))
    if not without and not instead and not renumber:
        return dataset
    return dataset.portion(
        repr((without, instead, renumber)),
        lambda whole: _renumbered(_changed(_narrowed(whole, without), instead), renumber),
    )


def _table(value: Plain) -> dict[str, Plain]:
    if value is not None and not isinstance(value, dict):
        raise PortionError(f"{value} is no table")
    return value or {}


def _narrowed(dataset: Dataset, without: Mapping[str, Plain]) -> Dataset:
    documents, parts = dict(dataset.content["documents"]), dict(dataset.parts)
    for name, where in without.items():
        if name in TABLES:
            kept, truth = _staged(dataset, name, where)
            parts |= {f"stage-{name.lower()}": _always(kept), f"truth-{name.lower()}": _always(truth)}
        elif name in documents:
            documents[name] = _left(name, documents[name], where)
        else:
            parts[name] = _always(_left(name, _plain_part(dataset, name), where))
    return dataset.with_rows({**dataset.content, "documents": documents}, parts)


def _changed(dataset: Dataset, instead: Mapping[str, Plain]) -> Dataset:
    documents, parts = dict(dataset.content["documents"]), dict(dataset.parts)
    for name, cells in instead.items():
        kind, _, number = name.partition(":")
        if number:
            if number not in documents.get(kind, {}):
                raise PortionError(f"there is no {name}")
            documents[kind] = {**documents[kind], number: _with_cells(name, documents[kind][number], cells)}
        elif name in TABLES:
            part = f"stage-{name.lower()}"
            parts[part] = _always(_with_cells(name, dataset.part(part), cells))
        else:
            parts[name] = _always(_with_cells(name, _plain_part(dataset, name), cells))
    return dataset.with_rows({**dataset.content, "documents": documents}, parts)


def _renumbered(dataset: Dataset, renumber: Mapping[str, Plain]) -> Dataset:
    """Who names these documents elsewhere would name another one: a kind that others refer to keeps its numbers."""
    documents = dict(dataset.content["documents"])
    for kind, numbers in renumber.items():
        rows = documents.get(kind, {})
        changed = numbers if isinstance(numbers, dict) else {}
        if not changed or set(changed) != set(map(str, changed.values())) or not set(changed) <= set(rows):
            raise PortionError(f"the numbers of {kind} are not exchanged among each other: {numbers}")
        if any(reference in dataset.flow for reference in (f"{kind}:{number}" for number in changed)):
            raise PortionError(f"other documents refer to {kind}")
        taken = {str(changed.get(number, number)): row for number, row in rows.items()}
        documents[kind] = {number: {**taken[number], "id": number} for number in rows}
    return dataset.with_rows({**dataset.content, "documents": documents}, dataset.parts)


def _always(part: Rows) -> Callable[[], Rows]:
    return lambda: part


def _plain_part(dataset: Dataset, name: str) -> Rows:
    if name not in dataset.parts or name.startswith(SEALED):
        raise PortionError(f"{name} is neither a staged table, a kind of document nor a part that may change")
    return dataset.part(name)


def _fits(row: Rows, where: Plain) -> bool:
    wanted = where if isinstance(where, dict) else {}
    return bool(wanted) and all(
        any(agrees(value, one) for value in values_at(row, path)) for path, one in wanted.items()
    )


def _left(name: str, rows: Rows, where: Plain) -> dict[str, Any]:
    left = {number: row for number, row in rows.items() if not _fits(row, where)}
    if len(left) in {0, len(rows)}:
        raise PortionError(f"of {len(rows)} rows of {name} {len(left)} are left by {where}")
    return left


def _staged(dataset: Dataset, name: str, where: Plain) -> tuple[Rows, Rows]:
    """A staged table without some rows, its truth without theirs, and the control figures of what is left."""
    table, truth = (dataset.part(f"{side}-{name.lower()}") for side in ("stage", "truth"))
    rows = _left(name, table["rows"], where)
    gone = {_truth_key(table, truth, number, row) for number, row in table["rows"].items() if number not in rows}
    gone -= {_truth_key(table, truth, number, row) for number, row in rows.items()}
    narrowed = _true_rows(truth, gone)
    kept = {**table, "rows": rows}
    if "controls" in table:
        kept["controls"] = controls_of(narrowed["rows"].values(), table["measures"])
    return kept, narrowed


def _truth_key(table: Rows, truth: Rows, number: str, row: Rows) -> str:
    """What the truth calls a row: its number in a sheet, its business key, as the mapping spells it, in a load."""
    steps = table.get("steps", {})
    sources = [steps[name][0] if name in steps else name for name in truth.get("key", ())]
    return "|".join(str(row[source]).strip() for source in sources) if sources else number


def _true_rows(truth: Rows, gone: Collection[str]) -> Rows:
    kept = {name: _without(part, gone) if name != "key" else part for name, part in truth.items()}
    if "entities" in truth:
        there = set(kept["entities"].values())
        strangers = set(truth["entities"].values()) - there
        kept["disputed"] = {name: _without(ones, strangers) for name, ones in truth["disputed"].items()}
        kept["fields"] = _without(truth["fields"], strangers)
    return kept


def _without(part: Any, gone: Collection[str]) -> Any:
    if isinstance(part, Mapping):
        return {name: value for name, value in part.items() if name not in gone}
    return [name for name in part if name not in gone]


def _with_cells(name: str, thing: Rows, cells: Plain) -> Rows:
    if not isinstance(cells, dict):
        raise PortionError(f"{name} wants paths with what stands there")
    for path, value in cells.items():
        thing = _with_cell(f"{name} {path}", thing, path.split("."), value)
    return thing


def _with_cell(where: str, thing: Any, path: list[str], value: Plain) -> dict[str, Any]:
    """A copy with one cell changed; nothing in its place takes the cell away. Only a whole row or step may be new."""
    key, *rest = path
    is_new_row = not rest and isinstance(value, dict | list) and isinstance(thing, Mapping)
    if not isinstance(thing, Mapping) or (key not in thing and not is_new_row):
        raise PortionError(f"there is no {where}")
    if isinstance(value, Decimal):
        raise PortionError(f"{where} is {value}: money stands in cents, quantities in the item's decimals")
    if not rest and value is None:
        return {name: part for name, part in thing.items() if name != key}
    if not rest and thing.get(key) == value:
        raise PortionError(f"{where} is {value} already")
    return {**thing, key: value if not rest else _with_cell(where, thing[key], rest, value)}
