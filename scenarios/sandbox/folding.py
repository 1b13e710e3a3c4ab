"""Attempts into states: the opening of a scenario, and the fold of its journal rows, kept in memory and never trusted blindly."""

import json
from collections import OrderedDict
from functools import lru_cache
from threading import Lock

from scenarios.datasets.api import dataset_by_ref
from scenarios.engine.api import JournalEntry, State, entry_from_json, fold, verify_chain
from scenarios.grading.api import Mode, Opening, Scenario, load_scenario, open_drill
from scenarios.sandbox.models import Attempt, JournalRow

KEPT_STATES = 256
KEPT_OPENINGS = 64
_states: OrderedDict[int, State] = OrderedDict()
_lock = Lock()


@lru_cache(maxsize=KEPT_OPENINGS)
def _scenario(source: str, file: str) -> Scenario:
    loaded = load_scenario(source, file=file)
    assert loaded.scenario is not None, loaded.problems  # a version is published only after its contract test
    return loaded.scenario


@lru_cache(maxsize=KEPT_OPENINGS)
def _opening(source: str, file: str, dataset_ref: str, seed: int, mode: str) -> Opening:
    base = dataset_by_ref(dataset_ref)
    assert base is not None, dataset_ref  # as above: the contract test has opened it
    return open_drill(_scenario(source, file), base, seed=seed, mode=Mode(mode))


def opening_of(attempt: Attempt) -> Opening:
    """The bound scenario and the state before the learner's first command; the same for ever for the same attempt."""
    version = attempt.version
    return _opening(version.source, f"{version.code}.yaml", version.dataset_ref, attempt.seed, attempt.mode)


def entry_of(row: JournalRow) -> JournalEntry:
    """The journal entry that a row stores."""
    return entry_from_json(json.loads(row.content))


def state_of(attempt: Attempt) -> State:
    """The attempt's present state. A kept state is used only where its hash stands in the journal; the rest is folded on."""
    last = attempt.rows.order_by("-seq").values_list("seq", "hash").first()
    start = opening_of(attempt).state
    kept = _kept(attempt.pk)
    if last is None:
        return start
    seq, head = last
    if kept is not None and kept.head == head:
        return kept
    base = kept if kept is not None and start.seq < kept.seq < seq else start
    rows = list(attempt.rows.filter(seq__gt=base.seq).order_by("seq"))
    if rows[0].prev_hash != base.head:
        base, rows = start, list(attempt.rows.order_by("seq"))
    state = fold(base, (entry_of(row) for row in rows))
    keep(attempt.pk, state)
    return state


def first_broken_row(attempt: Attempt) -> int | None:
    """The number of the first journal row that does not belong where it stands, or None if the journal is whole.

    A row's own columns count as well: whoever edits one of them past the database's guard is named too.
    """
    rows = list(attempt.rows.order_by("seq"))
    entries = [entry_of(row) for row in rows]
    for row, entry in zip(rows, entries, strict=True):
        if (row.seq, row.hash, row.prev_hash, row.outcome) != (
            entry.seq,
            entry.hash,
            entry.prev_hash,
            entry.outcome.value,
        ):
            return row.seq
    return verify_chain(opening_of(attempt).state, entries)


def _kept(attempt: int) -> State | None:
    with _lock:
        state = _states.get(attempt)
        if state is not None:
            _states.move_to_end(attempt)
        return state


def keep(attempt: int, state: State) -> None:
    """Remember a state that is in the database, forgetting the one longest unused."""
    with _lock:
        _states[attempt] = state
        _states.move_to_end(attempt)
        while len(_states) > KEPT_STATES:
            _states.popitem(last=False)
