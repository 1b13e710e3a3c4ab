"""I18: whatever pack the screens speak, the same form makes the same command, and the same words open the same screen."""

from functools import cache
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.api import dataset
from scenarios.engine.api import Command, Effect, Field, FieldType, command_specs, digest, start_state, submit
from scenarios.labels.pack import GENERIC, PRESETS, label_pack
from scenarios.sandbox.finding import found
from scenarios.sandbox.forms import FormMaker
from scenarios.sandbox.wording import Words

STATE = start_state(dataset("S"), clock="2026-12-01T09:00")
PACKS = tuple((name, language) for name in (GENERIC, *PRESETS) for language in ("zh", "en"))
FORMS = sorted(name for name, spec in command_specs().items() if spec.effect is Effect.CHANGE)
ATTEMPT = UUID(int=1)
TEXTS = {
    FieldType.DATE: ("2026-12-01", "2029-06-01", "soon"),
    FieldType.QUANTITY: ("1", "1,000", "-3", "x"),
    FieldType.MONEY: ("2.10", "1,234.56", "x"),
    FieldType.INTEGER: ("1", "8", "x"),
    FieldType.READING: ("4.35", "0", "x"),
}


@cache
def numbers(kind: str) -> tuple[str, ...]:
    known = [str(body["id"]) for body in STATE.documents(kind)] or list(STATE.masters(kind))
    return (*known[:5], "none")


def typed(field: Field, chance: Random) -> str:
    """What somebody may type or choose for a field, right or wrong."""
    if field.type is FieldType.CHOICE:
        return chance.choice((*field.choices, "none"))
    if field.type in {FieldType.REF, FieldType.REFS}:
        return chance.choice(numbers(field.kind))
    return chance.choice(TEXTS.get(field.type, ("A-1", "收货", "")))


def posted(name: str, chance: Random) -> QueryDict:
    """A form as a browser sends it."""
    post = QueryDict(mutable=True)
    for field in command_specs()[name].fields:
        if field.type is FieldType.LINES:
            post[f"{field.name}-count"] = "2"
            for row in (1, 2):
                for column in field.columns:
                    post[f"{field.name}-{row}-{column.name}"] = typed(column, chance)
        elif field.required or chance.random() < 0.6:
            post[field.name] = typed(field, chance)
    return post


def outcome(name: str, post: QueryDict, pack: str, language: str) -> tuple[Any, ...]:
    """What the form makes of it, and what the engine makes of that: arguments, marked fields, events, state."""
    form = FormMaker(STATE, command_specs()[name], Words(STATE, language, label_pack(pack))).read(post)
    state, entry = submit(STATE, Command(name, form.args, user="lin.buyer"))
    refused = (entry.refusal.code, dict(entry.refusal.args)) if entry.refusal else None
    return form.args, sorted(form.problems), refused, entry.hash, digest(state)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_a_form_makes_the_same_command_under_every_pack_and_in_both_languages(name: str, seed: int) -> None:
    post = posted(name, Random(seed))
    first, *others = (outcome(name, post, pack, language) for pack, language in PACKS)
    assert [other for other in others if other != first] == []


@pytest.mark.parametrize("preset", PRESETS)
def test_every_generic_word_of_a_command_still_opens_its_screen_under_a_preset(preset: str) -> None:
    generic, pack = label_pack(), label_pack(preset)
    lost = []
    for name in FORMS:
        for word in (*generic.words(f"command.{name}"), *pack.words(f"command.{name}")):
            spoken = [
                {one.url for one in found(STATE, ATTEMPT, word, Words(STATE, "zh", which))} for which in (generic, pack)
            ]
            own = {url for url in spoken[1] if url.endswith(f"/{name}/")}
            if name not in {"hat.switch", "clock.advance"} and not own:
                lost.append((name, word))
    assert lost == []
