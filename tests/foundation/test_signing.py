"""Signatures: both components each time, bound to the record, throttled, never for another (21 CFR 11.50–11.300)."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.api import SignatureRefused, clock, confirm_signer, is_genuine, sign
from lms.foundation.audit.services import Origin, current_origin
from lms.foundation.models import AuditEntry, Meaning, Person, Signature, SignInAttempt
from lms.foundation.signatures import verify
from lms.foundation.signatures.services import THROTTLE_FAILURES
from tests.factories import PASSWORD, make_person
from tests.foundation.conftest import SignIn
from tests.foundation.tampering import behind_the_back

pytestmark = pytest.mark.django_db
RECORD = {"cells": [["RECV", "ACT-P2P-02", 3]], "number": 4}


def _sign(signer: Person, record: Any = RECORD, **fields: Any) -> Signature:
    values = {"subject_kind": "goal", "subject_uuid": uuid.uuid4(), "subject_version": "4", "meaning": Meaning.APPROVED}
    return sign(signer, record=record, **{**values, **fields})


def _refusal(signer: Person, number: str, password: str) -> str:
    with pytest.raises(SignatureRefused) as refused:
        confirm_signer(signer, number=number, password=password)
    return refused.value.code


def test_both_components_are_asked_and_right_ones_pass() -> None:
    signer = make_person()
    confirm_signer(signer, number=signer.number, password=PASSWORD)
    assert not SignInAttempt.objects.exists()


@pytest.mark.requirement("B27")
def test_wrong_second_component_is_refused_and_kept() -> None:
    signer = make_person()
    assert _refusal(signer, signer.number, "Wrong-horse-7") == "SIGNATURE_REFUSED"
    assert _refusal(signer, signer.number, "") == "SIGNATURE_REFUSED"
    assert SignInAttempt.objects.filter(person=signer).count() == 2
    assert not Signature.objects.exists()


def test_anothers_number_and_password_do_not_sign_for_me() -> None:
    signer, colleague = make_person(), make_person("罗斌", password="Another-horse-8")
    assert _refusal(signer, colleague.number, "Another-horse-8") == "SIGNATURE_REFUSED"


def test_fifth_failure_pauses_and_raises_one_alert() -> None:
    signer = make_person()
    for _try in range(THROTTLE_FAILURES):
        _refusal(signer, signer.number, "Wrong-horse-7")

    assert _refusal(signer, signer.number, PASSWORD) == "SIGNATURE_THROTTLED"
    alerts = AuditEntry.objects.filter(subject_uuid=signer.uuid, action="alert")
    assert [alert.subject_kind for alert in alerts] == ["person.signing"]


def test_pause_ends_after_its_window(settings: Any) -> None:
    from datetime import timedelta

    signer = make_person()
    for _try in range(THROTTLE_FAILURES):
        _refusal(signer, signer.number, "Wrong-horse-7")
    settings.CLOCK_SHIFT = timedelta(minutes=16)
    confirm_signer(signer, number=signer.number, password=PASSWORD)


def test_nobody_signs_while_looking_as_another() -> None:
    signer, admin = make_person(), make_person("贺丽", "super_administrator")
    token = current_origin.set(Origin("", admin.pk))
    try:
        assert _refusal(signer, signer.number, PASSWORD) == "SIGNATURE_REFUSED"
    finally:
        current_origin.reset(token)


@pytest.mark.requirement("B99")
def test_nobody_signs_before_identity_and_policy() -> None:
    unknown = make_person(identity_verified_at=None)
    unread = make_person(policy_acknowledged_at=None)
    assert _refusal(unknown, unknown.number, PASSWORD) == "IDENTITY"
    assert _refusal(unread, unread.number, PASSWORD) == "POLICY"


@pytest.mark.requirement("B27")
def test_signature_carries_name_moment_zone_meaning_and_digest() -> None:
    signer = make_person("周婷")
    signature = _sign(signer, note="Checked against the minutes")
    assert (signature.printed_name, signature.get_meaning_display(), signature.zone) == (
        "周婷 Zhou Ting", Meaning.APPROVED.label, "Asia/Shanghai",
    )  # fmt: skip
    assert abs((clock.now() - signature.at).total_seconds()) < 60
    assert is_genuine(signature, RECORD)
    entry = AuditEntry.objects.get(action="sign")
    assert (entry.actor, entry.after["digest"]) == (signer, signature.digest)  # type: ignore[index]


@pytest.mark.requirement("B27")
def test_signature_fails_on_a_changed_record() -> None:
    signature = _sign(make_person())
    assert not is_genuine(signature, {**RECORD, "number": 5})


@pytest.mark.requirement("B27")
def test_signature_moved_to_another_record_fails() -> None:
    signature = _sign(make_person())
    with behind_the_back():
        Signature.objects.filter(pk=signature.pk).update(subject_uuid=uuid.uuid4())
    signature.refresh_from_db()
    assert not is_genuine(signature, RECORD)
    assert not verify.standing_of(signature).holds


@pytest.mark.requirement("B27")
@pytest.mark.parametrize("field", ["printed_name", "meaning", "zone", "note", "digest", "subject_version"])
def test_signature_with_an_altered_field_fails(field: str) -> None:
    signature = _sign(make_person())
    setattr(signature, field, "read" if field == "meaning" else "x")
    assert not is_genuine(signature, RECORD)


def test_signature_is_compared_with_its_registered_record(monkeypatch: pytest.MonkeyPatch) -> None:
    now = {**RECORD}
    monkeypatch.setattr(verify, "_kinds", {"goal": lambda signature: now})
    signature = _sign(make_person())
    assert verify.standing_of(signature) == verify.Standing("", is_compared=True)

    now["number"] = 5
    assert verify.standing_of(signature).problem == "stands on a record that was changed after signing"


def test_signing_twice_is_once() -> None:
    signer, subject = make_person(), uuid.uuid4()
    assert _sign(signer, subject_uuid=subject) == _sign(signer, subject_uuid=subject)
    assert Signature.objects.count() == 1


@pytest.mark.requirement("B66")
def test_signature_is_seen_by_signer_and_those_who_read_all(signed_in: SignIn) -> None:
    signer = make_person("周婷")
    signature = _sign(signer)
    address = reverse("signature", args=[signature.uuid])

    page = signed_in(signer).get(address).content.decode()
    assert "周婷 Zhou Ting" in page
    assert "Asia/Shanghai" in page
    assert "Approved" in page
    assert signed_in(make_person("肖鑫东", "auditor")).get(address).status_code == 200
    assert signed_in(make_person("罗斌", "assessor")).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_list_of_signatures_holds_the_own_ones_only(signed_in: SignIn) -> None:
    signer, other = make_person("周婷"), make_person("罗斌", name_latin="Luo Bin")
    _sign(signer)
    _sign(other)
    listing = reverse("signatures")
    assert "Luo Bin" not in signed_in(signer).get(listing).content.decode()
    text = b"".join(signed_in(make_person("肖", "auditor")).get(listing, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert all(part in text for part in ("周婷 Zhou Ting", "罗斌 Luo Bin", "Asia/Shanghai", "Approved"))
