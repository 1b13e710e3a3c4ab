"""How the sandbox's values read on a screen: labels, names, quantities with units, and sentences of refusals."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.api import Refusal, State
from scenarios.engine.quantities import decimal_text, money_text
from scenarios.labels.filling import filled
from scenarios.labels.pack import LabelPack, label_pack
from scenarios.sandbox.areas import CHOICE_LISTS, CHOICES, LINKS, MONEY, NAMED, PEOPLE, QUANTITIES

SENDERS = ("USER", "VENDOR", "CUSTOMER")
"""Who a letter or a hat may stand for."""
NAMED_AFTER = {"PLAN": "ITEM"}
"""Kinds that bear another kind's numbers, and so its names."""
NAMES_OF = {"by": "USER", "for": "USER", "role": "ROLE"}
"""Keys of a kept approval whose values are numbers of masters with names."""
CODES_APART = ", "
LISTED_CODES = re.compile(r"\S+(?:, \S+)+$")
"""What the engine names in a refusal, one after another: codes without blanks; a sentence somebody wrote stays as it is."""
UNITS = {"KGM": "kg", "MTR": "m", "LTR": "l"}
"""How people write the units that the books hold by their code."""


@dataclass(frozen=True)
class Shown:
    """A value as a cell shows it: its text, what stands beside it, the object it leads to, and the rows folded beneath."""

    text: str
    beside: str = ""
    kind: str = ""
    number: str = ""
    is_figure: bool = False
    folded: tuple[str, ...] = ()


