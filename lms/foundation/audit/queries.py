"""Reads of the audit trail: of one record, and what is still to be reviewed."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from lms.foundation import clock
from lms.foundation.audit.models import AuditEntry, AuditReview, PersonalDataRead, RecordCheck

ALARM_STANDS = timedelta(days=7)
"""long enough that nobody is away for all of it"""


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


def standing_alarm() -> RecordCheck | None:
    """The check that somebody has to look into: the newest with findings, if no other came after it or it is recent.

    One that found nothing does not silence it at once: a tail that was cut shows in one check only.
    """
    newest = RecordCheck.objects.order_by("-pk").values("pk")[:1]
    is_recent = Q(finished_at__gte=clock.now() - ALARM_STANDS) | Q(pk__in=newest)
    alarms = RecordCheck.objects.filter(is_recent, finding_count__gt=0)
    return alarms.order_by("-pk").defer("checks", "findings").first()


def personal_reads() -> QuerySet[PersonalDataRead]:
    """Who opened whose record, newest first."""
    return PersonalDataRead.objects.select_related("reader", "subject").order_by("-at", "-pk")
