"""Numbers as people type them (1,000.5) into the integers that the engine counts in, and back."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from scenarios.engine.api import Field, FieldType, State
from scenarios.sandbox.areas import READING_RULES

MONEY_DECIMALS = 2
SHORTEST_DIGITS = 15


class NotANumber(Exception):  # noqa: N818 - becomes a sentence beside the field
    """The text is no number, or has more decimals than its unit; `problem` names which."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def to_integer(text: str, decimals: int) -> int:
    """`1,000.5` with one decimal is 10005; refuses what is no number or too fine."""
    plain = text.strip().replace(",", "").replace("，", "").replace(" ", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise NotANumber("number") from None
    if not value.is_finite() or len(plain) > SHORTEST_DIGITS:
        raise NotANumber("number")
    scaled = value.scaleb(decimals)
    if scaled != scaled.to_integral_value():
        raise NotANumber("decimals")
    return int(scaled)


def to_text(value: int, decimals: int) -> str:
    """The integer as one types it, without grouping."""
    return f"{Decimal(value).scaleb(-decimals):f}"


def decimals_of(state: State, field: Field, values: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    """How many decimals a field's number has here; nought where that cannot be known yet."""
    if field.type is FieldType.MONEY:
        return MONEY_DECIMALS
    if field.type is FieldType.READING:
        return _reading_decimals(state, values, row)
    if field.type is FieldType.QUANTITY:
        item = state.master("ITEM", str(item_of(state, field, values, row)))
        return int(item["decimals"]) if item else 0
    return 0


def item_of(state: State, field: Field, values: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The item that a quantity counts: named beside it, or standing on the document's line."""
    if field.item_from == "item":
        return str(row.get("item") or values.get("item") or "")
    number = str(row.get("line") or values.get("line") or "")
    invoice = state.document("IV", str(values.get("iv", "")))
    order = invoice["po"] if invoice else str(values.get("po", ""))
    for kind, name in (("PO", order), ("GR", str(values.get("gr", "")))):
        body = state.document(kind, name)
        if body is not None and number in body["lines"]:
            return str(body["lines"][number]["item"])
    return ""


def _reading_decimals(state: State, values: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    for rule_of in READING_RULES:
        rule = rule_of(state, values, row)
        if rule is not None:
            return int(rule["decimals"])
    inspection = state.document("QI", str(values.get("qi", ""))) or {"characteristics": ()}
    found = [one["decimals"] for one in inspection["characteristics"] if one["code"] == row.get("characteristic")]
    return int(found[0]) if found else 0
