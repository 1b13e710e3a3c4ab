"""What was signed, in words: kind and name in the trail, with the way to its page for those who may open it."""

import csv
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from curricula.edited import CHAIN, identity_of
from curricula.models import AssignmentMark, Chain, ChainVersion, Goal
from lms.foundation.api import clock, record_change, sign
from lms.foundation.audit.reviewing import sign_review
from lms.foundation.models import AuditEntry, Meaning, Person, Signature
from lms.records.models import PracticalItem
from reporting.models import Snapshot
from tests.cms.factories import make_item
from tests.factories import make_activity, make_person, named, published_matrix
from tests.foundation.conftest import SignIn
from tests.records.practicals.factories import make_assessor, make_candidate, make_practical_item, signed_assessment
from tests.reporting.factories import doctored_snapshot, go_live_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Person:
    return make_person("肖鑫东", "auditor", number="AUDITOR")


def _signed(kind: str, uuid: UUID) -> int:
    """A signature on a record of this kind; the number of its entry."""
    sign(
        make_person(), subject_kind=kind, subject_uuid=uuid, subject_version="1", record={"a": 1}, meaning=Meaning.READ
    )
    return AuditEntry.objects.latest("sequence").sequence


def _records() -> dict[str, tuple[UUID, str, str]]:
    """Of each kind that is signed: its id, what it is called, and where it is shown."""
    goal = named(Goal, "RISK", name_en="Risk control")
    chain = named(Chain, "P2P", name_en="Procure to pay")
    version, lesson = published_matrix(), make_item(title_zh="签名", title_en="Signing")
    snapshot = doctored_snapshot(go_live_at(), "go")
    practical = make_practical_item()
    watched = signed_assessment(practical, make_candidate(practical), make_assessor())
    return {
        "goal": (goal.uuid, "Risk control", f"{reverse('goals')}#RISK"),
        "chain": (identity_of(CHAIN, chain.code), "P2P Procure to pay", reverse("chain", args=[chain.code])),
        "matrix": (version.uuid, f"Matrix {version}", reverse("matrix-versions")),
        "lesson": (
            lesson.uuid, "Signing", reverse("lesson-version", args=[lesson.uuid, lesson.page.live_revision_id]),
        ),
        "snapshot": (
            snapshot.uuid, f"{snapshot.name} · {snapshot.go_live.code}", reverse("snapshot", args=[snapshot.number]),
        ),
        "assessment": (
            watched.uuid, f"Zhou Ting · {practical.title_en}", reverse("assessment", args=[watched.uuid]),
        ),
    }  # fmt: skip


def test_every_kind_that_is_signed_has_a_name_and_a_way_that_an_auditor_may_go(
    signed_in: SignIn, auditor: Person
) -> None:
    client, entries = signed_in(auditor), {}
    for kind, (uuid, label, url) in _records().items():
        entries[kind] = _signed(kind, uuid), label, url
    listed = b"".join(client.get(reverse("audit-trail") + "?export=csv")).decode()  # type: ignore[arg-type]
    for kind, (sequence, label, url) in entries.items():
        page = client.get(reverse("audit-entry", args=[sequence])).content.decode()
        assert f'<a href="{url}">{label}</a>' in page, kind
        assert client.get(url.split("#")[0]).status_code == 200, kind
        row = next(line for line in listed.splitlines() if line.startswith(f"{sequence},"))
        assert label in row, kind


def _found(client: Client, list_name: str, text: str) -> set[str]:
    """The kinds of the rows that a search finds."""
    listed = b"".join(client.get(reverse(list_name), {"q": text, "export": "csv"})).decode("utf-8-sig")  # type: ignore[arg-type]
    return {row["Kind of record"] for row in csv.DictReader(listed.splitlines())}


