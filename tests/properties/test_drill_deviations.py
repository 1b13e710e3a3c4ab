"""However somebody strays from a recorded way of any drill, the books keep their promises and the mark stays a mark.

Every built drill of every area is played along its ways with steps left out, repeated, exchanged, given to others or done
with other numbers: I1–I14 over all commands that the catalogue uses, I15 after each posting that can be reversed, I17 on
the lots that were touched, I19 on the marks; and from wherever that leads every command is asked about things that exist:
none raises anything but a named refusal.
"""

from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.engine.api import (
    CODES,
    Command,
    Field,
    FieldType,
    Outcome,
    Refusal,
    State,
    broken_invariants,
    command_specs,
    decide,
    digest,
    fold,
    play,
    submit,
    verify_chain,
)
from scenarios.engine.invariants.quality import traces_lead_back
from scenarios.grading.api import grade, load_catalogue
from scenarios.grading.binding import bound
from scenarios.grading.opening import saved_names
from scenarios.grading.paths import PathStep
from tests.properties.effort import examples
from tests.scenarios.grading.drills import drill, opened, recorded, text_of

ENTRIES, _PROBLEMS = load_catalogue(text_of("index.yaml"), file="index.yaml")
BUILT = [entry.id for entry in ENTRIES if entry.is_built]
EXAMPLES = examples(4)
"""Straying plays a drill in the ordinary run; each is some twenty commands. `--hypothesis-profile=thorough` takes more."""
PLAYED: Counter[str] = Counter()
REVERSALS = {
    "gr.post": ("gr.reverse", "gr"),
    "inv.post": ("inv.reverse", "iv"),
    "je.post": ("je.reverse", "je"),
    "dn.post": ("dn.reverse", "dn"),
}
"""What takes a posting back, and the argument that names the document."""
MOST_TRACED = 6
SIGNED = "signature"


@cache
def ways(code: str) -> tuple[tuple[PathStep, ...], ...]:
    scenario = drill(code)
    files = (*scenario.solutions, *(wrong.file for wrong in scenario.wrong))
    names = opened(code).scenario.names
    return tuple(recorded(file).through(names).steps for file in files)


def strayed(steps: tuple[PathStep, ...], chance: Random, hats: tuple[str, ...]) -> list[tuple[PathStep, str, int]]:
    """The steps with mistakes: each with the user who does it and what is added to its numbers."""
    taken: list[tuple[PathStep, str, int]] = []
    for step in steps:
        kind = chance.random()
        user = chance.choice(hats) if kind < 0.08 else step.command.user
        extra = chance.choice((-1, 1, 10)) if 0.08 <= kind < 0.16 else 0
        if 0.16 <= kind < 0.24:
            continue
        taken.append((step, user, extra))
        if kind > 0.92:
            taken.append((step, user, extra))
    if len(taken) > 1 and chance.random() < 0.5:
        place = chance.randrange(len(taken) - 1)
        taken[place], taken[place + 1] = taken[place + 1], taken[place]
    return taken


def shifted(value: Any, extra: int) -> Any:
    if isinstance(value, dict):
        return {key: part if key == SIGNED else shifted(part, extra) for key, part in value.items()}
    if isinstance(value, list):
        return [shifted(part, extra) for part in value]
    return value + extra if isinstance(value, int) and not isinstance(value, bool) else value


def signed_by(args: dict[str, Any], user: str) -> dict[str, Any]:
    given = args.get(SIGNED)
    return {**args, SIGNED: {**given, "by": user}} if isinstance(given, dict) else args


def play_strayed(code: str, chance: Random) -> State:
    opening = opened(code, chance.randrange(20))
    names, state = dict(opening.scenario.names), opening.state
    seat = opening.scenario.seats[0]
    for step, user, extra in strayed(chance.choice(ways(code)), chance, seat.hats):
        command = bound(step.command, names)
        if state.hat(seat.id) != user:
            state, _ = play(state, Command("hat.switch", {"to": user}, state.hat(seat.id), seat.id))
        args = signed_by(shifted(dict(command.args), extra), user)
        act = Command(command.command, args, user, seat.id)
        before = state
        state, entries = play(state, act)
        names |= saved_names(entries[0], command.save)
        if entries[0].outcome is Outcome.REFUSED and len(entries) == 1:
            PLAYED["refusals that changed nothing"] += 1
            assert digest(state) == digest(before), ("I3", act)
        taken_back(before, act)
        PLAYED["commands"] += 1
        PLAYED[entries[0].outcome.value] += 1
    PLAYED["plays"] += 1
    return state


