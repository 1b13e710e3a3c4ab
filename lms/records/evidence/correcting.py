"""Correcting evidence: a new fact that names the old one. The old one stays and no longer counts."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.models import EvidenceFact
from lms.foundation.api import take_the_chain
from lms.foundation.models import Person
from lms.records.evidence.services import EvidenceRefused, record_evidence


def correct_evidence(
    fact: EvidenceFact, *, outcome: str, level: int | None, score: Decimal | None, actor: Person, reason: str
) -> EvidenceFact:
    """Append what is right in place of `fact`; assignments and certificates follow at once. The same twice is once.

    Refuses an empty reason, one's own evidence, and a fact that a newer one has already corrected in another way.
    """
    if actor.pk == fact.person_id:
        raise EvidenceRefused(_("Nobody corrects their own evidence. Ask a colleague; nothing has changed."))
    with transaction.atomic():
        take_the_chain()  # of two who correct it at once, the second is refused: nobody takes the other's for their own
        for known in EvidenceFact.objects.filter(corrects=fact):
            if (known.outcome, known.level, known.score) != (outcome, level, score):
                raise EvidenceRefused(_("This evidence has been corrected already. Correct the newer entry instead."))
        return record_evidence(
            fact.person, fact.activity, method=fact.method, outcome=outcome, source_key=_key(fact), item=fact.item,
            occurred_at=fact.occurred_at, level=level, score=score, minutes=fact.minutes, valid_until=fact.valid_until,
            content_version=fact.content_version, content_digest=fact.content_digest, judged_by=fact.judged_by,
            source=fact.source, details={**fact.details, "correction": reason}, corrects=fact, reason=reason, actor=actor,
        )  # fmt: skip


def _key(fact: EvidenceFact) -> str:
    return f"correction-{fact.uuid}"
