"""Holds the journal of a play against its path: the same commands with the same arguments, and each look in its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.engine.api import JournalEntry, Outcome
from scenarios.grading.scenario import ScriptedCommand
from tests.scenarios.sandbox.by_hand.looking import LOOKS

Act = tuple[str, str, dict[str, Any]]
ASIDE = frozenset(("hat.switch", "seat.join"))
SHORTEST_WAIT = 30
SUMMED = {"clock.advance": "minutes", "stg.merge": "groups"}
"""Commands that a person gives in several presses what a path gives in one, with the argument that they add up to."""


def acts_of_path(steps: Iterable[ScriptedCommand]) -> list[Act]:
    """What the path asks to be done, looks left out."""
    return _summed((step.user, step.command, plain(step.args)) for step in steps if step.command not in LOOKS)


def acts_of_journal(entries: Iterable[JournalEntry], seats: Iterable[str]) -> list[Act]:
    """What the seats of the drill did, looks left out; posted or refused."""
    mine = [row for row in entries if row.command.seat in set(seats) and row.command.name not in ASIDE]
    done = [row.command for row in mine if row.outcome is not Outcome.LOOKED_UP]
    return _summed((command.user, command.name, plain(command.args)) for command in done)


def looks_missed(steps: Iterable[ScriptedCommand], entries: Iterable[JournalEntry]) -> list[Act]:
    """Looks of the path that the journal lacks, each sought after the one before it."""
    seen = iter([row.command for row in entries if row.outcome is Outcome.LOOKED_UP])
    wanted = (step for step in steps if step.command in LOOKS)
    missed = (step for step in wanted if not any(_is_look(step, command) for command in seen))
    return [(step.user, step.command, plain(step.args)) for step in missed]


def _is_look(step: ScriptedCommand, command: Any) -> bool:
    """Whether a look shows what the path wants to see; a report may be asked for more, or under another name."""
    if (step.user, step.command) != (command.user, command.name):
        return False
    wanted: dict[str, Any] = dict(step.args)
    given: dict[str, Any] = dict(command.args)
    asked = {str(value) for value in wanted.pop("params", {}).values()}
    return asked <= {str(value) for value in given.pop("params", {}).values()} and wanted == given


def _summed(acts: Iterable[Act]) -> list[Act]:
    """Presses of the same kind one after another added up."""
    done: list[Act] = []
    for user, name, args in acts:
        field = SUMMED.get(name, "")
        before = done[-1] if done else ("", "", {})
        rest = {key: value for key, value in args.items() if key != field}
        if field and before[:2] == (user, name) and rest == {k: v for k, v in before[2].items() if k != field}:
            done[-1] = (user, name, plain({**args, field: before[2][field] + args[field]}))
        else:
            done.append((user, name, args))
    return [(user, name, _waited(args) if name == "clock.advance" else args) for user, name, args in done]


def _waited(args: Mapping[str, Any]) -> dict[str, Any]:
    """The clock's buttons know nothing shorter than half an hour."""
    return {"minutes": -(-int(args["minutes"]) // SHORTEST_WAIT) * SHORTEST_WAIT}


def plain(args: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as they compare: nothing empty, the lines of a grid and the rows ticked in any order."""
    kept = {key: _part(value) for key, value in sorted(args.items()) if value not in (None, "", [], (), {})}
    return kept | {key: sorted(kept[key]) for key in ("rows",) if key in kept}


def _part(value: Any) -> Any:
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, list | tuple):
        parts = [_part(part) for part in value]
        return sorted(parts, key=str) if parts and isinstance(parts[0], dict) else parts
    return value
