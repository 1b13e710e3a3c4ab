"""Two windows, two people, a late request: what was written stays, and nothing happens twice."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from lms.foundation.accounts import standing
from lms.foundation.accounts.forms import PasswordChangedForm, PasswordSetForm
from lms.foundation.accounts.identity import acknowledge_policy, verify_identity
from lms.foundation.api import AccessRefused, SignatureRefused, confirm_signer, record_change
from lms.foundation.audit import reviewing
from lms.foundation.audit.reviewing import ReviewRefused, sign_review
from lms.foundation.models import AuditEntry, Person, SignInAttempt
from lms.foundation.signatures import services as signing
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Correct-battery-9"


def _again(person: Person) -> Person:
    """The same person as another window read them."""
    return Person.objects.get(pk=person.pk)


def _kinds(person: Person) -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(subject_uuid=person.uuid).order_by("sequence")
    return list(rows.values_list("subject_kind", "action"))


def test_two_who_close_each_others_account_leave_the_last_keys() -> None:
    one, other = make_person("贺丽", "super_administrator"), make_person("何山", "super_administrator")
    seen_by_other = _again(one)
    assert seen_by_other.access_roles == {"super_administrator"}
    standing.deactivate(other, actor=one, reason="Left")
    with pytest.raises(AccessRefused):
        standing.deactivate(seen_by_other, actor=other, reason="Left")
    assert [one.pk] == list(Person.objects.filter(is_active=True).values_list("pk", flat=True))


def test_an_account_closed_in_two_windows_is_closed_once() -> None:
    admin, person = make_person("杜杰琳", "administrator"), make_person()
    windows = [_again(person), _again(person)]
    for window in windows:
        standing.deactivate(window, actor=admin, reason="Left")
    assert _kinds(person) == [("person.account", "deactivate")]


def test_a_window_from_before_the_account_was_closed_still_reopens_it() -> None:
    admin, person = make_person("杜杰琳", "administrator"), make_person()
    stale = _again(person)
    standing.deactivate(person, actor=admin, reason="Left")
    standing.reactivate(stale, actor=admin, reason="Came back")
    assert _again(person).is_active


def test_the_policy_is_acknowledged_once_from_two_windows() -> None:
    person = make_person(policy_acknowledged_at=None)
    first, second = _again(person), _again(person)
    acknowledge_policy(first)
    acknowledge_policy(second)
    assert _kinds(person) == [("person.policy", "change")]
    assert _again(person).policy_acknowledged_at == first.policy_acknowledged_at == second.policy_acknowledged_at


def test_a_handed_over_link_closes_signing_also_where_the_identity_was_verified_meanwhile() -> None:
    lead, person = make_person("吴岚", "training_lead"), make_person(identity_verified_at=None)
    stale = _again(person)
    verify_identity(person, actor=lead, reason="Staff card and face compared")
    standing.password_was_set(stale, was_handed_over=True)
    assert _again(person).identity_verified_at is None


def test_the_trail_says_what_stood_before_a_second_identity_check() -> None:
    lead, other, person = make_person("吴岚"), make_person("罗斌"), make_person(identity_verified_at=None)
    stale = _again(person)
    verify_identity(person, actor=lead, reason="Staff card and face compared")
    verify_identity(stale, actor=other, reason="Seen again")
    last = AuditEntry.objects.filter(subject_uuid=person.uuid).latest("sequence")
    assert last.before is not None
    assert last.before["verified_by"] == lead.number


@pytest.mark.parametrize("form_class", [PasswordSetForm, PasswordChangedForm])
def test_a_new_password_takes_nothing_back_that_was_changed_meanwhile(form_class: Any) -> None:
    person = make_person()
    stale = _again(person)
    Person.objects.filter(pk=person.pk).update(is_active=False, language="en", email="new@example.com")
    form = form_class(stale, {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    assert form.is_valid()
    form.save()
    kept = _again(person)
    assert (kept.is_active, kept.language, kept.email) == (False, "en", "new@example.com")
    assert kept.check_password(NEW_PASSWORD)


def test_a_one_time_link_open_in_two_windows_works_once() -> None:
    admin, person = make_person("杜杰琳", "administrator"), make_person(email="zhou.ting@example.com")
    link = standing.make_one_time_link(person, actor=admin, reason="Forgot it").path
    windows = [Client(headers={"accept-language": "en"}) for _window in range(2)]
    forms = [window.get(link).headers["Location"] for window in windows]
    answers = [
        window.post(form, {"new_password1": password, "new_password2": password})
        for window, form, password in zip(windows, forms, (NEW_PASSWORD, "Another-battery-9"), strict=True)
    ]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert _again(person).check_password(NEW_PASSWORD)
    assert _kinds(person) == [("person.password", "link"), ("person.password", "change")]


def test_a_link_used_between_the_check_and_the_save_works_once(monkeypatch: pytest.MonkeyPatch) -> None:
    admin, person = make_person("杜杰琳", "administrator"), make_person(email="zhou.ting@example.com")
    link = standing.make_one_time_link(person, actor=admin, reason="Forgot it").path
    client = Client(headers={"accept-language": "en"})
    form = client.get(link).headers["Location"]
    valid = PasswordSetForm.is_valid

    def used_meanwhile(self: PasswordSetForm) -> bool:
        other = _again(person)
        other.set_password(NEW_PASSWORD)
        other.save(update_fields=["password"])
        return valid(self)

    monkeypatch.setattr(PasswordSetForm, "is_valid", used_meanwhile)
    answer = client.post(form, {"new_password1": "Another-battery-9", "new_password2": "Another-battery-9"})
    assert "no longer valid" in answer.content.decode()
    assert _again(person).check_password(NEW_PASSWORD)


def test_entries_are_reviewed_once_where_two_reviewers_sign_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_person("肖鑫东", "auditor"), make_person("周宁", "auditor")
    record_change("goal", one.uuid, action="change", reason="Later")

    def after_the_first() -> None:
        monkeypatch.undo()
        sign_review(one, up_to=1, note="All explained")

    monkeypatch.setattr(reviewing, "take_the_chain", after_the_first)
    with pytest.raises(ReviewRefused):
        sign_review(other, up_to=1, note="Read as well")


def test_failed_tries_at_once_raise_one_alert_and_never_none(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = make_person()

    def try_wrongly() -> None:
        with pytest.raises(SignatureRefused):
            confirm_signer(signer, number=signer.number, password="Wrong-horse-7")

    for _try in range(signing.THROTTLE_FAILURES - 2):
        try_wrongly()

    def after_anothers_try() -> None:
        monkeypatch.undo()
        with transaction.atomic():
            SignInAttempt.objects.create(person=signer, at=signing.clock.now())

    monkeypatch.setattr(signing, "take_the_chain", after_anothers_try)
    try_wrongly()
    assert _kinds(signer) == [("person.signing", "alert")]
