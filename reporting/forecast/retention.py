"""How much of a skill is still there on a later day: the forgetting curve of FSRS over a person's own practice.

An assumption, printed as one: FSRS was fitted to flash cards. Its growth and forgetting are kept; its first stabilities
(days until retention falls to 90 %) are replaced, because a drill of half an hour is not a card of half a minute.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler

FIRST_STABILITY_DAYS = (4.0, 15.0, 30.0, 45.0)
"""after a first try that failed, was barely passed, passed, passed with hardly a fault"""
RETAINED = 0.80
"""predicted retention below this does not count as proficient (readiness.md)"""
BARELY, HARDLY_A_FAULT = 85.0, 95.0
"""scores of 100 that divide the three kinds of pass"""


class Practice(NamedTuple):
    """One try: its day, whether it was passed, and its score (None where none was given)."""

    on: date
    passed: bool
    score: float | None = None


def retention_on(day: date, history: Sequence[Practice]) -> float | None:
    """Predicted retention on `day` from 0 to 1; None without any practice up to that day. `history` is oldest first."""
    if not history:
        return None
    # By kind of try, not by score: thousands of people share the same run of days and ratings.
    known = tuple((practice.on, _rating(practice)) for practice in history if practice.on <= day)
    return _retention(day, known) if known else None


@lru_cache(maxsize=50_000)
def _retention(day: date, tries: tuple[tuple[date, Rating], ...]) -> float:
    scheduler, card = _scheduler(), Card(card_id=1)
    for on, rating in tries:
        card, _log = scheduler.review_card(card, rating, _moment(on))
    return float(scheduler.get_card_retrievability(card, _moment(day)))


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    fitted = Scheduler().parameters
    return Scheduler(
        parameters=(*FIRST_STABILITY_DAYS, *fitted[4:]), learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )


def _rating(practice: Practice) -> Rating:
    if not practice.passed:
        return Rating.Again
    if practice.score is None:
        return Rating.Good
    if practice.score < BARELY:
        return Rating.Hard
    return Rating.Easy if practice.score >= HARDLY_A_FAULT else Rating.Good


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
