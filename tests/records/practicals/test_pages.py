"""The assessor's pages: who finds them, what they save, what they cost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import Person, PersonalDataRead
from lms.records.models import Assessment, AssessmentPhoto, Observation, PracticalItem
from lms.records.practicals.services import begin_assessment
from tests.factories import PASSWORD, make_person
from tests.records.practicals.factories import (
    make_assessor,
    make_candidate,
    make_practical_item,
    make_rubric_item,
    picture,
    rate_all,
    signed_assessment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> PracticalItem:
    return make_practical_item()


@pytest.fixture
def assessor() -> Person:
    return make_assessor()


@pytest.fixture
def assessment(item: PracticalItem, assessor: Person) -> Assessment:
    return begin_assessment(assessor, make_candidate(item), item)


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def body(response: Any) -> str:
    return response.content.decode()


def page_of(assessment: Assessment) -> str:
    return reverse("assessment", args=[assessment.uuid])


@pytest.mark.requirement("A57")
def test_an_open_assessment_is_found_by_its_assessor_only(assessment: Assessment) -> None:
    others = [assessment.person, make_assessor("李强"), make_person("林慧", "training_lead"), make_person("陌生人")]
    assert signed_in(assessment.assessor).get(page_of(assessment)).status_code == 200
    assert [signed_in(person).get(page_of(assessment)).status_code for person in others] == [404, 404, 404, 404]
    assert Client().get(page_of(assessment)).status_code == 302


@pytest.mark.requirement("A57")
def test_a_signed_one_is_read_by_the_person_and_by_the_lead_which_is_noted(
    item: PracticalItem, assessor: Person
) -> None:
    done = signed_assessment(item, make_candidate(item), assessor)
    lead = make_person("林慧", "training_lead")
    assert signed_in(done.person).get(page_of(done)).status_code == 200
    assert signed_in(lead).get(page_of(done)).status_code == 200
    assert signed_in(make_candidate(item, "王芳")).get(page_of(done)).status_code == 404
    assert list(PersonalDataRead.objects.values_list("reader", flat=True)) == [lead.pk]
    assert f"{assessor.name} {assessor.name_latin}" in body(signed_in(lead).get(page_of(done)))


@pytest.mark.parametrize("name", ["assessment-sign", "assessment-stop", "assessment-photos"])
def test_another_assessor_cannot_act_on_it(assessment: Assessment, name: str) -> None:
    url = reverse(name, args=[assessment.uuid])
    for person in (make_assessor("李强"), assessment.person, make_person("林慧", "training_lead")):
        assert signed_in(person).post(url, {"reason": "x"}).status_code == 404
    assessment.refresh_from_db()
    assert assessment.state == "open"


def test_a_rating_is_saved_at_once_and_the_summary_follows(assessment: Assessment) -> None:
    client = signed_in(assessment.assessor)
    url = reverse("assessment-rate", args=[assessment.uuid, "step-1"])
    answer = client.post(url, {"points": "2", "note": "calm"}, headers={"hx-request": "true"})
    assert "1 of 3 rated" in body(answer)
    assert 'hx-swap-oob="true"' in body(answer)
    assert list(Observation.objects.values_list("points", "note")) == [(2, "calm")]
    bad = client.post(url, {"points": "7"}, headers={"hx-request": "true"})
    assert (bad.status_code, Observation.objects.count()) == (409, 1)


@pytest.mark.requirement("A57")
def test_a_whole_practical_works_without_scripts(item: PracticalItem, assessor: Person) -> None:
    person = make_candidate(item)
    client = signed_in(assessor)
    waiting = body(client.get(reverse("assessments")))
    assert f"{reverse('practical', args=[item.uuid])}?person={person.number}" in waiting
    begun = client.post(reverse("assessment-begin", args=[item.uuid, person.number]))
    assessment = Assessment.objects.get()
    assert begun["Location"] == page_of(assessment)
    for nr in (1, 2, 3):
        saved = client.post(reverse("assessment-rate", args=[assessment.uuid, f"step-{nr}"]), {"points": "2"})
        assert saved["Location"] == f"{page_of(assessment)}#step-{nr}"
    wrong = client.post(
        reverse("assessment-sign", args=[assessment.uuid]), {"number": assessor.number, "password": "x"}
    )
    assert (wrong.status_code, Assessment.objects.get().state) == (422, "open")
    assert "data-open-now" in body(wrong)
    data = {"number": assessor.number, "password": PASSWORD, "note": "done well"}
    signed = client.post(reverse("assessment-sign", args=[assessment.uuid]), data, follow=True)
    assert "100 of 100 points" in body(signed)
    assert "done well" in body(signed)
    person_page = body(signed_in(person).get(reverse("practical", args=[item.uuid])))
    assert "You have passed." in person_page


def test_the_person_countersigns_on_the_page(item: PracticalItem, assessor: Person) -> None:
    person = make_candidate(item)
    done = signed_assessment(item, person, assessor)
    client = signed_in(person)
    assert "Sign that I took part" in body(client.get(page_of(done)))
    data = {"number": person.number, "password": PASSWORD}
    client.post(reverse("assessment-countersign", args=[done.uuid]), data)
    done.refresh_from_db()
    assert done.countersignature is not None
    assert "Sign that I took part" not in body(client.get(page_of(done)))
    assert signed_in(assessor).post(reverse("assessment-countersign", args=[done.uuid]), data).status_code == 404


def test_a_picture_is_kept_and_shown_to_those_who_see_the_sheet(
    assessment: Assessment, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = signed_in(assessment.assessor)
    sent = picture()
    sent.name = "bench.png"
    client.post(reverse("assessment-photos", args=[assessment.uuid]), {"line": "step-2", "photo": sent})
    photo = AssessmentPhoto.objects.get()
    url = reverse("assessment-photo", args=[photo.uuid])
    answer = client.get(url)
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/png", picture().getvalue())  # type: ignore[attr-defined]
    assert signed_in(assessment.person).get(url).status_code == 404
    assert url in body(client.get(page_of(assessment)))


def test_stopping_is_said_and_kept(assessment: Assessment) -> None:
    client = signed_in(assessment.assessor)
    url = reverse("assessment-stop", args=[assessment.uuid])
    client.post(url, {"reason": " "})
    assessment.refresh_from_db()
    assert assessment.state == "open"
    client.post(url, {"reason": "fire drill"})
    assessment.refresh_from_db()
    assert assessment.state == "stopped"


@pytest.mark.requirement("A58")
def test_a_rubric_page_shows_its_levels_to_whoever_is_asked(assessor: Person) -> None:
    item = make_rubric_item()
    person = make_candidate(item)
    url = reverse("work-output", args=[item.uuid])
    assert "merged two entities" in body(signed_in(person).get(url))
    assert signed_in(make_person("陌生人")).get(url).status_code == 404
    running = begin_assessment(assessor, person, item)
    assert "level 3" in body(signed_in(assessor).get(page_of(running)))


def test_the_list_of_those_who_wait_is_for_assessors(item: PracticalItem, assessor: Person) -> None:
    person = make_candidate(item)
    assert signed_in(person).get(reverse("assessments")).status_code == 404
    assert person.number in body(signed_in(assessor).get(reverse("assessments")))
    lacking = body(signed_in(make_assessor("无证", qualified=False)).get(reverse("assessments")))
    assert person.number not in lacking
    assert "QL-T" in lacking


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    item: PracticalItem, assessor: Person, count: int, django_assert_num_queries: Any
) -> None:
    for nr in range(count):
        make_candidate(item, f"人{nr}")
    client = signed_in(assessor)
    client.get(reverse("assessments"))
    with django_assert_num_queries(14):
        page = client.get(reverse("assessments"))
    assert body(page).count("Can begin") == count


def test_a_sheet_stays_under_twenty_queries(assessment: Assessment, django_assert_max_num_queries: Any) -> None:
    rate_all(assessment)
    client = signed_in(assessment.assessor)
    with django_assert_max_num_queries(20):
        client.get(page_of(assessment))
