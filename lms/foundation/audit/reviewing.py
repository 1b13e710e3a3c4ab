"""Reviewing the trail: a reviewer signs that the entries up to one were read (Annex 11 §9)."""

from collections.abc import Collection
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.foundation import clock
from lms.foundation.accounts import access
from lms.foundation.accounts.models import Person
from lms.foundation.audit.models import AuditEntry, AuditReview
from lms.foundation.audit.queries import reviewed_up_to
from lms.foundation.audit.record_names import NamedRecord, is_said_by, named_record_kind
from lms.foundation.audit.services import take_the_chain
from lms.foundation.errors import Refusal
from lms.foundation.signatures.models import Meaning
from lms.foundation.signatures.services import sign
from lms.foundation.signatures.verify import signed_record_kind

KIND = "audit_review"
UP_TO = gettext_lazy("Entries up to %(last)s")


class ReviewRefused(Refusal):
    """The review was not signed; nothing has changed."""

    code = "REVIEW_REFUSED"


def review_record(up_to: int) -> dict[str, Any] | None:
    """What a review's signature binds: the entry up to which was read, and its hash, hence all before it."""
    entry = AuditEntry.objects.filter(sequence=up_to).values("sequence", "hash").first()
    return {"up_to": entry["sequence"], "hash": entry["hash"]} if entry else None


def named_reviews(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Reviews by their id, named by the entry they reach."""
    signed = AuditReview.objects.filter(signature__subject_uuid__in=uuids)
    return {
        uuid: NamedRecord(str(UP_TO) % {"last": up_to}, reverse("audit-review"))
        for uuid, up_to in signed.values_list("signature__subject_uuid", "up_to_sequence")
    }


def _called(word: str) -> QuerySet[AuditReview, Any]:
    reviews = AuditReview.objects.all()
    called = reviews if is_said_by(UP_TO, word) else reviews.filter(up_to_sequence__icontains=word)
    return called.values("signature__subject_uuid")


signed_record_kind(KIND, lambda signature: review_record(int(signature.subject_version)))
named_record_kind(KIND, named_reviews, readers=access.may_review_audit_trail, called=_called)


def review_uuid(up_to: int) -> UUID:
    """The review's own id follows from the entry it ends with."""
    return uuid5(NAMESPACE_URL, f"plimsoll:audit-review:{up_to}")


def sign_review(reviewer: Person, *, up_to: int, note: str) -> AuditReview:
    """Sign that the entries up to number `up_to` were read. The caller has just called `confirm_signer`.

    Refuses an entry that is not there, one that was reviewed before, and a review without a note.
    """
    if not note.strip():
        raise ReviewRefused(_("Please note what you looked at and what you found; nothing was signed."))
    with transaction.atomic():
        take_the_chain()
        record = review_record(up_to)
        if record is None or up_to <= reviewed_up_to():
            raise ReviewRefused(_("These entries have been reviewed already, or are not there. Reload the page."))
        signature = sign(
            reviewer, subject_kind=KIND, subject_uuid=review_uuid(up_to), subject_version=str(up_to), record=record,
            meaning=Meaning.REVIEWED, note=note,
        )  # fmt: skip
        return AuditReview.objects.create(
            up_to_sequence=up_to, reviewer=reviewer, at=clock.now(), note=note, signature=signature
        )
