"""The command field: a code, a word in either language, or a number becomes the address of a screen."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from scenarios.engine.api import DOCUMENT_KINDS, MASTER_KINDS, REPORTS, Effect, State, command_specs
from scenarios.sandbox.wording import Words

MOST_FOUND = 12
WORKLIST = "WORKLIST"
"""A report whose page is the desk itself."""
NUMBERED_ALIKE = frozenset(("PLAN",))
"""Kinds that bear another kind's numbers: an inspection plan has that of its item, which is what people mean."""


@dataclass(frozen=True)
class Found:
    """One thing that the words may mean."""

    label: str
    kind: str
    url: str


def found(state: State, attempt: UUID, text: str, words: Words) -> list[Found]:
    """What the text may mean, the exact meanings first; one alone can be opened at once."""
    wanted = text.strip().lstrip("/").casefold()
    if not wanted:
        return []
    exact, near = [], []
    for label, kind, url, spoken in _things(attempt, words):
        if wanted in spoken:
            exact.append(Found(label, kind, url))
        elif any(wanted in word for word in spoken):
            near.append(Found(label, kind, url))
    exact += _numbered(state, attempt, wanted, words)
    return (exact or near)[:MOST_FOUND]


def _things(attempt: UUID, words: Words) -> list[tuple[str, str, str, set[str]]]:
    things = []
    for name, spec in command_specs().items():
        if spec.effect is Effect.CHANGE and name not in {"hat.switch", "clock.advance"}:
            url = reverse("drill-command", args=[attempt, name])
            spoken = {name, spec.code.casefold(), *(word.casefold() for word in words.pack.words(f"command.{name}"))}
            things.append((words.command(name), spec.code, url, spoken))
    for kind in (*DOCUMENT_KINDS, *MASTER_KINDS, "LOT"):
        spoken = {kind.casefold(), *(word.casefold() for word in words.pack.words(f"entity.{kind}"))}
        things.append((words.entity(kind), kind, reverse("drill-list", args=[attempt, kind]), spoken))
    for name in (name for name in REPORTS if name != WORKLIST):
        spoken = {name.casefold(), *(word.casefold() for word in words.pack.words(f"report.{name}"))}
        things.append((words.report(name), name, reverse("drill-report", args=[attempt, name]), spoken))
    return things


def _numbered(state: State, attempt: UUID, wanted: str, words: Words) -> list[Found]:
    number = wanted.upper()
    hits = []
    for kind in (*DOCUMENT_KINDS, *(kind for kind in MASTER_KINDS if kind not in NUMBERED_ALIKE), "LOT"):
        for spelling in (number, wanted):
            if state.exists(kind, spelling):
                url = reverse("drill-object", args=[attempt, kind, spelling])
                hits.append(Found(f"{words.entity(kind)} {spelling}", kind, url))
                break
    return hits
