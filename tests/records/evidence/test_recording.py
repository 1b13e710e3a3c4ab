"""Evidence: appended once, never by the person for themselves, corrected by a new fact that names the old one."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from curricula.models import EvidenceFact
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry
from lms.records.api import EvidenceRefused, record_evidence
from lms.records.evidence.correcting import correct_evidence
from tests.factories import make_activity, make_person
from tests.records.qualifications.factories import passed

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("B27")
def test_fact_is_kept_with_version_judge_and_an_entry_in_the_trail() -> None:
    clerk, assessor = make_person("周婷"), make_person("罗斌", "assessor")
    fact = passed(clerk, method="practical", judged_by=assessor, content_version="PR-RECV v2", level=3)
    entry = AuditEntry.objects.get(subject_kind="evidence", subject_uuid=fact.uuid)
    assert (entry.actor, entry.action) == (assessor, "create")
    assert entry.after == {
        "person": clerk.number, "activity": "ACT-P2P-02", "method": "practical", "outcome": "passed", "score": None,
        "level": 3, "occurred_on": "2026-10-01", "valid_until": None, "version": "PR-RECV v2", "digest": "",
        "judged_by": assessor.number, "source": "platform", "corrects": None,
    }  # fmt: skip


def test_same_act_is_recorded_once() -> None:
    clerk = make_person()
    first = passed(clerk, source_key="attempt-1")
    assert passed(clerk, source_key="attempt-1", outcome="failed") == first
    assert EvidenceFact.objects.count() == AuditEntry.objects.filter(subject_kind="evidence").count() == 1


def test_future_and_own_judgement_are_refused() -> None:
    clerk = make_person()
    with pytest.raises(EvidenceRefused):
        passed(clerk, occurred_at=clock.now() + timedelta(minutes=1))
    with pytest.raises(EvidenceRefused):
        passed(clerk, judged_by=clerk)
    assert not EvidenceFact.objects.exists()


@pytest.mark.requirement("B27")
def test_database_refuses_to_change_a_fact() -> None:
    passed(make_person())
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceFact.objects.update(outcome="failed")
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceFact.objects.all().delete()
    assert EvidenceFact.objects.get().outcome == "passed"


def test_correction_names_the_old_fact_and_keeps_it() -> None:
    lead, clerk = make_person("吴岚", "training_lead"), make_person()
    old = passed(clerk, content_version="v1")
    new = correct_evidence(
        old, outcome="failed", level=None, score=None, actor=lead, reason="Wrong person at the keyboard"
    )

    assert (new.corrects, new.outcome, new.occurred_at, new.content_version) == (old, "failed", old.occurred_at, "v1")
    assert EvidenceFact.objects.filter(pk=old.pk, outcome="passed").exists()
    again = correct_evidence(old, outcome="failed", level=None, score=None, actor=lead, reason="Clicked twice")
    assert again == new


def test_a_second_correction_that_says_something_else_is_refused_and_not_taken_for_the_first() -> None:
    lead, other, clerk = make_person("吴岚", "training_lead"), make_person("林慧", "training_lead"), make_person()
    old = passed(clerk)
    new = correct_evidence(old, outcome="failed", level=None, score=None, actor=lead, reason="Wrong person")
    with pytest.raises(EvidenceRefused):
        correct_evidence(old, outcome="passed", level=2, score=None, actor=other, reason="Level 2 was shown")
    assert list(EvidenceFact.objects.filter(corrects=old)) == [new]


def test_correction_needs_a_reason_and_another_person() -> None:
    lead, clerk = make_person("吴岚", "training_lead"), make_person()
    fact, own = passed(clerk), passed(lead)
    with pytest.raises(EvidenceRefused):
        correct_evidence(fact, outcome="failed", level=None, score=None, actor=lead, reason=" ")
    with pytest.raises(EvidenceRefused):
        correct_evidence(own, outcome="passed", level=4, score=None, actor=lead, reason="I know better")
    assert EvidenceFact.objects.count() == 2


def test_correction_without_a_reason_is_refused_by_the_one_way_in() -> None:
    clerk = make_person()
    fact = passed(clerk)
    with pytest.raises(EvidenceRefused):
        record_evidence(clerk, make_activity(), method="drill", outcome="failed", source_key="x", corrects=fact)
