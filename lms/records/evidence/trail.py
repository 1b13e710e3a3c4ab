"""What the audit trail keeps of evidence, written in one place, so that a check can compare the two later."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from curricula.models import EvidenceFact
from lms.foundation.api import Change
from lms.foundation.models import Person

KIND = "evidence"


def evidence_change(fact: EvidenceFact, *, actor: Person | None = None, reason: str = "") -> Change:
    """The entry that belongs to a new fact; whoever writes facts in bulk writes these in the same transaction."""
    return Change(
        KIND, fact.uuid, "create", reason or f"{fact.method}: {fact.outcome}", after=kept_of(fact), at=fact.recorded_at,
        actor=actor or fact.judged_by or fact.person, subject_label=f"{fact.person.name} · {fact.activity.code}",
    )  # fmt: skip


def kept_of(fact: EvidenceFact) -> dict[str, Any]:
    """The values of a fact as the trail keeps them."""
    return {
        "person": fact.person.number,
        "activity": fact.activity.code,
        "method": fact.method,
        "outcome": fact.outcome,
        "score": None if fact.score is None else str(fact.score),
        "level": fact.level,
        "occurred_on": fact.occurred_on.isoformat(),
        "valid_until": fact.valid_until.isoformat() if fact.valid_until else None,
        "version": fact.content_version,
        "digest": fact.content_digest,
        "judged_by": fact.judged_by.number if fact.judged_by else None,
        "source": fact.source,
        "corrects": str(fact.corrects.uuid) if fact.corrects else None,
    }


def differing(kept: Mapping[str, Any], fact: EvidenceFact) -> list[str]:
    """Names of the values in which a stored fact and its entry differ; what an older entry did not keep is not asked."""
    now = kept_of(fact)
    return [name for name in now if name in kept and _plain(kept[name]) != _plain(now[name])]


def _plain(value: Any) -> Any:
    try:
        return Decimal(value) if isinstance(value, str) else value
    except ArithmeticError:
        return value
