"""What the assessor has signed waits on *My path* until the person has signed too."""

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import Person
from lms.records.practicals.services import countersign
from tests.records.practicals.factories import (
    PASSWORD,
    make_assessor,
    make_candidate,
    make_practical_item,
    signed_assessment,
)

pytestmark = pytest.mark.django_db


def path_of(person: Person) -> str:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    return client.get(reverse("my-path")).content.decode()


@pytest.mark.requirement("A57")
def test_a_signed_assessment_waits_on_the_path_of_who_was_watched_until_it_is_countersigned() -> None:
    item = make_practical_item()
    person, assessor = make_candidate(item), make_assessor()
    done = signed_assessment(item, person, assessor)
    link = f'href="{reverse("assessment", args=[done.uuid])}"'
    assert link in path_of(person)
    assert link not in path_of(assessor)
    countersign(done, person, number=person.number, password=PASSWORD)
    assert link not in path_of(person)
