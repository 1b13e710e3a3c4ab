"""Checking evidence and certificates against the audit trail: a row without its entry, or unlike it, is named."""

from collections.abc import Iterator
from typing import Any

from curricula.models import EvidenceFact
from lms.foundation.api import Finding, record_verifier
from lms.foundation.models import AuditEntry
from lms.records.evidence.trail import KIND, differing


@record_verifier("evidence", rows=EvidenceFact.objects.count)
def verify_evidence() -> Iterator[Finding]:
    """Every fact that was inserted, altered or removed behind the application's back."""
    entries = created_entries(KIND, ("create",))
    facts = EvidenceFact.objects.select_related("person", "activity", "judged_by", "corrects").order_by("pk")
    for fact in facts.iterator(chunk_size=2000):
        kept = entries.pop(str(fact.uuid), None)
        row = f"{fact.uuid} ({fact.person.number}, {fact.activity.code})"
        if kept is None:
            yield Finding("evidence", row, "has no entry in the audit trail: it was inserted")
        elif changed := differing(kept, fact):
            yield Finding("evidence", row, f"was altered: {', '.join(changed)} unlike its entry in the audit trail")
    for uuid in entries:
        yield Finding("evidence", uuid, "is missing: the audit trail says it was recorded")


def created_entries(kind: str, actions: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """What the trail kept when records of `kind` were made, by their id."""
    rows = AuditEntry.objects.filter(subject_kind=kind, action__in=actions)
    return {
        str(uuid): after or {} for uuid, after in rows.values_list("subject_uuid", "after").iterator(chunk_size=2000)
    }
