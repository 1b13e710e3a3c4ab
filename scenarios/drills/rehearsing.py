"""Playing a recorded way as somebody: for a demonstration whose drill results are made by the product's own rules."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from lms.foundation.api import canonical_json
from scenarios.drills.handing_in import keep_grade
from scenarios.drills.models import GradeResult, Scenario
from scenarios.drills.queries import current_version
from scenarios.engine.api import JournalEntry, entry_to_json
from scenarios.grading.api import load_path, play_path
from scenarios.sandbox.folding import keep_opening, opening_of
from scenarios.sandbox.models import Attempt, JournalRow

HINT_SHARE = 0.3
"""Of those who pass, so many have read the first hint; it costs at most a fifth of what a pass may lose."""


def play_recorded_drill(
    person: Any,
    scenario: Scenario,
    *,
    wants_pass: bool,
    seed: int,
    at: datetime,
    minutes: int,
) -> GradeResult:
    """Make one graded attempt that ends at `at`: a recorded solution if `wants_pass`, else a recorded wrong path.

    Which way, and whether a hint was read, follows from the seed. Journal, grade and evidence are made as for anybody;
    called twice with the same person, drill and seed, it returns the first result. The drill must have been published.
    """
    dice = Random(f"{seed}:{scenario.code}")
    token = UUID(int=Random(f"{person.pk}:{scenario.code}:{seed}").getrandbits(128), version=4)
    known = GradeResult.objects.filter(attempt__person=person, attempt__token=token).first()
    if known is not None:
        return known
    version = current_version(scenario)
    assert version is not None, scenario.code  # only built drills are rehearsed, and those are published
    attempt = Attempt(
        person=person,
        version=version,
        mode=Attempt.Mode.PRACTICE,
        seed=seed,
        status=Attempt.Status.HANDED_IN,
        token=token,
        started_at=at - timedelta(minutes=minutes),
        finished_at=at,
    )
    with transaction.atomic():
        attempt.save()  # first: how a stored attempt opens is remembered under its own name, for what follows
        opening = opening_of(attempt)
        drill = opening.scenario
        file = dice.choice(drill.solutions if wants_pass else tuple(wrong.file for wrong in drill.wrong))
        path, problems = load_path(version.paths[file], file=file)
        assert path is not None, problems  # the contract has read it before publication
        played = play_path(opening, path, hints=int(wants_pass and dice.random() < HINT_SHARE))
        keep_opening(attempt)
        JournalRow.objects.bulk_create(_rows(attempt, played.state.journal[opening.first_seq - 1 :]))
        return keep_grade(attempt, played.state, played.answers, at=at, is_rehearsed=True)


def _rows(attempt: Attempt, entries: Sequence[JournalEntry]) -> list[JournalRow]:
    step = ((attempt.finished_at or attempt.started_at) - attempt.started_at) / max(len(entries), 1)
    return [
        JournalRow(
            attempt=attempt,
            seq=entry.seq,
            command=entry.command.name,
            outcome=entry.outcome.value,
            content=canonical_json(entry_to_json(entry)),
            prev_hash=entry.prev_hash,
            hash=entry.hash,
            recorded_at=attempt.started_at + step * place,
        )
        for place, entry in enumerate(entries, start=1)
    ]
