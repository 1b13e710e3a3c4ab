"""Ending a certificate before its time: withdrawn by a decision, or because the evidence it rests on was corrected."""

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.models import EvidenceFact
from lms.foundation.api import clock, record_change
from lms.foundation.models import Person
from lms.records.evidence.services import follows_evidence
from lms.records.qualifications.issuing import QualificationRefused
from lms.records.qualifications.models import Qualification, QualificationEnding
from lms.records.qualifications.writing import take_the_numbers

Kind = QualificationEnding.Kind


def withdraw_qualification(qualification: Qualification, *, actor: Person, reason: str) -> QualificationEnding:
    """Withdraw a certificate from today; it stays, and older evidence does not bring it back. Twice is once.

    Refuses an empty reason, one's own certificate, and one that a newer one has already superseded.
    """
    if not reason.strip():
        raise QualificationRefused(_("Please say why the qualification is withdrawn; nothing has changed."))
    if actor.pk == qualification.person_id:
        raise QualificationRefused(_("Nobody withdraws their own qualification. Ask a colleague; nothing has changed."))
    with transaction.atomic():
        take_the_numbers()  # a renewal that is being written is waited for, and seen
        if Qualification.objects.filter(supersedes=qualification).exists():
            raise QualificationRefused(_("A newer certificate has superseded this one. Withdraw the newer one."))
        return _end(qualification, Kind.WITHDRAWN, actor, reason)


@follows_evidence
def end_what_lost_its_ground(fact: EvidenceFact) -> None:
    """A correction takes the ground from the certificates that rest on the corrected fact, unless it is a pass as
    well.
    """
    if fact.corrects_id is None or fact.outcome == EvidenceFact.Outcome.PASSED:
        return
    resting = Qualification.objects.filter(
        basis__fact=fact.corrects_id, superseded_by__isnull=True, ending__isnull=True
    )
    for qualification in resting:
        _end(
            qualification,
            Kind.UNFOUNDED,
            None,
            f"所依据的证据已更正 / The evidence it rests on was corrected: {fact.uuid}",
        )


def _end(qualification: Qualification, kind: Kind, actor: Person | None, reason: str) -> QualificationEnding:
    with transaction.atomic():
        take_the_numbers()
        known = QualificationEnding.objects.filter(qualification=qualification).first()
        if known is not None:
            return known
        ending = QualificationEnding.objects.create(
            qualification=qualification,
            kind=kind,
            ended_on=clock.today(),
            ended_at=clock.now(),
            ended_by=actor,
            reason=reason,
        )
        record_change(
            "qualification", qualification.uuid, action="end", reason=reason, actor=actor, subject_label=qualification.number,
            before={"valid_until": qualification.valid_until.isoformat() if qualification.valid_until else None},
            after={"kind": str(kind), "ended_on": ending.ended_on.isoformat()},
        )  # fmt: skip
    return ending