@pytest.mark.requirement("B63")
@pytest.mark.parametrize("list_name", ["audit-trail", "signatures"])
def test_the_search_finds_signed_records_by_what_they_are_called(
    signed_in: SignIn, auditor: Person, list_name: str
) -> None:
    client = signed_in(auditor)
    for kind, (uuid, _label, _url) in _records().items():
        _signed(kind, uuid)
        if kind == "chain":
            signature = Signature.objects.get(subject_uuid=uuid)
            ChainVersion.objects.create(
                chain=Chain.objects.get(), number=1, content={}, digest="", signature=signature,
                published_by=signature.signer, published_at=clock.now(), reason="First",
            )  # fmt: skip
    title = PracticalItem.objects.get()
    for text, kinds in {
        "risk control": {"Goal"},
        "procure p2p": {"Process chain"},
        "matrix v1": {"Matrix"},
        "矩阵": {"Matrix"},
        "signing": {"Lesson"},
        "签名": {"Lesson"},
        Snapshot.objects.get().name: {"Readiness report"},
        f"zhou {title.title_en}": {"Assessment"},
        f"周婷 {title.title_zh}": {"Assessment"},
        "risk procure": set(),
        "version": set(),
    }.items():
        assert _found(client, list_name, text) == kinds, text


def test_the_search_finds_a_review_and_a_waiver_and_asks_for_the_names_in_one_query(
    signed_in: SignIn, auditor: Person, django_assert_max_num_queries: Any
) -> None:
    record_change("goal", uuid4(), action="change", reason="First")
    sign_review(auditor, up_to=1, note="Nothing found")
    person = make_person("周婷")
    mark = AssignmentMark.objects.create(
        person=person, activity=make_activity("ACT-P2P-02"), kind="waiver", made_by=auditor, made_at=clock.now(),
        owner=auditor, mitigation="Somebody stands beside", until=clock.today(),
    )  # fmt: skip
    record_change("waiver", mark.uuid, action="create", reason="On leave")
    client = signed_in(auditor)
    assert _found(client, "audit-trail", "entries up to") == {"Review of the trail"}
    assert _found(client, "audit-trail", "周婷 p2p-02") == {"Waiver"}
    with django_assert_max_num_queries(20):
        assert client.get(reverse("audit-trail"), {"q": "some words that go on and on, up to ten"}).status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get(reverse("audit-trail"), {"q": "周婷"}).status_code == 200


def test_a_review_is_named_by_the_entry_it_reaches_and_leads_only_the_reviewer_on(
    signed_in: SignIn, auditor: Person
) -> None:
    record_change("goal", uuid4(), action="change", reason="First")
    sign_review(auditor, up_to=1, note="Nothing found")
    address = reverse("audit-entry", args=[AuditEntry.objects.latest("sequence").sequence])
    assert (
        f'<a href="{reverse("audit-review")}">Entries up to 1</a>' in signed_in(auditor).get(address).content.decode()
    )
    keys = signed_in(make_person("贺丽", "super_administrator")).get(address).content.decode()
    assert "Entries up to 1" in keys
    assert f'<a href="{reverse("audit-review")}">Entries' not in keys


def test_a_signature_says_what_it_stands_on(signed_in: SignIn, auditor: Person) -> None:
    goal = named(Goal, "RISK", name_en="Risk control")
    sign(
        auditor, subject_kind="goal", subject_uuid=goal.uuid, subject_version="1", record={"a": 1},
        meaning=Meaning.READ,
    )  # fmt: skip
    client = signed_in(auditor)
    page = client.get(reverse("signature", args=[auditor.signatures.get().uuid])).content.decode()
    assert f'<a href="{reverse("goals")}#RISK">Risk control</a>' in page
    assert "Risk control" in client.get(reverse("signatures")).content.decode()


def test_a_record_that_nobody_can_name_keeps_its_id(signed_in: SignIn, auditor: Person) -> None:
    gone, unknown = uuid4(), uuid4()
    for kind, uuid in (("goal", gone), ("something", unknown)):
        sequence = _signed(kind, uuid)
        assert str(uuid) in signed_in(auditor).get(reverse("audit-entry", args=[sequence])).content.decode()
    listed = signed_in(auditor).get(reverse("audit-trail")).content.decode()
    assert str(gone) in listed
    assert str(unknown) in listed
