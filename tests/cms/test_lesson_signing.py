"""A lesson that is read and signed: two components, bound to the version, once."""

from typing import Any

import pytest
from django.urls import reverse

from cms.lessons.content import ReadingContent
from cms.lessons.services import signed_record
from cms.models import LessonItem, LessonProgress
from curricula.models import EvidenceFact
from lms.foundation.api import is_genuine
from lms.foundation.models import Signature
from tests.cms.factories import make_item, signed_in
from tests.factories import PASSWORD, make_activity, make_person

pytestmark = pytest.mark.django_db


def policy(position: int = 0, **fields: Any) -> LessonItem:
    activity = make_activity("ACT-BAS-02", form="read_and_sign", assessment="read_and_sign")
    return make_item(activity=activity, position=position, **fields)


def test_signature_closes_the_activity_and_is_bound_to_what_was_read() -> None:
    person, item = make_person(), policy()
    client = signed_in(person)
    client.get(reverse("lesson", args=[item.uuid]))
    for _click in range(2):
        client.post(reverse("lesson-sign", args=[item.uuid]), {"number": person.number, "password": PASSWORD})
    signature = Signature.objects.get()
    fact = EvidenceFact.objects.get(outcome="passed")
    page = item.page.specific
    progress = LessonProgress.objects.get()
    assert (signature.meaning, signature.signer_id, signature.subject_version) == (
        "read",
        person.pk,
        page.version_label,
    )
    assert is_genuine(signature, signed_record(progress, page, ReadingContent.of(page)))
    assert (fact.method, fact.details) == ("read_and_sign", {"signature": str(signature.uuid)})


def test_wrong_password_signs_nothing_and_keeps_the_number() -> None:
    person, item = make_person(), policy()
    answered = signed_in(person).post(
        reverse("lesson-sign", args=[item.uuid]), {"number": person.number, "password": "wrong"}
    )
    assert answered.status_code == 422
    assert f'value="{person.number}"' in answered.content.decode()
    assert not Signature.objects.exists()
    assert not EvidenceFact.objects.filter(outcome="passed").exists()


def test_nobody_signs_with_the_number_of_another() -> None:
    person, other, item = make_person(), make_person(), policy()
    answered = signed_in(person).post(
        reverse("lesson-sign", args=[item.uuid]), {"number": other.number, "password": PASSWORD}
    )
    assert answered.status_code == 422
    assert not Signature.objects.exists()


def test_finish_without_a_signature_leads_to_the_signature() -> None:
    person, item = make_person(), policy()
    answered = signed_in(person).post(reverse("lesson-finish", args=[item.uuid]))
    assert answered["Location"] == reverse("lesson-sign", args=[item.uuid])
    assert not EvidenceFact.objects.exclude(outcome="started").exists()


def test_only_the_last_lesson_of_the_activity_closes_it() -> None:
    person, first, second = make_person(), policy(), policy(1)
    client = signed_in(person)
    for item in (first, second):
        client.post(reverse("lesson-sign", args=[item.uuid]), {"number": person.number, "password": PASSWORD})
    kept = EvidenceFact.objects.exclude(outcome="started").order_by("pk").values_list("method", "outcome")
    assert list(kept) == [("lesson", "completed"), ("read_and_sign", "passed")]


def test_a_lesson_that_is_not_signed_for_has_no_signature_page() -> None:
    assert signed_in(make_person()).get(reverse("lesson-sign", args=[make_item().uuid])).status_code == 404
