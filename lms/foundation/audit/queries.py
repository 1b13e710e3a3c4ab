"""Reads of the audit trail: of one record, and what is still to be reviewed."""

from uuid import UUID

from django.db.models import QuerySet

from lms.foundation.audit.models import AuditEntry, AuditReview, PersonalDataRead


def audit_of(kind: str, uuid: UUID | str) -> QuerySet[AuditEntry]:
    """What happened to one record, newest first; its signatures are entries of the kind with “.signature” behind."""
    kinds = [kind, f"{kind}.signature"]
    return AuditEntry.objects.filter(subject_kind__in=kinds, subject_uuid=uuid).select_related("actor")


def reviewed_up_to() -> int:
    """Number of the newest entry that a reviewer has signed for; 0 where nobody has yet."""
    newest = AuditReview.objects.order_by("-up_to_sequence").first()
    return newest.up_to_sequence if newest else 0


def awaiting_review() -> QuerySet[AuditEntry]:
    """Entries behind the newest signed review."""
    return AuditEntry.objects.filter(sequence__gt=reviewed_up_to()).select_related("actor", "impersonator")


def personal_reads() -> QuerySet[PersonalDataRead]:
    """Who opened whose record, newest first."""
    return PersonalDataRead.objects.select_related("reader", "subject").order_by("-at", "-pk")
