"""Checks the shape of a command's arguments before any rule looks at their meaning."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.engine.clock import is_date
from scenarios.engine.reads import Reads
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import CommandSpec, Field, FieldType
from scenarios.engine.values import Refusal

TEXT_LIMIT = 2000
CODE_LIMIT = 40
LINE_LIMIT = 50
ENVELOPE = ("override_reason", "signature")


def checked_arguments(state: Reads, spec: CommandSpec, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with the absent left out; refuses the unknown, the missing and the ill-formed."""
    if not isinstance(given, Mapping):
        raise _invalid("", "not_a_form")
    return _checked(state, spec.fields, given, prefix="", extra=ENVELOPE)


def _checked(
    state: Reads, fields: tuple[Field, ...], given: Mapping[str, Any], *, prefix: str, extra: tuple[str, ...] = ()
) -> dict[str, Any]:
    known = {field.name for field in fields} | set(extra)
    for name in given:
        if name not in known:
            raise _invalid(f"{prefix}{name}"[:CODE_LIMIT], "unknown")
    clean: dict[str, Any] = {}
    for field in fields:
        value = given.get(field.name)
        if value is None or value in ("", [], {}):
            if field.required:
                code = "REASON_REQUIRED" if field.name == "reason" else "INPUT_INVALID"
                raise _invalid(f"{prefix}{field.name}", "missing", code=code)
            continue
        clean[field.name] = CHECKS[field.type](state, field, value, f"{prefix}{field.name}")
    return clean


def _invalid(field: str, problem: str, *, code: str = "INPUT_INVALID") -> Refused:
    return Refused(Refusal(code=code, args={"field": field, "problem": problem}))


def _text(limit: int) -> Callable[[Reads, Field, Any, str], str]:
    def check(_state: Reads, _field: Field, value: Any, name: str) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > limit:
            raise _invalid(name, "text")
        return value.strip()

    return check


def _integer(_state: Reads, field: Field, value: Any, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not field.minimum <= value <= field.maximum:
        raise _invalid(name, "number")
    return value


def _positive(state: Reads, field: Field, value: Any, name: str) -> int:
    number = _integer(state, field, value, name)
    if number < 1:
        raise _invalid(name, "number")
    return number


def _reading(_state: Reads, _field: Field, value: Any, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**9:
        raise _invalid(name, "number")
    return value


def _choice(_state: Reads, field: Field, value: Any, name: str) -> str:
    if not isinstance(value, str) or value not in field.choices:
        raise _invalid(name, "choice")
    return value


def _date(_state: Reads, _field: Field, value: Any, name: str) -> str:
    if not isinstance(value, str) or not is_date(value):
        raise _invalid(name, "date")
    return value


def _reference(state: Reads, field: Field, value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _invalid(name, "text")
    if field.kind and not state.exists(field.kind, value):
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": field.kind, "id": value[:CODE_LIMIT]}))
    return value


def _references(state: Reads, field: Field, value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > LINE_LIMIT:
        raise _invalid(name, "lines")
    numbers = tuple(_reference(state, field, number, name) for number in value)
    if len(set(numbers)) != len(numbers):
        raise _invalid(name, "twice")
    return numbers


def _lines(state: Reads, field: Field, value: Any, name: str) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list | tuple) or len(value) > LINE_LIMIT:
        raise _invalid(name, "lines")
    if not all(isinstance(line, Mapping) for line in value):
        raise _invalid(name, "lines")
    return tuple(
        _checked(state, field.columns, line, prefix=f"{name}[{number}].") for number, line in enumerate(value, start=1)
    )


def _mapping(_state: Reads, _field: Field, value: Any, name: str) -> dict[str, str]:
    if not isinstance(value, Mapping) or len(value) > LINE_LIMIT:
        raise _invalid(name, "mapping")
    if not all(
        isinstance(key, str) and isinstance(text, str) and len(text) <= TEXT_LIMIT for key, text in value.items()
    ):
        raise _invalid(name, "mapping")
    return dict(value)


CHECKS: Mapping[FieldType, Callable[[Reads, Field, Any, str], Any]] = {
    FieldType.TEXT: _text(TEXT_LIMIT),
    FieldType.CODE: _text(CODE_LIMIT),
    FieldType.REF: _reference,
    FieldType.REFS: _references,
    FieldType.CHOICE: _choice,
    FieldType.QUANTITY: _positive,
    FieldType.MONEY: _integer,
    FieldType.READING: _reading,
    FieldType.INTEGER: _integer,
    FieldType.DATE: _date,
    FieldType.LINES: _lines,
    FieldType.MAPPING: _mapping,
}
