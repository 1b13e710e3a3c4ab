"""Attempts into states: the opening of a scenario, and the fold of its journal rows, kept in memory and never trusted blindly."""

import json
import zlib
from collections import OrderedDict
from collections.abc import Hashable
from functools import lru_cache
from threading import Lock

from lms.foundation.api import canonical_json
from scenarios.engine.api import (
    ENGINE_VERSION,
    JournalEntry,
    State,
    entry_from_json,
    entry_to_json,
    fold,
    verify_chain,
)
from scenarios.grading.api import Mode, Opening, Scenario, load_scenario, open_drill, recorded_scenario
from scenarios.sandbox.dataset_store import DatasetLost, require_dataset
from scenarios.sandbox.models import Attempt, AttemptOpening, JournalRow

KEPT_STATES = 512
"""Attempts at work at the same time on one machine, with room to spare: 300 is what two cores are asked to bear."""
KEPT_OPENINGS = 512
KEPT_SCENARIOS = 128
_states: OrderedDict[int, State] = OrderedDict()
_openings: OrderedDict[Hashable, Opening] = OrderedDict()
_lock = Lock()


@lru_cache(maxsize=KEPT_SCENARIOS)
def _scenario(source: str, file: str) -> Scenario:
    loaded = load_scenario(source, file=file)
    assert loaded.scenario is not None, loaded.problems  # a version is published only after its contract test
    return loaded.scenario


def opening_of(attempt: Attempt) -> Opening:
    """The bound scenario and the state before the learner's first command; the same for ever for the same attempt.

    Refuses (DatasetLost) an attempt of an old database whose company was never kept and is no longer made.
    """
    key = _key(attempt)
    with _lock:
        known = _openings.get(key)
        if known is not None:
            _openings.move_to_end(key)
            return known
    opening = _opened(attempt, recorded_opening(attempt))
    with _lock:
        _openings[key] = opening
        while len(_openings) > KEPT_OPENINGS:
            _openings.popitem(last=False)
    return opening


def _key(attempt: Attempt) -> Hashable:
    """A stored attempt is itself; one that is only looked at before it begins is its version and its numbers."""
    return attempt.uuid if attempt.pk else (attempt.version.digest, attempt.seed, attempt.mode)


def _opened(attempt: Attempt, recorded: tuple[JournalEntry, ...]) -> Opening:
    version = attempt.version
    base = require_dataset(version.dataset_ref)
    scenario = _scenario(version.source, f"{version.code}.yaml")
    return open_drill(
        scenario, base, seed=attempt.seed, mode=Mode(attempt.mode), recorded=recorded, facts=attempt.facts
    )


def scenario_of(attempt: Attempt) -> Scenario:
    """The drill as it is bound for this attempt; never refuses.

    Where its company is lost, the recorded opening binds what it tells: enough for the record to stay readable.
    """
    try:
        return opening_of(attempt).scenario
    except DatasetLost:
        version = attempt.version
        scenario = _scenario(version.source, f"{version.code}.yaml")
        recorded = recorded_opening(attempt)
        return recorded_scenario(scenario, seed=attempt.seed, mode=Mode(attempt.mode), recorded=recorded)


def is_lost(attempt: Attempt) -> bool:
    """Whether the attempt's company can be rebuilt no more."""
    try:
        opening_of(attempt)
    except DatasetLost:
        return True
    return False


def entries_of(attempt: Attempt) -> tuple[JournalEntry, ...]:
    """The attempt's own journal as it is kept, its opening left out; needs no company."""
    return tuple(entry_of(row) for row in attempt.rows.order_by("seq"))


def recorded_opening(attempt: Attempt) -> tuple[JournalEntry, ...]:
    """The journal with which the attempt opened, as it was kept; nothing for one that is not stored yet."""
    row = AttemptOpening.objects.filter(attempt=attempt.pk).first() if attempt.pk else None
    if row is None:
        return ()
    return tuple(entry_from_json(entry) for entry in json.loads(zlib.decompress(bytes(row.content))))


def keep_opening(attempt: Attempt) -> None:
    """Keep how a new attempt opens; keeping it again changes nothing."""
    entries = [entry_to_json(entry) for entry in opening_of(attempt).state.journal]
    packed = zlib.compress(canonical_json(entries).encode())
    AttemptOpening.objects.get_or_create(
        attempt=attempt, defaults={"engine_version": ENGINE_VERSION, "content": packed}
    )


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