@pytest.mark.parametrize("code", BUILT)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_straying_from_a_recorded_way_breaks_no_promise(code: str, seed: int) -> None:
    chance = Random(seed)
    state = play_strayed(code, chance)
    poke(state, chance)
    assert broken_invariants(state) == ()
    opening = opened(code, state.start.seed)
    own = state.journal[opening.first_seq - 1 :]
    assert verify_chain(opening.state, own) is None
    assert digest(fold(opening.state, own)) == digest(state)
    middle = fold(opening.state, own[: len(own) // 2])
    assert digest(fold(middle, own[len(own) // 2 :])) == digest(state), "I14"
    touched = list(state.tables["lot"].own)[:MOST_TRACED]
    PLAYED["lots traced"] += len(touched)
    assert list(traces_lead_back(state, tuple(touched))) == [], "I17"
    mark = grade(opening, state, answers={})
    assert 0 <= mark.score <= 100
    assert not (mark.passed and mark.critical_failures)


TEXTS = {FieldType.TEXT: ("x", ""), FieldType.CODE: ("10", "1", "A-1"), FieldType.DATE: ("2026-12-02", "2025-01-01")}
NUMBERS = (-1, 0, 1, 5, 100, 100_000)


def guessed(field: Field, state: State, chance: Random) -> Any:
    """An argument of the right shape, about something that exists, in whatever state it happens to be."""
    if field.type in {FieldType.REF, FieldType.REFS}:
        known = [body["id"] for body in state.documents(field.kind)] or list(state.masters(field.kind))
        number = chance.choice(known[-40:]) if known else "none"
        return [number] if field.type is FieldType.REFS else number
    if field.type is FieldType.CHOICE:
        return chance.choice(field.choices) if field.choices else "x"
    if field.type is FieldType.LINES:
        return [{column.name: guessed(column, state, chance) for column in field.columns}]
    if field.type is FieldType.MAPPING:
        return {}
    if field.type in TEXTS:
        return chance.choice(TEXTS[field.type])
    return chance.choice(NUMBERS)


def poke(state: State, chance: Random) -> None:
    """Ask every command once about something that exists: each answer is events or a named refusal."""
    users = sorted(name for name, body in state.masters("USER").items() if body["active"])
    for name, spec in command_specs().items():
        args = {
            field.name: guessed(field, state, chance)
            for field in spec.fields
            if field.required or chance.random() < 0.7
        }
        user = chance.choice(users)
        if spec.needs_signature:
            args[SIGNED] = {"by": user, "meaning": spec.meaning}
        answer = decide(state, Command(name, args, user, "system"))
        PLAYED["poked"] += 1
        assert not isinstance(answer, Refusal) or answer.code in CODES, (name, answer)


def books(state: State) -> tuple[dict[str, Any], dict[str, int]]:
    """Every stock line that holds something, and every account that does."""
    stock = {key: (row["quantity"], row["value"]) for key, row in state.tables["stock"].items() if row["quantity"]}
    return stock, {account: balance for account, balance in state.tables["balance"].items() if balance}


def taken_back(before: State, act: Command) -> None:
    """I15: a posting that is accepted and reversed at once leaves quantities, values and accounts exactly as they were."""
    if act.name not in REVERSALS:
        return
    after, entry = submit(before, act)  # alone: what injects and colleagues answer is no part of the posting
    if entry.outcome is not Outcome.ACCEPTED:
        return
    name, argument = REVERSALS[act.name]
    number = act.args.get(argument) or next(
        event.fields["id"]
        for event in entry.events
        if event.kind == "document.created" and event.fields["kind"].lower() == argument
    )
    args = {argument: number, "reason": "Wrong"}
    undone, reversal = submit(after, Command(name, args, "system", "system"))
    if reversal.outcome is Outcome.ACCEPTED:
        PLAYED[f"{name} restored"] += 1
        assert books(undone) == books(before), (act.name, act.args)
        assert broken_invariants(undone) == broken_invariants(before)


def postings(code: str) -> list[tuple[State, Command]]:
    """Each reversible posting of a drill's solutions, with the state before it."""
    found = []
    for file in drill(code).solutions:
        opening = opened(code)
        names, state, seat = dict(opening.scenario.names), opening.state, opening.scenario.seats[0].id
        for step in recorded(file).through(names).steps:
            command = bound(step.command, names)
            if state.hat(seat) != command.user:
                state, _ = play(state, Command("hat.switch", {"to": command.user}, state.hat(seat), seat))
            act = Command(command.command, command.args, command.user, seat)
            if command.command in REVERSALS:
                found.append((state, act))
            state, entries = play(state, act)
            names |= saved_names(entries[0], command.save)
    return found


@pytest.mark.parametrize("code", BUILT)
def test_reversing_a_posting_restores_quantities_and_accounts_exactly(code: str) -> None:
    """I15, on every reversible posting that a solution of the catalogue makes."""
    for before, act in postings(code):
        taken_back(before, act)


def test_enough_was_played_to_mean_something(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nstraying from the catalogue's ways: {dict(PLAYED)}")
    if PLAYED["plays"]:
        assert PLAYED["accepted"] > PLAYED["plays"] * 3
        assert [name for name, _ in REVERSALS.values() if not PLAYED[f"{name} restored"]] == []
        assert PLAYED["refusals that changed nothing"] > PLAYED["plays"] // 4
        assert PLAYED["lots traced"] > 0
