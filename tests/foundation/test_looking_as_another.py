"""A super-administrator may look as another person: begun with a reason, changing nothing, ended on record."""

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import AuditEntry, Person
from tests.factories import make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def looking(signed_in: SignIn) -> Client:
    """A super-administrator (YF1) who looks as a clerk (YF2)."""
    client = signed_in(make_person("贺丽", "super_administrator", number="YF1", language="en"))
    make_person("周婷", number="YF2", policy_acknowledged_at=None)
    client.post(reverse("account-act", args=["YF2", "look"]), {"reason": "She cannot find her exam"})
    return client


def test_looking_shows_the_other_s_page_with_a_banner(looking: Client) -> None:
    page = looking.get(reverse("my-account")).content.decode()
    assert "YF2" in page
    assert "Nothing can be signed here" in page


def test_nothing_is_changed_while_looking(looking: Client) -> None:
    response = looking.post(reverse("signature-policy"))
    assert response.status_code == 403
    assert "You are only looking" in response.content.decode()
    assert Person.objects.get(number="YF2").policy_acknowledged_at is None
    looking.post(reverse("set_language"), {"language": "zh-hans", "next": "/"})
    assert Person.objects.get(number="YF1").language == "en"


@pytest.mark.requirement("B26")
def test_begin_and_end_are_on_record_under_the_real_name(looking: Client) -> None:
    looking.post(reverse("impersonation-end"))
    entries = AuditEntry.objects.filter(subject_kind="person.impersonation").order_by("sequence")
    assert [(one.action, one.actor_name, one.reason) for one in entries] == [
        ("begin", "贺丽", "She cannot find her exam"),
        ("end", "贺丽", "查看结束 / Finished looking"),
    ]
    assert "YF1" in looking.get(reverse("my-account")).content.decode()


def test_rights_of_the_real_person_do_not_leak_in(looking: Client) -> None:
    assert looking.get(reverse("accounts")).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "super_administrator"])
def test_administrators_are_not_looked_at_from_inside(role: str, signed_in: SignIn) -> None:
    client = signed_in(make_person("贺丽", "super_administrator"))
    make_person("杜杰琳", role, number="YF3")
    response = client.post(reverse("account-act", args=["YF3", "look"]), {"reason": "Curious"})
    assert response.status_code == 422
    assert "impersonated-person" not in client.session


def test_looking_needs_a_reason_and_the_right(signed_in: SignIn) -> None:
    make_person("周婷", number="YF2")
    keys, admin = make_person("贺丽", "super_administrator"), make_person("杜杰琳", "administrator")
    address = reverse("account-act", args=["YF2", "look"])
    assert signed_in(keys).post(address, {"reason": ""}).status_code == 422
    assert signed_in(admin).post(address, {"reason": "Help"}).status_code == 404
    assert not AuditEntry.objects.exists()
