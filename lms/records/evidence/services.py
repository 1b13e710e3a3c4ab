"""Appending evidence: the one way in. Settles assignments and issues qualifications in the same transaction."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curricula.api import settle_outcome
from curricula.models import Activity, EvidenceFact, LearningItem
from lms.foundation.api import Refusal, clock, prepared, record_changes, take_the_chain
from lms.foundation.models import Person
from lms.records.evidence.trail import evidence_change

Outcome = EvidenceFact.Outcome
# What follows from new evidence inside this stratum (qualifications); each takes the new fact.
_followers: list[Callable[[EvidenceFact], None]] = []


class EvidenceRefused(Refusal):
    """The evidence was not recorded; nothing has changed."""

    code = "EVIDENCE_REFUSED"


def follows_evidence(follower: Callable[[EvidenceFact], None]) -> Callable[[EvidenceFact], None]:
    """Register what has to happen, in the same transaction, after each new fact."""
    _followers.append(follower)
    return follower


def record_evidence(
    person: Person,
    activity: Activity,
    *,
    method: str,
    outcome: str,
    source_key: str,
    item: LearningItem | None = None,
    occurred_at: datetime | None = None,
    level: int | None = None,
    score: Decimal | None = None,
    minutes: int | None = None,
    valid_until: date | None = None,
    content_version: str = "",
    content_digest: str = "",
    judged_by: Person | None = None,
    source: str = "platform",
    details: dict[str, Any] | None = None,
    corrects: EvidenceFact | None = None,
    reason: str = "",
    actor: Person | None = None,
) -> EvidenceFact:
    """Append one fact, settle the person's assignments of the activity, issue what it entitles to; all or nothing.

    `method` is a code of curricula.api.Method, or "lesson"/"session" for something that closes nothing by itself; `score`
    0–100; `source_key` is unique to the act: called twice with one key, the first fact is returned and nothing is counted
    again. Refuses a moment in the future, a judge who is the person, and a correction without a reason.
    """
    now = clock.now()
    occurred = occurred_at or now
    if occurred > now:
        raise EvidenceRefused(
            _("The day lies in the future. Evidence is recorded when it has happened; nothing was saved.")
        )
    if judged_by is not None and judged_by.pk == person.pk:
        raise EvidenceRefused(_("Nobody assesses themselves. Ask another qualified assessor; nothing was saved."))
    if corrects is not None and not reason.strip():
        raise EvidenceRefused(_("A correction needs a reason. Please say why, then save again."))
    with transaction.atomic():
        take_the_chain()  # of two that record one act at once, the second finds the first one's fact
        known = _fact_of_act.first(source_key=source_key)
        if known is not None:
            return known
        fact = EvidenceFact.objects.create(
            person=person, activity=activity, item=item, method=method, outcome=outcome, level=level, score=score,
            minutes=minutes, occurred_at=occurred, occurred_on=occurred.astimezone(_zone()).date(), recorded_at=now,
            valid_until=valid_until, content_version=content_version, content_digest=content_digest, judged_by=judged_by,
            source=source, details=details or {}, corrects=corrects, source_key=source_key,
        )  # fmt: skip
        record_changes([evidence_change(fact, actor=actor, reason=reason)])
        settle_outcome(person.pk, activity.pk)
        for follower in _followers:
            follower(fact)
    return fact


@prepared
def _fact_of_act(source_key: str) -> Any:
    return EvidenceFact.objects.filter(source_key=source_key)


def _zone() -> ZoneInfo:
    return timezone.get_default_timezone()  # type: ignore[return-value]  # Django gives a ZoneInfo here
