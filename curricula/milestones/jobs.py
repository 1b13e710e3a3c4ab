"""Moving a go-live or a milestone on which thousands of due days hang, as a job. Registered when the application starts.

The due days are written in one transaction, so a job that fails has changed nothing, and says so.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curricula.milestones.editing import Changed, Wanted, change_milestone, due_days_from
from curricula.milestones.models import GoLive, Milestone
from curricula.milestones.services import Moved, MoveRefused, due_days_asked, move_go_live
from lms.foundation.api import Refusal, Report, access, clock, job_kind, start_job
from lms.foundation.models import Job, JobState, Person
from lms.foundation.templatetags.wording import number

logger = logging.getLogger("plimsoll.jobs")
MOVE, MOVE_MILESTONE = "go-live.move", "milestone.move"
DUE_DAYS_IN_A_REQUEST = 5_000
"""due days drawn up while somebody waits, in about half a second; more become a job"""
GIVEN_UP_AFTER = timedelta(hours=1)
"""a job that has not ended by then has lost its worker, and no longer keeps others from moving"""


@job_kind(MOVE, gettext_lazy("Moving a go-live"), again=access.may_edit_matrix)
def move_in_background(job: Job, report: Report) -> None:
    """Move as the job's owner; a second run is refused because the day is reached."""
    wanted = job.parameters
    go_live = GoLive.objects.get(code=wanted["subject"])
    _tell_how_many(report, due_days_asked(go_live))
    with _whole_or_undone(gettext_lazy("The go-live was not moved: it is still on its old day.")):
        moved = move_go_live(
            go_live, date.fromisoformat(wanted["to_day"]), actor=job.owner, reason=wanted["reason"],
            seen_on=date.fromisoformat(wanted["seen_on"]),
        )  # fmt: skip
    report(2, 2, lazy(go_live_moved, str)(moved))
    job.result = {"milestones": moved.milestones, "due_days": moved.due_days}
    job.result_url = reverse("go-live", args=[go_live.code])


@job_kind(MOVE_MILESTONE, gettext_lazy("Moving a milestone"), again=access.may_edit_matrix)
def change_in_background(job: Job, report: Report) -> None:
    """Change the milestone as the job's owner; a second run finds its own change and is refused."""
    wanted = job.parameters
    milestone = Milestone.objects.select_related("go_live").get(code=wanted["subject"])
    assert job.owner is not None, "started from a page"
    _tell_how_many(report, due_days_from(milestone))
    with _whole_or_undone(gettext_lazy("The milestone was not moved: it is still on its old day.")):
        changed = change_milestone(
            milestone, _read_wanted(wanted), opened=wanted["opened"], actor=job.owner, reason=wanted["reason"]
        )
    report(2, 2, lazy(milestone_changed, str)(changed))
    job.result = {"due_days": changed.due_days}
    job.result_url = reverse("go-live", args=[milestone.go_live.code])


def start_go_live_move(go_live: GoLive, to_day: date, *, owner: Person, reason: str) -> Job:
    """Start the move as a job; while one runs its owner gets that one back, and anybody else is refused."""
    parameters = {"to_day": to_day.isoformat(), "seen_on": go_live.on.isoformat(), "reason": reason}
    return _start_once(MOVE, go_live, go_live.code, owner=owner, parameters=parameters)


def start_milestone_move(milestone: Milestone, wanted: Wanted, *, opened: str, owner: Person, reason: str) -> Job:
    """The same for a milestone."""
    parameters = {
        "texts": wanted.texts,
        "starts_at": wanted.starts_at.isoformat(),
        "ends_at": wanted.ends_at.isoformat() if wanted.ends_at else None,
        "is_pinned": wanted.is_pinned,
        "opened": opened,
        "reason": reason,
    }
    return _start_once(MOVE_MILESTONE, milestone.go_live, milestone.code, owner=owner, parameters=parameters)


def go_live_moved(moved: Moved) -> str:
    """What a move of the go-live did, as a page says it."""
    milestones = ngettext("%(count)s milestone moved.", "%(count)s milestones moved.", moved.milestones)
    said = [
        _("The go-live has been moved."),
        milestones % {"count": number(moved.milestones)},
        _due_days(moved.due_days),
    ]
    return " ".join(said)


def milestone_changed(changed: Changed) -> str:
    """What the change of a milestone did; due days are named where it was a move."""
    said = _("The milestone is changed.")
    return f"{said} {_due_days(changed.due_days)}" if changed.is_moved else said


def _due_days(count: int) -> str:
    days = ngettext("%(count)s due day moved with it.", "%(count)s due days moved with it.", count)
    return days % {"count": number(count)}


def _start_once(kind: str, go_live: GoLive, subject: str, *, owner: Person, parameters: dict[str, Any]) -> Job:
    with transaction.atomic():
        GoLive.objects.select_for_update(no_key=True).get(
            pk=go_live.pk
        )  # of two clicks at once, the second waits and finds the first
        running = Job.objects.filter(
            kind=kind, parameters__subject=subject, state__in=[JobState.WAITING, JobState.RUNNING],
            created_at__gt=clock.now() - GIVEN_UP_AFTER,
        ).first()  # fmt: skip
        if running is None:
            return start_job(kind, owner=owner, parameters={"subject": subject, **parameters})
    if running.owner_id != owner.pk:
        raise MoveRefused(
            _("Somebody else is moving this at the moment. Nothing was changed; look again in a minute or two.")
        )
    return running


def _tell_how_many(report: Report, due_days: int) -> None:
    report(1, 2, lazy(_how_many, str)(due_days))


def _how_many(due_days: int) -> str:
    sentence = ngettext(
        "%(count)s due day is being drawn up anew, all or nothing.",
        "%(count)s due days are being drawn up anew, all or nothing.",
        due_days,
    )
    return sentence % {"count": number(due_days)}


@contextmanager
def _whole_or_undone(still: Any) -> Iterator[None]:
    """Say what holds after a fault. The transaction inside has undone everything by then."""
    try:
        yield
    except Refusal:
        raise
    except Exception as fault:
        logger.exception("a move failed and was undone")
        raise MoveRefused(lazy(_undone, str)(still)) from fault


def _undone(still: Any) -> str:
    undone = _(
        "A fault stopped the work, and every due day is as it was. The fault has been logged; please try again, "
        "and tell the administrator if it happens again."
    )
    return f"{still} {undone}"


def _read_wanted(kept: dict[str, Any]) -> Wanted:
    ends_at = datetime.fromisoformat(kept["ends_at"]) if kept["ends_at"] else None
    return Wanted(kept["texts"], datetime.fromisoformat(kept["starts_at"]), ends_at, kept["is_pinned"])
