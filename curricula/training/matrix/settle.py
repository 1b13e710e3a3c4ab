"""From evidence to cycles: when a requirement was met, until when that holds, and what made it stale."""

from collections.abc import Sequence
from datetime import date, timedelta

from curricula.training.matrix.days import add_months
from curricula.training.matrix.values import Cycle, Fact, Wanted

# A pass this long before the end of validity renews it; earlier repeats are practice and change nothing.
RENEWAL_WINDOW = timedelta(days=60)
JUDGED = ("passed", "failed")

NOTHING_SHOWN = (Cycle(None, None, None, None, None, None, 1, True, 0),)


def settle(wanted: Wanted, facts: Sequence[Fact], revised_on: date | None) -> Sequence[Cycle]:
    """Cycles of one requirement, oldest first, the last one current. `facts` are in order of their day.

    A pass counts when it was shown by the requirement's method at its level or above. `revised_on` makes older passes
    stale where the requirement asks for retraining at a revision (rule REV).
    """
    if not facts:
        return NOTHING_SHOWN
    asked_method, asked_level, validity_months = wanted.method, wanted.level, wanted.validity_months
    revision = revised_on if revised_on is not None and "REV" in wanted.retraining else None
    started_on: date | None = None
    attempts = 0
    cycles: list[Cycle] = []
    made = tuple.__new__  # as Cycle(…), which goes by way of a function of Python's
    for pk, method, outcome, level, score, on, valid_until in facts:
        if started_on is None:
            started_on = on
        if method != asked_method or outcome not in JUDGED:
            continue
        attempts += 1
        if outcome != "passed" or (level is not None and level < asked_level):
            continue
        if cycles and not _is_renewal(cycles[-1], on):
            continue
        if valid_until is None and validity_months:
            valid_until = add_months(on, validity_months)  # noqa: PLW2901 - the fact's own day wins, else it is reckoned
        stale_on = revision if revision is not None and on < revision else None
        cycles.append(made(Cycle, (started_on, on, valid_until, stale_on, pk, score, len(cycles) + 1, True, attempts)))
        started_on, attempts = None, 0
    if not cycles:
        return [Cycle(started_on, None, None, None, None, None, 1, True, attempts)]
    if len(cycles) == 1:
        return cycles
    return [cycle._replace(is_current=False) for cycle in cycles[:-1]] + cycles[-1:]


def _is_renewal(last: Cycle, on: date) -> bool:
    if last.stale_on is not None and on >= last.stale_on:
        return True
    return last.valid_until is not None and on > last.valid_until - RENEWAL_WINDOW
