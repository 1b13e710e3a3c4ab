"""Lines of purchase and sales orders: how they are entered, numbered, found and changed; no command of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType
from scenarios.engine.transaction import Body
from scenarios.engine.values import Refusal

STEP = 10
"""Lines are numbered in tens, as people expect of an order."""


def priced_lines(*more: Field) -> Field:
    """The grid of a new order: item, quantity and price, and what this kind of order wants besides."""
    price = Field("price", FieldType.MONEY, minimum=1)
    item, quantity = Field("item", FieldType.REF, kind="ITEM"), Field("quantity", FieldType.QUANTITY, item_from="item")
    return Field("lines", FieldType.LINES, columns=(item, quantity, price, *more))


def line_changes(*more: Field) -> tuple[Field, ...]:
    """The fields of a changed line: its number, and whatever of it becomes another."""
    quantity = Field("quantity", FieldType.QUANTITY, required=False, item_from="line")
    return Field("line", FieldType.CODE), quantity, Field("price", FieldType.MONEY, required=False, minimum=1), *more


def numbered(lines: Sequence[Mapping[str, Any]], fresh: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """New lines under their numbers, each with the counts at which it begins."""
    return {str(STEP * place): {**line, **fresh} for place, line in enumerate(lines, start=1)}


def line_of(kind: str, order: Body, number: str) -> dict[str, Any]:
    """A line of an order; refuses a number that the order does not have."""
    line = order["lines"].get(number)
    if line is None:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": kind, "id": f"{order['id']}/{number}"[:40]}))
    return dict(line)
