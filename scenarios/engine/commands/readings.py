"""Readings as people write them down: which characteristic, what value, at what moment; no command of its own."""

from scenarios.engine.clock import FORMAT, moment
from scenarios.engine.quantities import decimal_text
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

COLUMNS = (Field("characteristic", FieldType.CODE), Field("value", FieldType.READING, item_from="characteristic"))


def readings(name: str) -> Field:
    """The grid in which readings are entered."""
    return Field(name, FieldType.LINES, columns=COLUMNS)


def reading_text(rule: Body, value: int) -> str:
    """A reading with its unit, in the characteristic's decimals."""
    return f"{decimal_text(value, rule['decimals'])} {rule['unit']}"


def past_moment(tx: Transaction, field: str, given: str) -> str:
    """A moment that somebody states; refuses one that is none, or that has not come yet."""
    if len(given) != len(tx.state.clock) or not _is_moment(given) or given > tx.state.clock:
        raise Refused(Refusal(code="INPUT_INVALID", args={"field": field, "problem": "date"}))
    return given


def _is_moment(text: str) -> bool:
    try:
        return moment(text).strftime(FORMAT) == text
    except ValueError:
        return False


def unknown_characteristic(field: str) -> Refused:
    """What is raised when a reading names a characteristic that nobody asked for."""
    return Refused(Refusal(code="INPUT_INVALID", args={"field": field, "problem": "characteristic"}))
