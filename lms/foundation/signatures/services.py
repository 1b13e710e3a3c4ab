"""Signing: two components every time, bound to a digest, never for another."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.foundation import clock
from lms.foundation.accounts.models import Person, SignInAttempt
from lms.foundation.audit.services import current_origin, record_change, take_the_chain
from lms.foundation.canonical import canonical_json, digest_of, utc_text
from lms.foundation.errors import Refusal
from lms.foundation.signatures.models import Meaning, Signature

THROTTLE_FAILURES = 5
THROTTLE_WINDOW = timedelta(minutes=15)


class SignatureRefused(Refusal):
    """The signature was not made; the record is unchanged."""

    code = "SIGNATURE_REFUSED"


def confirm_signer(signer: Person, *, number: str, password: str) -> None:
    """Ask both components again. Call before opening a transaction: a failed try is kept even though nothing is signed.

    Refuses while impersonating, for another's number, a wrong password, after too many failures, and before the
    identity was verified or the signature policy acknowledged (21 CFR 11.100, 11.200, 11.300).
    """
    if current_origin.get().impersonator_id is not None:
        raise SignatureRefused(
            _("You are looking as another person. Nobody signs for another: return to yourself first.")
        )
    now = clock.now()
    failures = SignInAttempt.objects.filter(person=signer, at__gt=now - THROTTLE_WINDOW).count()
    if failures >= THROTTLE_FAILURES:
        raise SignatureRefused(
            _("Signing is paused for 15 minutes after %(count)s failed attempts. The administrator has been told.")
            % {"count": failures},
            code="SIGNATURE_THROTTLED",
        )
    if number.strip() != signer.number or not signer.check_password(password):
        _keep_failure(signer, now)
        raise SignatureRefused(
            _("Not signed: number and password do not belong together. Nothing has changed; try again.")
        )
    if signer.identity_verified_at is None:
        raise SignatureRefused(
            _("Your identity has not been verified yet. Ask the training lead to verify it, then sign."),
            code="IDENTITY",
        )
    if signer.policy_acknowledged_at is None:
        raise SignatureRefused(
            _("Please read and acknowledge the signature policy under “My account” first, then sign."), code="POLICY"
        )


def _keep_failure(signer: Person, now: datetime) -> None:
    """Keep a failed try. The one that reaches the limit raises the alert: one only, also where tries come at once."""
    with transaction.atomic():
        take_the_chain()
        SignInAttempt.objects.create(person=signer, at=now, origin=current_origin.get().address)
        if SignInAttempt.objects.filter(person=signer, at__gt=now - THROTTLE_WINDOW).count() == THROTTLE_FAILURES:
            record_change(
                "person.signing", signer.uuid, action="alert", actor=None, subject_label=signer.name,
                reason=f"{THROTTLE_FAILURES} failed signature attempts within {THROTTLE_WINDOW}",
            )  # fmt: skip


def sign(
    signer: Person,
    *,
    subject_kind: str,
    subject_uuid: UUID,
    subject_version: str,
    record: Any,
    meaning: Meaning,
    note: str = "",
) -> Signature:
    """Bind `signer` and `meaning` to the canonical `record`, in the caller's transaction.

    The caller has just called `confirm_signer`. Signing the same version with the same meaning twice returns the first.
    """
    digest = digest_of(record)
    with transaction.atomic():
        take_the_chain()  # of two clicks at once, the second waits and finds the first one's signature
        same = Signature.objects.filter(
            signer=signer, subject_kind=subject_kind, subject_uuid=subject_uuid,
            subject_version=subject_version, meaning=meaning, digest=digest,
        ).first()  # fmt: skip
        if same is not None:
            return same
        signature = Signature(
            uuid=uuid4(),
            signer=signer,
            printed_name=f"{signer.name} {signer.name_latin}".strip(),
            meaning=meaning,
            at=clock.now(),
            zone=str(timezone.get_current_timezone()),
            subject_kind=subject_kind,
            subject_uuid=subject_uuid,
            subject_version=subject_version,
            digest=digest,
            note=note,
            origin=current_origin.get().address,
        )
        signature.seal = seal_of(signature)
        signature.save(force_insert=True)
        record_change(
            f"{subject_kind}.signature", subject_uuid, action="sign", actor=signer,
            after={"meaning": str(meaning), "version": subject_version, "digest": digest, "signature": str(signature.uuid)},
            reason=note or str(Meaning(meaning).label),
        )  # fmt: skip
    return signature


def seal_of(signature: Signature) -> str:
    """HMAC-SHA-256 with the installation's key over signer, meaning, moment, record, version and digest."""
    content = canonical_json(
        [
            str(signature.uuid), signature.signer_id, signature.printed_name, str(signature.meaning),
            utc_text(signature.at), signature.zone, signature.subject_kind,
            str(signature.subject_uuid), signature.subject_version, signature.digest, signature.note,
        ]
    )  # fmt: skip
    return hmac.new(settings.SECRET_KEY.encode(), content.encode(), hashlib.sha256).hexdigest()


def is_genuine(signature: Signature, record: Any) -> bool:
    """Whether the signature is untouched and `record` is still exactly what was signed."""
    return hmac.compare_digest(signature.seal, seal_of(signature)) and signature.digest == digest_of(record)
