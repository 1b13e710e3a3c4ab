"""Checking certificates against the audit trail."""

from collections.abc import Iterator

from lms.foundation.api import Finding, record_verifier
from lms.records.evidence.verifying import created_entries
from lms.records.qualifications.models import Qualification
from lms.records.qualifications.writing import kept_of


@record_verifier("qualifications", rows=Qualification.objects.count)
def verify_qualifications() -> Iterator[Finding]:
    """Every certificate that was inserted, altered or removed behind the application's back."""
    entries = created_entries("qualification", ("issue", "renew"))
    rows = Qualification.objects.select_related("person", "type").order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        kept = entries.pop(str(row.uuid), None)
        if kept is None:
            yield Finding("qualifications", row.number, "has no entry in the audit trail: it was inserted")
            continue
        changed = [name for name, value in kept_of(row).items() if name in kept and kept[name] != value]
        if changed:
            yield Finding("qualifications", row.number, f"was altered: {', '.join(changed)} unlike its entry")
    for kept in entries.values():
        yield Finding("qualifications", str(kept.get("number")), "is missing: the audit trail says it was issued")
