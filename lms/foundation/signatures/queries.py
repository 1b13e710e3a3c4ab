"""Reads of signatures: on one record, and by one person."""

from uuid import UUID

from django.db.models import QuerySet

from lms.foundation.accounts.models import Person
from lms.foundation.signatures.models import Signature


def signatures_on(kind: str, uuid: UUID | str) -> QuerySet[Signature]:
    """Signatures on all versions of one record, oldest first."""
    return Signature.objects.filter(subject_kind=kind, subject_uuid=uuid).select_related("signer").order_by("at", "pk")


def signatures_by(person: Person) -> QuerySet[Signature]:
    """Everything that `person` signed, newest first."""
    return Signature.objects.filter(signer=person).order_by("-at", "-pk")
