"""The built drills as test objects: loaded once, opened on the small company, played by their recorded paths."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.datasets.api import dataset
from scenarios.engine.api import Command, Dataset, State, play, start_state
from scenarios.grading.api import (
    Mode,
    Opening,
    Played,
    Scenario,
    Trace,
    load_path,
    load_scenario,
    open_drill,
    play_path,
)
from scenarios.grading.binding import choose
from scenarios.grading.paths import Path as RecordedPath

CATALOGUE = Path(__file__).resolve().parents[3] / "scenarios" / "catalogue"


def small_company() -> Dataset:
    return dataset("S")


def text_of(file: str) -> str:
    return (CATALOGUE / file).read_text("utf-8")


@cache
def drill(code: str) -> Scenario:
    loaded = load_scenario(text_of(f"{code.lower()}.yaml"), file=code)
    assert loaded.scenario is not None, loaded.problems
    return loaded.scenario


@cache
def opened(code: str, seed: int = 0, mode: Mode = Mode.PRACTICE) -> Opening:
    return open_drill(drill(code), small_company(), seed=seed, mode=mode)


def seed_of(code: str, **values: Any) -> int:
    """The first seed that binds these values: the variant that a test is about."""
    start = drill(code).start
    return next(seed for seed in range(999) if values.items() <= choose(start, seed).items())


def recorded(file: str) -> RecordedPath:
    path, problems = load_path(text_of(file), file=file)
    assert path is not None, problems
    return path


def shares(result: Played, *codes: str) -> dict[str, Decimal]:
    """The share earned of some expectations, or of all, in percent."""
    found = {mark.expectation.id: mark.finding.credit for mark in result.grade.marks}
    return {code: Decimal(found[code].numerator * 100) / found[code].denominator for code in codes or found}


def said(result: Played, code: str) -> str:
    """What the grade says it found, in English."""
    return next(mark.finding.found.en for mark in result.grade.marks if mark.expectation.id == code)


def played(code: str, file: str, seed: int = 0, mode: Mode = Mode.PRACTICE) -> Played:
    return play_path(opened(code, seed, mode), recorded(file))


ORDER: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "lin.buyer",
        "po.create",
        {
            "vendor": "V00012",
            "lines": [{"item": "RM-10001", "quantity": 1000, "price": 1250, "delivery_date": "2026-12-01"}],
        },
    ),
    ("lin.buyer", "po.submit", {"po": "$PO"}),
    ("gao.purmgr", "po.approve", {"po": "$PO"}),
    ("lin.buyer", "po.release", {"po": "$PO"}),
)
RECEIPT: tuple[str, str, dict[str, Any]] = (
    "zhou.rcv",
    "gr.post",
    {
        "po": "$PO",
        "delivery_note": "N-1",
        "lines": [{"line": "10", "quantity": 1000, "supplier_lot": "SL-1", "expiry": "2029-06-01"}],
    },
)
INVOICE: tuple[str, str, dict[str, Any]] = (
    "wang.ap",
    "inv.post",
    {
        "po": "$PO",
        "reference": "R-1",
        "invoice_date": "2026-12-01",
        "lines": [{"line": "10", "quantity": 1000, "price": 1250}],
    },
)


def trace_of(*steps: tuple[str, str, dict[str, Any]], answers: Mapping[str, Mapping[str, Any]] | None = None) -> Trace:
    """Play steps (user, command, args) on an empty day and return what the rules see; `$KIND` is the last one made."""
    opening = start_state(small_company(), clock="2026-12-01T09:00")
    state: State = opening
    names: dict[str, str] = {}
    for user, command, args in steps:
        given = {key: names.get(str(value), value) for key, value in args.items()}
        if "invoices" in given:
            given["invoices"] = [names.get(value, value) for value in given["invoices"]]
        state, entries = play(state, Command(command, given, user))
        for event in entries[0].events:
            for thing in event.objects:
                if event.kind.endswith(".created"):
                    names["$" + thing.partition(":")[0]] = thing.partition(":")[2]
    return Trace(opening, state, tuple(state.journal), frozenset({"learner"}), answers or {})
