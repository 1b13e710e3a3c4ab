"""What a command's form already knows when it opens: what follows from the document it was opened from."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.engine.api import CommandSpec, FieldType, State
from scenarios.sandbox.areas import FORM_KNOWN, FORM_ROWS

Given = dict[str, str]
Row = dict[str, Any]
Body = Mapping[str, Any]


def completed(state: State, spec: CommandSpec, given: Mapping[str, str]) -> Given:
    """The values handed over, and those that follow from them (the receipt of a nonconformance, the order's contract)."""
    known = dict(given)
    names = {field.name for field in spec.fields}
    report = state.document("NCR", known.get("ncr", ""))
    if report is not None and {"gr", "line"} <= names:
        inspection = state.document("QI", report["qi"]) or {}
        known |= {"gr": inspection.get("gr", ""), "line": inspection.get("gr_line", "")}
    if spec.name in FORM_KNOWN:
        known |= {name: value for name, value in FORM_KNOWN[spec.name](state, known).items() if value}
    return {name: value for name, value in known.items() if name in names}


def rows(state: State, spec: CommandSpec, given: Mapping[str, str]) -> list[Row]:
    """The lines a grid opens with: keys filled in, amounts left to be typed from paper or gauge; and words beside."""
    if spec.name in FORM_ROWS:
        return FORM_ROWS[spec.name](state, given)
    for name, maker in MAKERS.items():
        body = state.document(name.upper(), given.get(name, ""))
        if body is not None and any(field.type is FieldType.LINES for field in spec.fields):
            return maker(state, body)
    return []


def _order_rows(_state: State, order: Body) -> list[Row]:
    return [
        {"line": number, "_item": line["item"], "_quantity": line["quantity"]}
        for number, line in order["lines"].items()
    ]


def _invoice_rows(state: State, invoice: Body) -> list[Row]:
    order = state.document("PO", invoice["po"]) or {"lines": {}}
    return [
        {"line": number, "_item": order["lines"][number]["item"], "_quantity": line["quantity"]}
        for number, line in invoice["lines"].items()
    ]


def _inspection_rows(_state: State, inspection: Body) -> list[Row]:
    return [{"characteristic": row["code"], "_characteristic": row} for row in inspection["characteristics"]]


def _requisition_rows(_state: State, requisition: Body) -> list[Row]:
    wanted = {"item": requisition["item"], "quantity": requisition["quantity"], "delivery_date": requisition["need_by"]}
    return [{**wanted, "_item": requisition["item"]}]


def _sales_rows(_state: State, order: Body) -> list[Row]:
    waiting = {number: line["quantity"] - line["delivered"] for number, line in order["lines"].items()}
    return [
        {"line": number, "_item": order["lines"][number]["item"], "_quantity": quantity}
        for number, quantity in waiting.items()
        if quantity > 0
    ]


MAKERS: Mapping[str, Callable[[State, Body], list[Row]]] = {
    "qi": _inspection_rows,
    "iv": _invoice_rows,
    "po": _order_rows,
    "pr": _requisition_rows,
    "so": _sales_rows,
}
"""By the argument that names the document; the first that the form has been given wins."""
