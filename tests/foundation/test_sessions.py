"""What every request reads of who is there: a session while it is valid, a person while the account is open."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.foundation.models import Person
from tests.factories import make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in: SignIn) -> Any:
    """A signed-in learner who has opened a page already, so that nothing is read for the first time."""
    client = signed_in(make_person(number="YF1"))
    assert client.get("/jobs/").status_code == 200
    return client


def test_a_session_past_its_end_admits_nobody(client: Any) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/jobs/").status_code == 302


def test_an_ended_session_admits_nobody(client: Any) -> None:
    Session.objects.all().delete()
    assert client.get("/jobs/").status_code == 302


def test_whoever_was_deactivated_since_is_nobody(client: Any) -> None:
    Person.objects.update(is_active=False)
    assert client.get("/jobs/").status_code == 302


def test_another_password_ends_the_sessions_made_with_the_old_one(client: Any) -> None:
    person = Person.objects.get()
    person.set_password("Another-horse-8")
    person.save()
    assert client.get("/jobs/").status_code == 302


def test_a_session_of_the_backend_that_was_replaced_admits_nobody(client: Any) -> None:
    session = client.session
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    assert client.get("/jobs/").status_code == 302
