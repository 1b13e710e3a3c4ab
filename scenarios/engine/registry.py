"""What commands exist: their names, screen codes, fields and rules, declared beside the function that decides them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.engine.transaction import Transaction


class FieldType(StrEnum):
    """How a field is checked, and which control a form gives it."""

    TEXT = "text"
    CODE = "code"
    REF = "ref"
    REFS = "refs"
    CHOICE = "choice"
    QUANTITY = "quantity"
    MONEY = "money"
    READING = "reading"
    INTEGER = "integer"
    DATE = "date"
    LINES = "lines"
    MAPPING = "mapping"


@dataclass(frozen=True)
class Field:
    """One argument of a command. Its label is `field.<command>.<name>`, else `field.<name>`, in the label pack.

    `kind` is what a reference points to; `columns` are the fields of each line; `item_from` names where a quantity
    finds its item (a sibling column, or `line` for a line of the document in question).
    """

    name: str
    type: FieldType = FieldType.TEXT
    required: bool = True
    kind: str = ""
    choices: tuple[str, ...] = ()
    columns: "tuple[Field, ...]" = ()
    minimum: int = 0
    maximum: int = 10**12
    item_from: str = ""


class Effect(StrEnum):
    """Whether a command changes something, only looks, or belongs to the machinery of a scenario."""

    CHANGE = "change"
    LOOK_UP = "look_up"
    SYSTEM = "system"


@dataclass(frozen=True)
class CommandSpec:
    """A command as the registry, the forms and the permission table know it."""

    name: str
    code: str
    document: str
    fields: tuple[Field, ...]
    decide: "Callable[[Transaction], None]"
    effect: Effect = Effect.CHANGE
    meaning: str = ""
    competence: str = ""
    for_everybody: bool = False

    @property
    def needs_signature(self) -> bool:
        """Whether the command must carry an electronic signature."""
        return bool(self.meaning)

    @property
    def subject(self) -> Field | None:
        """The field that names the document acted on, if the first field is a reference."""
        first = self.fields[0] if self.fields else None
        return first if first is not None and first.type is FieldType.REF else None


_SPECS: dict[str, CommandSpec] = {}


def command(
    name: str,
    *,
    code: str,
    document: str,
    fields: tuple[Field, ...],
    effect: Effect = Effect.CHANGE,
    meaning: str = "",
    competence: str = "",
    for_everybody: bool = False,
) -> "Callable[[Callable[[Transaction], None]], Callable[[Transaction], None]]":
    """Declare the decorated function as the decision of a command."""

    def declare(decide: "Callable[[Transaction], None]") -> "Callable[[Transaction], None]":
        assert name not in _SPECS, name
        _SPECS[name] = CommandSpec(
            name=name,
            code=code,
            document=document,
            fields=fields,
            decide=decide,
            effect=effect,
            meaning=meaning,
            competence=competence,
            for_everybody=for_everybody,
        )
        return decide

    return declare


def declared() -> Mapping[str, CommandSpec]:
    """The commands declared so far; ask engine.command_specs, which first loads all of them."""
    return _SPECS
