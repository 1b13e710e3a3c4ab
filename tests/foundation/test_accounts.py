"""Accounts and access roles: a reason each time, rights kept apart, nothing for oneself, nobody is deleted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.accounts import standing
from lms.foundation.accounts.identity import verify_identity
from lms.foundation.api import AccessRefused, access, grant_access, withdraw_access
from lms.foundation.audit.services import ReasonRequired
from lms.foundation.models import AuditEntry, Person, PersonalDataRead
from tests.factories import make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db


def _with_keys(**fields: Any) -> Person:
    return make_person("贺丽", "super_administrator", **fields)


@pytest.mark.requirement("B62")
def test_grant_and_withdrawal_are_recorded_with_reason() -> None:
    keys, person = _with_keys(), make_person()
    grant_access(person, access.ASSESSOR, actor=keys, reason="Named by the head of quality")
    assert access.is_assessor(person)
    withdraw_access(person, access.ASSESSOR, actor=keys, reason="Left the team")
    assert not access.is_assessor(person)

    entries = AuditEntry.objects.filter(subject_uuid=person.uuid).order_by("sequence")
    assert [(entry.before, entry.after, entry.reason) for entry in entries] == [
        ({"roles": []}, {"roles": ["assessor"]}, "Named by the head of quality"),
        ({"roles": ["assessor"]}, {"roles": []}, "Left the team"),
    ]


def test_the_last_of_the_keys_is_not_taken(signed_in: SignIn) -> None:
    keys, closed = _with_keys(), make_person("离职", "super_administrator", is_active=False)
    page = signed_in(keys).post(
        reverse("access-withdraw", args=[keys.number, "super_administrator"]), {"reason": "I move to another team"}
    )
    assert page.status_code == 422
    assert "This is the last super-administrator." in page.content.decode()
    assert Person.objects.get(pk=keys.pk).access_roles == {"super_administrator"}
    assert not AuditEntry.objects.exists()

    withdraw_access(closed, access.SUPER_ADMINISTRATOR, actor=keys, reason="Left the company")
    second = make_person("贺丽", "super_administrator")
    withdraw_access(keys, access.SUPER_ADMINISTRATOR, actor=second, reason="Handed over")
    assert list(Person.objects.filter(groups__name="super_administrator")) == [second]


@pytest.mark.requirement("A38")
@pytest.mark.parametrize(
    ("held", "wanted"),
    [("administrator", "super_administrator"), ("super_administrator", "administrator"), ("auditor", "training_lead"),
     ("administrator", "auditor"), ("super_administrator", "auditor")],
)  # fmt: skip
def test_rights_that_exclude_each_other_are_kept_apart(held: str, wanted: str) -> None:
    person = make_person("杜杰琳", held)
    with pytest.raises(AccessRefused):
        grant_access(person, wanted, actor=_with_keys(), reason="Holiday cover")
    assert Person.objects.get(pk=person.pk).access_roles == {held}


@pytest.mark.requirement("A38")
def test_nobody_grants_rights_to_themselves() -> None:
    keys = _with_keys()
    with pytest.raises(AccessRefused):
        grant_access(keys, access.EXECUTIVE, actor=keys, reason="I sign today")


def test_grant_without_a_reason_changes_nothing() -> None:
    person = make_person()
    with pytest.raises(ReasonRequired):
        grant_access(person, access.ASSESSOR, actor=_with_keys(), reason=" ")
    assert Person.objects.get(pk=person.pk).access_roles == frozenset()


def test_granting_twice_is_once() -> None:
    keys, person = _with_keys(), make_person()
    for _again in range(2):
        grant_access(person, access.AUTHOR, actor=keys, reason="Writes lessons")
    assert AuditEntry.objects.filter(subject_uuid=person.uuid).count() == 1


@pytest.mark.requirement("B62")
def test_published_table_is_open_to_all_and_holders_to_few(signed_in: SignIn) -> None:
    holder = make_person("罗斌", "assessor", number="YF777")
    address = reverse("access")
    learner = signed_in(make_person()).get(address).content.decode()
    assert all(str(row.name) in learner for row in access.ACCESS_ROLES)
    assert "YF777" not in learner
    assert "YF777" in signed_in(make_person("肖", "auditor")).get(address).content.decode()
    assert Client().get(address).status_code == 302
    assert holder.access_roles == {"assessor"}


@pytest.mark.requirement("A38", "B62")
def test_only_a_super_administrator_grants_on_the_page(signed_in: SignIn) -> None:
    person = make_person(number="YF5")
    sent = {"number": "YF5", "role": "author", "reason": "Writes lessons"}
    for role in ("administrator", "training_lead", "auditor", "executive"):
        signed_in(make_person("别人", role)).post(reverse("access"), sent)
    assert Person.objects.get(pk=person.pk).access_roles == frozenset()

    signed_in(_with_keys()).post(reverse("access"), sent)
    assert Person.objects.get(pk=person.pk).access_roles == {"author"}


def test_grant_that_is_refused_says_why_beside_the_form(signed_in: SignIn) -> None:
    make_person("杜杰琳", "administrator", number="YF6")
    response = signed_in(_with_keys()).post(
        reverse("access"), {"number": "YF6", "role": "super_administrator", "reason": "x"}
    )
    assert response.status_code == 422
    assert "kept apart" in response.content.decode()


def test_withdrawing_on_the_page_asks_for_a_reason(signed_in: SignIn) -> None:
    person = make_person("罗斌", "assessor", number="YF7")
    client, address = signed_in(_with_keys()), reverse("access-withdraw", args=["YF7", "assessor"])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert Person.objects.get(pk=person.pk).access_roles == {"assessor"}
    client.post(address, {"reason": "Left the team"})
    assert Person.objects.get(pk=person.pk).access_roles == frozenset()


ACTS = ["link", "unlock", "close", "reopen", "look", "verify-identity"]


@pytest.mark.requirement("A38", "B62")
@pytest.mark.parametrize(
    ("role", "open_acts"),
    [
        ("administrator", {"link", "close"}),
        ("super_administrator", {"link", "close", "look"}),
        ("training_lead", {"verify-identity"}),
        ("auditor", set()),
        ("executive", set()),
        ("", set()),
    ],
)
def test_each_role_is_offered_its_own_acts(role: str, open_acts: set[str], signed_in: SignIn) -> None:
    person = make_person(number="YF8")
    client = signed_in(make_person("别人", *([role] if role else [])))
    found = {act for act in ACTS if client.get(reverse("account-act", args=[person.number, act])).status_code == 200}
    assert found - {"unlock"} == open_acts
    assert (client.get(reverse("account", args=["YF8"])).status_code == 200) == bool(open_acts)


def test_closed_account_ends_its_sessions_and_keeps_its_records(signed_in: SignIn) -> None:
    person, admin = make_person(), make_person("杜杰琳", "administrator")
    theirs = signed_in(person)
    assert theirs.get(reverse("my-account")).status_code == 200

    standing.deactivate(person, actor=admin, reason="Left on 30 November")

    assert theirs.get(reverse("my-account")).status_code == 302
    assert Person.objects.filter(pk=person.pk, is_active=False).exists()
    assert AuditEntry.objects.filter(
        subject_uuid=person.uuid, action="deactivate", reason="Left on 30 November"
    ).exists()
    standing.reactivate(person, actor=admin, reason="Came back")
    assert Person.objects.get(pk=person.pk).is_active


def test_nobody_closes_the_own_account_or_the_last_keys() -> None:
    admin, keys = make_person("杜杰琳", "administrator"), _with_keys()
    with pytest.raises(AccessRefused):
        standing.deactivate(admin, actor=admin, reason="Holiday")
    with pytest.raises(AccessRefused):
        standing.deactivate(keys, actor=admin, reason="Holiday")
    assert Person.objects.filter(is_active=True).count() == 2


@pytest.mark.requirement("B99")
def test_identity_check_says_who_and_when_and_is_never_for_oneself() -> None:
    lead, person = make_person("吴岚", "training_lead"), make_person(identity_verified_at=None)
    with pytest.raises(AccessRefused):
        verify_identity(lead, actor=lead, reason="It is me")
    verify_identity(person, actor=lead, reason="Staff card and face compared")

    person.refresh_from_db()
    assert person.identity_verified_by == lead
    entry = AuditEntry.objects.get(subject_kind="person.identity")
    assert (entry.actor, entry.reason) == (lead, "Staff card and face compared")


def test_policy_is_acknowledged_once_by_oneself(signed_in: SignIn) -> None:
    person = make_person(policy_acknowledged_at=None)
    client = signed_in(person)
    client.post(reverse("signature-policy"))
    client.post(reverse("signature-policy"))
    person.refresh_from_db()
    assert person.policy_acknowledged_at is not None
    assert AuditEntry.objects.filter(subject_kind="person.policy").count() == 1


@pytest.mark.requirement("B26")
def test_everybody_sees_who_opened_the_own_record(signed_in: SignIn) -> None:
    from lms.foundation.api import record_personal_read

    person, reader = make_person(), make_person("肖鑫东", "auditor", name_latin="Xiao Xindong")
    record_personal_read(reader, person, "evidence")
    record_personal_read(person, person, "evidence")
    assert PersonalDataRead.objects.count() == 1
    assert "Xiao Xindong" in signed_in(person).get(reverse("my-account")).content.decode()


def test_other_sessions_end_and_this_one_stays(signed_in: SignIn) -> None:
    person = make_person()
    here, there = signed_in(person), signed_in(person)
    here.post(reverse("sessions-end"))
    assert here.get(reverse("my-account")).status_code == 200
    assert there.get(reverse("my-account")).status_code == 302


@pytest.mark.parametrize("people", [1, 3])
def test_accounts_ask_the_database_the_same_for_one_row_and_for_three(
    people: int, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for _one in range(people):
        make_person()
    client = signed_in(make_person("杜杰琳", "administrator"))
    with django_assert_max_num_queries(8):
        client.get(reverse("accounts"))
