"""Signing that one has read what a goal asks of everybody (requirement A4)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from curricula.processes.models import Goal
from lms.foundation.api import NamedRecord, Refusal, access, digest_of, named_record_kind, sign, take_the_chain
from lms.foundation.models import Meaning, Person, Signature

GOAL = "goal"


def goal_record(goal: Goal) -> dict[str, Any]:
    """What is signed: the goal's texts and its indicators with baseline and target."""
    indicators = goal.indicators.values_list("code", "name_zh", "name_en", "baseline", "target", "target_on")
    return {
        "code": goal.code,
        "name": [goal.name_zh, goal.name_en],
        "why": [goal.why_zh, goal.why_en],
        "indicators": [[str(value) for value in row] for row in indicators.order_by("code")],
    }


def named_goals(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Goals by their id, as the trail calls them."""
    return {
        goal.uuid: NamedRecord(goal.name, f"{reverse('goals')}#{goal.code}")
        for goal in Goal.objects.filter(uuid__in=uuids)
    }


def _called(word: str) -> QuerySet[Goal, Any]:
    return Goal.objects.filter(Q(name_zh__icontains=word) | Q(name_en__icontains=word)).values("uuid")


named_record_kind(GOAL, named_goals, readers=access.is_signed_in, called=_called)


class GoalChanged(Refusal):
    """The goal says something else by now than what the person has read; nothing was signed."""

    code = "GOAL_CHANGED"


def acknowledge(goal: Goal, person: Person, *, shown: str, note: str = "") -> Signature:
    """Sign the goal as it was shown; twice is once. The caller has just confirmed both components.

    `shown` is the digest of what the person had before them. Refuses where the goal says something else by now.
    """
    with transaction.atomic():
        take_the_chain()  # an edit of the goal writes its entry before or after, never between reading and signing
        record = goal_record(Goal.objects.get(pk=goal.pk))
        if digest_of(record) != shown:
            raise GoalChanged(
                _(
                    "Nothing was signed: the goal has been changed since you opened this page. What it says now is shown "
                    "here; please read it, then sign."
                )
            )
        return sign(
            person, subject_kind=GOAL, subject_uuid=goal.uuid, subject_version=digest_of(record)[:16], record=record,
            meaning=Meaning.READ, note=note or _("What the goal asks of everybody"),
        )  # fmt: skip


def acknowledged_by(goal: Goal, person: Person) -> Signature | None:
    """The person's signature on the goal as it stands now; an older text was signed for itself only."""
    return Signature.objects.filter(
        subject_kind=GOAL, subject_uuid=goal.uuid, signer=person, digest=digest_of(goal_record(goal))
    ).first()
