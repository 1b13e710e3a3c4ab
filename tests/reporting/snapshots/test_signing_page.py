"""The page on which go or no-go is signed."""

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import GoLive
from lms.foundation.models import Person
from reporting.models import GoLiveDecision, Snapshot
from tests.factories import PASSWORD, make_person
from tests.reporting.factories import doctored_snapshot

pytestmark = pytest.mark.django_db


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    Person.objects.filter(pk=person.pk).update(language="en")
    return client


def answers(person: Person, **changes: str) -> dict[str, str]:
    return {
        "verdict": "no_go",
        "note": "夜班无人",
        "number": person.number,
        "password": PASSWORD,
        "meaning": "decided",
        **changes,
    }


def test_signed_decision_stands_on_the_snapshot(snapshot: Snapshot, executive: Person) -> None:
    client = client_of(executive)
    assert 'name="password"' in client.get(reverse("snapshot-sign", args=[1])).content.decode()
    response = client.post(reverse("snapshot-sign", args=[1]), answers(executive))
    assert response["Location"] == reverse("snapshot", args=[1])
    page = client.get(response["Location"]).content.decode()
    for said in ("赵敏 Zhao Min", "夜班无人", "Asia/Shanghai", snapshot.digest[:8], "Decided"):
        assert said in page, said


def test_wrong_password_gives_the_page_again_and_keeps_what_was_typed(snapshot: Snapshot, executive: Person) -> None:
    response = client_of(executive).post(reverse("snapshot-sign", args=[1]), answers(executive, password="wrong"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "夜班无人" in page
    assert "wrong" not in page
    assert not GoLiveDecision.objects.exists()


def test_conditional_form_asks_for_each_open_gate(go_live: GoLive, executive: Person, lead: Person) -> None:
    snapshot = doctored_snapshot(go_live, "conditional", "exams")
    client, url = client_of(executive), reverse("snapshot-sign", args=[snapshot.number])
    assert 'name="text-exams"' in client.get(url).content.decode()
    refused = client.post(url, answers(executive, verdict="conditional"))
    assert refused.status_code == 422
    assert "Missing: Exams passed." in refused.content.decode()
    given = {"text-exams": "补考", "owner-exams": lead.number, "due-exams": "2099-01-01"}
    assert client.post(url, answers(executive, verdict="conditional", **given)).status_code == 302
    assert GoLiveDecision.objects.get().mitigations.get().text == "补考"


@pytest.mark.parametrize("given", [{"owner-exams": "nobody"}, {"due-exams": "soon"}])
def test_mitigation_in_the_wrong_shape_is_refused_in_words(
    go_live: GoLive, executive: Person, lead: Person, given: dict[str, str]
) -> None:
    snapshot = doctored_snapshot(go_live, "conditional", "exams")
    right = {"text-exams": "补考", "owner-exams": lead.number, "due-exams": "2099-01-01"}
    response = client_of(executive).post(
        reverse("snapshot-sign", args=[snapshot.number]),
        answers(executive, verdict="conditional", **{**right, **given}),
    )
    assert response.status_code == 422
    assert not GoLiveDecision.objects.exists()


@pytest.mark.parametrize("role", ["training_lead", "manager", "auditor", "assessor"])
def test_page_is_not_found_by_others(snapshot: Snapshot, role: str) -> None:
    client = client_of(make_person("某人", role))
    assert client.get(reverse("snapshot-sign", args=[1])).status_code == 404
    assert client.post(reverse("snapshot-sign", args=[1])).status_code == 404


def test_older_snapshot_says_so(snapshot: Snapshot, go_live: GoLive, executive: Person) -> None:
    doctored_snapshot(go_live, "go")
    page = client_of(executive).get(reverse("snapshot", args=[1])).content.decode()
    assert "This is an older snapshot." in page
    assert reverse("snapshot-sign", args=[1]) not in page
