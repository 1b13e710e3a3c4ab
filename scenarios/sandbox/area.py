"""What one area adds to the sandbox's screens: columns, facts, worklist sections, and how its fields are worded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scenarios.engine.api import State

Body = Mapping[str, Any]
Known = Mapping[str, str]
Row = dict[str, Any]
Work = tuple[str, Callable[[Body], bool]]


@dataclass(frozen=True)
class Screen:
    """One kind's list columns, head facts, and line columns (of the field that holds its lines).

    `more` names further fields that hold rows, each with its columns: they stand as tables of their own below.
    """

    columns: tuple[str, ...]
    head: tuple[str, ...]
    lines: str = ""
    line_columns: tuple[str, ...] = ()
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ScreenArea:
    """One area's part. Labels are not here: they stand in the label pack, `labels/generic/<area>.json`.

    `look_ups` are kinds that the menu offers; `work` names for each command that works something off the kind of document
    and when one waits. `money`, `quantities`, `people` and `choices` are names of fields that are worded as such; `links`
    name the kind that a field's number leads to; `long_texts` want several lines in a form; `tones` give a status its
    colour; `named` are master kinds with `name_zh` and `name_en`, `listed` those offered by name in forms;
    `choice_lists` are fields that hold several options of another field. `form_known` and `form_rows` say, by
    command, what a form knows when it opens; `reading_rules` find the rule (code, limits, decimals) of a reading.
    `unseen` are fields that belong to the simulation: no change log shows them. `by_number` are kinds that are worked through
    in the order of their numbers; of the others the newest stand first.
    """

    screens: Mapping[str, Screen] = field(default_factory=dict)
    look_ups: tuple[str, ...] = ()
    work: Mapping[str, Work] = field(default_factory=dict)
    money: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    long_texts: tuple[str, ...] = ()
    tones: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    choice_lists: Mapping[str, str] = field(default_factory=dict)
    form_known: Mapping[str, Callable[[State, Known], Known]] = field(default_factory=dict)
    form_rows: Mapping[str, Callable[[State, Known], list[Row]]] = field(default_factory=dict)
    reading_rules: tuple[Callable[[State, Mapping[str, Any], Mapping[str, Any]], Body | None], ...] = ()
    unseen: tuple[str, ...] = ()
    by_number: tuple[str, ...] = ()


def names(text: str) -> tuple[str, ...]:
    """Field names written one after another."""
    return tuple(text.split())


def status(*wanted: str) -> Callable[[Body], bool]:
    """Whether a document stands in one of these states."""
    return lambda body: body["status"] in wanted


def tones(**by_tone: str) -> dict[str, str]:
    """Statuses by colour, written as `go="posted released", stop="rejected"`."""
    return {name: tone for tone, text in by_tone.items() for name in text.split()}
