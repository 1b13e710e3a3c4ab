"""Thresholds in force for a go-live, and moving them in the open: after the lock a move stays printed on the report."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.models import GoLive, Milestone
from lms.foundation.api import Refusal, access, clock, record_change, take_the_chain
from lms.foundation.models import Person
from reporting.gates.dimensions import BY_CODE, DIMENSIONS, Dimension
from reporting.gates.models import ThresholdMove
from reporting.gates.values import Thresholds

LOCK_BEFORE = timedelta(days=28)
FULL = Decimal(100)


class ThresholdRefused(Refusal):
    """The threshold was not moved; nothing has changed."""

    code = "THRESHOLD_REFUSED"


@dataclass(frozen=True)
class Moved:
    """A threshold as the move found and left it."""

    old: Thresholds
    new: Thresholds


def thresholds_in_force(go_live: GoLive) -> dict[str, Thresholds]:
    """Thresholds of all dimensions: the newest move of each, or the default."""
    found = {dimension.code: dimension.thresholds for dimension in DIMENSIONS}
    for move in ThresholdMove.objects.filter(go_live=go_live).order_by("moved_at", "pk"):
        found[move.dimension] = Thresholds(move.new_green, move.new_amber)
    return found


def lock_day(go_live: GoLive) -> date:
    """The day on which thresholds lock: the milestone of that kind, or 28 days before go-live."""
    milestone = Milestone.objects.filter(go_live=go_live, kind="threshold_lock").order_by("starts_at").first()
    return clock_day(milestone.starts_at) if milestone else go_live.on - LOCK_BEFORE


def is_locked(go_live: GoLive) -> bool:
    """Whether the lock has passed."""
    milestone = Milestone.objects.filter(go_live=go_live, kind="threshold_lock").order_by("starts_at").first()
    return clock.now() >= milestone.starts_at if milestone else clock.today() >= go_live.on - LOCK_BEFORE


def move_threshold(
    go_live: GoLive, *, dimension: str, green: Decimal, amber: Decimal, actor: Person, reason: str
) -> ThresholdMove:
    """Put another threshold in force from now on, with an audit entry.

    Refuses others than a training lead, a dimension that has no movable threshold, no reason, amber above green, figures
    outside 0–100, and a move to what is in force already (so a second click changes nothing).
    """
    if not access.may_edit_matrix(actor):
        raise ThresholdRefused(_("Thresholds are moved by a training lead. Nothing has changed."))
    gate = BY_CODE.get(dimension)
    if gate is None or not gate.movable:
        raise ThresholdRefused(_("This gate has no threshold that can be moved. Nothing has changed."))
    if not reason.strip():
        raise ThresholdRefused(_("Please say why the threshold moves; the reason is printed on the report."))
    if not Decimal(0) <= amber <= green <= FULL:
        raise ThresholdRefused(_("Amber must not lie above green, and both between 0 and 100. Nothing has changed."))
    with transaction.atomic():
        take_the_chain()  # of two clicks at once, the second finds the first one's threshold in force
        old = thresholds_in_force(go_live)[dimension]
        if old == Thresholds(green, amber):
            raise ThresholdRefused(_("These thresholds are in force already. Nothing has changed."))
        return _moved(go_live, gate, Moved(old, Thresholds(green, amber)), actor, reason.strip())


def _moved(go_live: GoLive, gate: Dimension, moved: Moved, actor: Person, reason: str) -> ThresholdMove:
    move = ThresholdMove.objects.create(
        go_live=go_live,
        dimension=gate.code,
        old_green=moved.old.green,
        old_amber=moved.old.amber,
        new_green=moved.new.green,
        new_amber=moved.new.amber,
        is_after_lock=is_locked(go_live),
        moved_by=actor,
        moved_at=clock.now(),
        reason=reason,
    )
    record_change(
        "threshold",
        move.uuid,
        action="change",
        actor=actor,
        subject_label=f"{go_live.code} · {gate.code}",
        before={"green": str(moved.old.green), "amber": str(moved.old.amber)},
        after={"green": str(moved.new.green), "amber": str(moved.new.amber)},
        reason=reason,
    )
    return move


def clock_day(moment: datetime) -> date:
    """The calendar day of a moment in the installation's zone."""
    from django.utils import timezone  # the only use here

    return timezone.localtime(moment, timezone.get_default_timezone()).date()
