"""Waivers: owner, mitigation and last day; the state comes back by itself; nobody waives for themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.api import differences_from_facts, rebuild_assignments, with_status
from curricula.models import Activity, Assignment, AssignmentMark, Department
from curricula.training.waiving import WaiverRefused, end_waiver, waive
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry, Person, PersonalDataRead
from reporting.snapshots.parts import waiver_records
from tests.factories import (
    PASSWORD,
    make_activity,
    make_go_live,
    make_person,
    make_posting,
    make_requirement,
    named,
)

pytestmark = pytest.mark.django_db
MITIGATION = "A deputy posts the receipts"


@pytest.fixture
def drill() -> Activity:
    return make_activity()


@pytest.fixture
def clerk(drill: Activity) -> Person:
    make_go_live(on=clock.today() + timedelta(days=30))
    person = make_person("周婷", number="CLERK")
    make_posting(person, starts_on=clock.today() - timedelta(days=90))
    make_requirement(activity=drill)
    rebuild_assignments()
    return person


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead", number="LEAD")


@pytest.fixture
def owner() -> Person:
    return make_person("杜威", number="OWNER")


def state(person: Person, days_from_now: int = 0) -> str:
    day = clock.today() + timedelta(days=days_from_now)
    return str(with_status(Assignment.objects.filter(person=person, is_current=True), day).get().status)


def waived(person: Person, drill: Activity, lead: Person, answers: Person, **other: Any) -> AssignmentMark:
    until = clock.today() + timedelta(days=40)
    values = {"owner": answers, "mitigation": MITIGATION, "until": until, "reason": "On leave", "actor": lead, **other}
    return waive(person, drill, **values)


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.login(username=person.number, password=PASSWORD)
    client.cookies["django_language"] = "en"
    return client


def test_a_waiver_covers_until_its_last_day_and_the_state_comes_back(
    clerk: Person, drill: Activity, lead: Person, owner: Person
) -> None:
    before = state(clerk), state(clerk, 41)
    mark = waived(clerk, drill, lead, owner)
    assert (state(clerk), state(clerk, 40), state(clerk, 41)) == ("waived", "waived", before[1])
    assert differences_from_facts() == []

    end_waiver(clerk, drill, reason="Back at work", actor=lead)
    end_waiver(clerk, drill, reason="Back at work", actor=lead)
    assert (state(clerk), state(clerk, 41)) == before
    assert differences_from_facts() == []
    told = {"owner": "杜威 (OWNER)", "mitigation": MITIGATION, "until": mark.until.isoformat()}
    entries = AuditEntry.objects.filter(subject_kind="waiver", subject_uuid=mark.uuid).order_by("sequence")
    assert [(one.action, one.actor, one.reason, one.before, one.after) for one in entries] == [
        ("create", lead, "On leave", None, told),
        ("end", lead, "Back at work", told, None),
    ]
    assert list(AssignmentMark.objects.values_list("kind", flat=True)) == ["waiver", "withdrawn"]


def test_the_same_twice_is_one_and_another_takes_its_place(
    clerk: Person, drill: Activity, lead: Person, owner: Person
) -> None:
    first = waived(clerk, drill, lead, owner)
    assert waived(clerk, drill, lead, owner) == first
    later = waived(clerk, drill, lead, owner, until=clock.today() + timedelta(days=2), reason="Back sooner")
    assert list(AssignmentMark.objects.all()) == [first, later]
    assert (state(clerk, 2), state(clerk, 3) == "waived") == ("waived", False)


def test_the_readiness_report_lists_what_covers_go_live_day_and_nothing_that_ended(
    clerk: Person, drill: Activity, lead: Person, owner: Person
) -> None:
    go_live = Assignment.objects.get().go_live
    mark = waived(clerk, drill, lead, owner)
    assert waiver_records(go_live) == [
        {
            "person": {"number": "CLERK", "name": "周婷", "name_latin": "Zhou Ting"},
            "activity": drill.code,
            "title": {"zh": drill.name_zh, "en": drill.name_en},
            "owner": {"number": "OWNER", "name": "杜威", "name_latin": "Zhou Ting"},
            "mitigation": MITIGATION,
            "until": mark.until.isoformat(),
        }
    ]
    waived(clerk, drill, lead, owner, until=go_live.on - timedelta(days=1), reason="Back sooner")
    assert waiver_records(go_live) == []
    waived(clerk, drill, lead, owner)
    end_waiver(clerk, drill, reason="Back at work", actor=lead)
    assert waiver_records(go_live) == []


def test_what_is_refused_leaves_nothing_behind(clerk: Person, drill: Activity, lead: Person, owner: Person) -> None:
    gone = make_person("离职", is_active=False)
    for other in (
        {"owner": clerk}, {"owner": gone}, {"actor": owner}, {"mitigation": " "},
        {"reason": " "}, {"until": clock.today() - timedelta(days=1)},
    ):  # fmt: skip
        with pytest.raises(WaiverRefused):
            waived(clerk, drill, lead, owner, **other)
    with pytest.raises(WaiverRefused):
        waived(clerk, make_activity("ACT-OTHER"), lead, owner)
    with pytest.raises(WaiverRefused):
        waived(lead, drill, lead, owner)
    with pytest.raises(WaiverRefused):
        end_waiver(clerk, drill, reason="x", actor=owner)
    assert (AssignmentMark.objects.count(), AuditEntry.objects.count(), state(clerk) == "waived") == (0, 0, False)


def test_the_lead_waives_and_ends_it_from_the_persons_page(
    clerk: Person, drill: Activity, lead: Person, owner: Person
) -> None:
    client, address = signed_in(lead), reverse("waiver", args=["CLERK", drill.code])
    assert f'href="{address}">Waive</a>' in client.get(reverse("person", args=["CLERK"])).content.decode()
    day = (clock.today() + timedelta(days=40)).isoformat()
    sent = {"owner": "OWNER", "mitigation": MITIGATION, "until": day, "reason": "On leave"}
    nobody = client.post(address, {**sent, "owner": "NOBODY"})
    assert nobody.status_code == 422
    assert "There is nobody with this staff number." in nobody.content.decode()
    refused = client.post(address, {**sent, "owner": "CLERK"})
    assert refused.status_code == 422
    assert "choose somebody else whose account is open" in refused.content.decode()

    assert client.post(address, sent).headers["Location"] == address
    page = client.get(address).content.decode()
    for said in ("Waived", MITIGATION, "OWNER", "On leave", "End the waiver", "Replace the waiver"):
        assert said in page
    listed = client.get(reverse("person", args=["CLERK"]) + "?export=csv")
    assert f"Waived,{day} Zhou Ting," in b"".join(listed).decode("utf-8-sig")  # type: ignore[arg-type]

    end = reverse("waiver-end", args=["CLERK", drill.code])
    assert "End the waiver" in client.get(end).content.decode()
    assert client.post(end, {"reason": ""}).status_code == 422
    assert client.post(end, {"reason": "Back at work"}).headers["Location"] == address
    assert "No waiver is in force." in client.get(address).content.decode()
    assert client.get(end).status_code == 404


def test_the_trail_leads_from_its_entry_to_the_waiver(
    clerk: Person, drill: Activity, lead: Person, owner: Person
) -> None:
    waived(clerk, drill, lead, owner)
    entry = reverse("audit-entry", args=[AuditEntry.objects.get(subject_kind="waiver").sequence])
    link = f'<a href="{reverse("waiver", args=["CLERK", drill.code])}">周婷 · {drill.code}</a>'
    assert link in signed_in(make_person("审计", "auditor")).get(entry).content.decode()


def test_who_reads_the_person_reads_the_waiver_and_only_a_lead_decides(
    clerk: Person, drill: Activity, lead: Person, owner: Person
) -> None:
    waived(clerk, drill, lead, owner)
    head = make_person("部长", "manager")
    Department.objects.filter(code="WHS").update(head=head)
    colleague, other_head = make_person("同事"), make_person("别处", "manager")
    make_posting(colleague)
    named(Department, "PUR", head=other_head)
    address, end = reverse("waiver", args=["CLERK", drill.code]), reverse("waiver-end", args=["CLERK", drill.code])
    auditor = make_person("审计", "auditor")
    for reader, status in (
        (clerk, 200),
        (head, 200),
        (auditor, 200),
        (colleague, 404),
        (other_head, 404),
        (owner, 404),
    ):
        client = signed_in(reader)
        assert client.get(address).status_code == status
        assert client.post(address, {}).status_code == 404
        assert (client.get(end).status_code, client.post(end, {"reason": "x"}).status_code) == (404, 404)
        if status == 200:
            page = client.get(address).content.decode()
            assert (MITIGATION in page, '<form class="card' in page, "End the waiver" in page) == (True, False, False)
    assert Client().get(address).status_code == 302
    assert PersonalDataRead.objects.filter(subject=clerk, reader=clerk).count() == 0
    assert PersonalDataRead.objects.filter(subject=clerk, reader=head).exists()
    assert signed_in(lead).get(reverse("waiver", args=["LEAD", drill.code])).status_code == 404
