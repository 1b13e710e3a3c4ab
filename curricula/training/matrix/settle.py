"""From evidence to cycles: when a requirement was met, until when that holds, and what made it stale."""

from collections.abc import Sequence
from datetime import date, timedelta

from curricula.training.matrix.days import add_months
from curricula.training.matrix.values import Cycle, Fact, Wanted

# A pass this long before the end of validity renews it; earlier repeats are practice and change nothing.
RENEWAL_WINDOW = timedelta(days=60)
JUDGED = ("passed", "failed")


def settle(wanted: Wanted, facts: Sequence[Fact], revised_on: date | None) -> list[Cycle]:
    """Cycles of one requirement, oldest first, the last one current. `facts` are in order of their day.

    A pass counts when it was shown by the requirement's method at its level or above. `revised_on` makes older passes
    stale where the requirement asks for retraining at a revision (rule REV).
    """
    revision = revised_on if "REV" in wanted.retraining else None
    started_on: date | None = None
    attempts = 0
    cycles: list[Cycle] = []
    for fact in facts:
        started_on = started_on or fact.on
        if fact.method != wanted.method or fact.outcome not in JUDGED:
            continue
        attempts += 1
        if fact.outcome != "passed" or (fact.level is not None and fact.level < wanted.level):
            continue
        if cycles and not _is_renewal(cycles[-1], fact.on):
            continue
        valid_until = fact.valid_until
        if valid_until is None and wanted.validity_months:
            valid_until = add_months(fact.on, wanted.validity_months)
        stale_on = revision if revision is not None and fact.on < revision else None
        cycles.append(
            Cycle(len(cycles) + 1, True, started_on, fact.on, fact.id, fact.score, valid_until, stale_on, attempts)
        )
        started_on, attempts = None, 0
    if not cycles:
        return [Cycle(1, True, started_on, None, None, None, None, None, attempts)]
    if len(cycles) == 1:
        return cycles
    return [cycle._replace(is_current=False) for cycle in cycles[:-1]] + cycles[-1:]


def _is_renewal(last: Cycle, on: date) -> bool:
    if last.stale_on is not None and on >= last.stale_on:
        return True
    return last.valid_until is not None and on > last.valid_until - RENEWAL_WINDOW