class Words:
    """Says everything of one state in one language, through one label pack."""

    def __init__(self, state: State, language: str, pack: LabelPack | None = None) -> None:
        self.state = state
        self.language = language
        self.pack = pack or label_pack()

    @property
    def is_chinese(self) -> bool:
        """Whether it speaks Chinese."""
        return self.language.startswith("zh")

    def listed(self, parts: Iterable[str]) -> str:
        """Things one after another, with the comma of the language."""
        return ("、" if self.is_chinese else ", ").join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Facts one after another, with the semicolon of the language."""
        return ("；" if self.is_chinese else "; ").join(parts)

    def told(self, name: str, fact: str) -> str:
        """A name and what is so of it, with the colon of the language."""
        return f"{name}：{fact}" if self.is_chinese else f"{name}: {fact}"

    def bracketed(self, name: str, number: str) -> str:
        """A name with its number, in the brackets of the language."""
        return f"{name}（{number}）" if self.is_chinese else f"{name} ({number})"

    def _say(self, key: str, *fallbacks: str) -> str:
        return self.pack.say(key, self.language, *fallbacks)

    def say(self, key: str) -> str:
        """Any word of the pack."""
        return self._say(key)

    def entity(self, kind: str) -> str:
        """What a kind of document or master record is called."""
        return self._say(f"entity.{kind}")

    def command(self, name: str) -> str:
        """What a command is called."""
        return self._say(f"command.{name}")

    def report(self, name: str) -> str:
        """What a report is called."""
        return self._say(f"report.{name}")

    def status(self, kind: str, status: str) -> str:
        """What a status is called."""
        return self._say(f"status.{kind}.{status}")

    def label(self, field: str, of: str = "") -> str:
        """The name of a field, of one command or kind if it has one of its own there."""
        return self._say(f"field.{of}.{field}", f"field.{field}")

    def choice(self, field: str, value: str) -> str:
        """The name of one option of a field."""
        return self._say(f"choice.{field}.{value}", f"status.{field}.{value}")

    def work(self, key: str) -> str:
        """The name of a section of the worklist."""
        return self._say(f"work.{key}")

    def name_of(self, kind: str, number: str) -> str:
        """The name that a master record carries in this language, or nothing."""
        kind = NAMED_AFTER.get(kind, kind)
        body = self.state.master(kind, number) if kind in NAMED else None
        if body is None:
            return ""
        return str(body["name_zh" if self.is_chinese else "name_en"])

    def actor(self, user: str) -> str:
        """Who did something: a user by name, or the sandbox itself."""
        return self._say("actor.system") if user == "system" else self.name_of("USER", user) or user

    def object(self, name: str) -> str:
        """`PO:450…` in words."""
        kind, _, number = name.partition(":")
        if kind == "REPORT":
            return self.report(number)
        return f"{self.entity(kind)} {number}".strip()

    def quantity(self, item: str, value: int, *, with_unit: bool = True) -> str:
        """A quantity in the item's decimals, with its unit."""
        body = self.state.master("ITEM", item)
        if body is None:
            return str(value)
        text = decimal_text(value, body["decimals"])
        return f"{text} {UNITS.get(body['unit'], body['unit'])}" if with_unit else text

    def shown(self, field: str, value: Any, *, kind: str = "", item: str = "") -> Shown:
        """The value of a field as a cell shows it; `item` gives quantities their decimals."""
        if value is None or (isinstance(value, str | tuple | list | dict) and not value):
            return Shown("–")
        if field == "about" and ":" in str(value):
            kind_of, number = str(value).split(":", 1)
            return Shown(self.object(str(value)), "", kind_of, number)
        if field in LINKS and isinstance(value, str):
            target = LINKS[field]
            return Shown(value, self.name_of(target, value), target, value)
        return Shown(self._text(field, value, kind, item), is_figure=field in MONEY or field in QUANTITIES)

    def _text(self, field: str, value: Any, kind: str, item: str) -> str:
        if isinstance(value, bool):
            return self._say("choice.yes" if value else "choice.no")
        if field in MONEY and isinstance(value, int):
            return money_text(value)
        if field in QUANTITIES and isinstance(value, int):
            return self.quantity(item, value, with_unit=False)
        if field == "status":
            return self.status(kind, value)
        if field in PEOPLE and isinstance(value, str):
            name = next((said for kind in SENDERS if (said := self.name_of(kind, value))), "")
            return self.bracketed(name, value) if name else value
        if field in CHOICES and isinstance(value, str):
            return self.choice(field, value)
        if field == "subject" and str(value).startswith("task."):
            return self._say(value)
        return self._plain(field, value)

    def _plain(self, field: str, value: Any) -> str:
        if field == "lots" and isinstance(value, Mapping):
            return self.listed(f"{lot or '–'} × {_counted(held):,}" for lot, held in value.items())
        if isinstance(value, Mapping):
            return self.clauses(
                f"{self._key(field, key)} {self._part(field, key, part)}" for key, part in value.items()
            )
        if isinstance(value, list | tuple):
            return self.listed(
                self.choice(CHOICE_LISTS[field], part) if field in CHOICE_LISTS else self._plain(field, part)
                for part in value
            )
        if isinstance(value, str) and len(value) == len("2026-12-01T09:42") and value[10] == "T":
            return value.replace("T", " ")
        return str(value)

    def _part(self, field: str, key: Any, value: Any) -> str:
        """The value of one entry of a mapping: a person or role by name, a choice where its key is a field of choices."""
        if isinstance(value, str) and key in NAMES_OF:
            return self.name_of(NAMES_OF[key], value) or value
        return self.choice(str(key), value) if key in CHOICES and isinstance(value, str) else self._plain(field, value)

    def _key(self, field: str, key: str) -> str:
        own = f"field.{field}.{key}"
        if self.pack.knows(own):
            return self._say(own)
        return self.label(key) if self.pack.knows(f"field.{key}") else self.name_of("USER", key) or key

    def refusal(self, refusal: Refusal) -> str:
        """The sentence of a refusal, its places filled in words."""
        variants = (f"{refusal.sentence_key}.{name}" for name in refusal.args)
        key = next((name for name in variants if self.pack.knows(name)), refusal.sentence_key)
        return self._filled(key, refusal)

    def remedy(self, refusal: Refusal) -> str:
        """What one can do about a refusal."""
        return self._filled(refusal.remedy_key, refusal)

    def message_number(self, refusal: Refusal, kind: str) -> str:
        """The message's id in the status bar: `GR 021`."""
        label = self.pack.labels.get(refusal.sentence_key, {})
        return f"{kind or 'XX'} {label.get('number', '000')}"

    def fact(self, name: str) -> str:
        """The name of a line on a letter or measuring sheet; scenarios write it in English."""
        label = self.pack.labels.get(f"fact.{name}")
        said = self._say(f"fact.{name}") if label is not None else name
        return said[:1].upper() + said[1:]

    def letter(self, facts: Mapping[str, str]) -> list[tuple[str, str]]:
        """The lines of a letter in the order that papers have; a journal keeps them by the alphabet."""
        places = {key: place for place, key in enumerate(self.pack.labels)}
        ordered = sorted(facts, key=lambda name: places.get(f"fact.{name}", len(places)))
        return [(self.fact(name), self._fact_value(name, facts[name])) for name in ordered]

    def _fact_value(self, name: str, value: str) -> str:
        return self.choice(name, value) if self.pack.knows(f"choice.{name}.{value}") else value

    def problem(self, name: str) -> str:
        """What is wrong with one field."""
        return self._say(f"problem.{name}")

    def _filled(self, key: str, refusal: Refusal) -> str:
        kind = refusal.about.partition(":")[0]
        words = {name: self._argument(name, value, kind) for name, value in refusal.args.items()}
        return filled(self._say(key), words)

    def _argument(self, name: str, value: str, kind: str) -> str:
        if name == "user":
            return self.name_of("USER", value) or value
        if name == "role":
            return self.name_of("ROLE", value) or value
        if name == "roles":
            return self.listed(self.name_of("ROLE", part) or part for part in value.split(", "))
        if name in {"command", "kind"}:
            return self.command(value) if name == "command" else self.entity(value)
        if name == "document" and ":" in value:
            return self.object(value)
        if name in {"status", "required", "wanted"} and self.pack.knows(
            f"status.{kind}.{value.split('|', maxsplit=1)[0]}"
        ):
            return " / ".join(self.status(kind, part) for part in value.split("|"))
        if name == "wanted" and self.pack.knows(f"choice.movement.{value}"):
            return self.choice("movement", value)
        if name == "functions":
            return self.listed(self._option(CHOICE_LISTS[name], part) for part in value.split(", "))
        if name == "field":
            return self.label(value.rsplit(".", 1)[-1])
        if name == "meaning":
            return self._say(f"meaning.{value}")
        if self.pack.knows(f"choice.{name}.{value}"):
            return self.choice(name, value)
        if name in {"stock_type", "disposition"} or (name == "wanted" and len(value) == 1):
            return self.choice("stock_type" if name == "wanted" else name, value)
        return self.listed(value.split(CODES_APART)) if CODES_APART in value and LISTED_CODES.match(value) else value

    def _option(self, field: str, value: str) -> str:
        """An option in words; what is no option of the field is the name of a field that lacks a value."""
        known = self.pack.knows(f"choice.{field}.{value}")
        return self.choice(field, value) if known else self.label(value)


def _counted(held: Any) -> int:
    """How much of a lot: production keeps quantity and value, a delivery the quantity alone."""
    return int(held["quantity"] if isinstance(held, Mapping) else held)
