"""Assessing somebody: who may, what is kept, what is signed, and what follows."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from curricula.models import Assignment, EvidenceFact
from lms.foundation.api import SignatureRefused, clock, is_genuine
from lms.foundation.audit.services import ReasonRequired
from lms.foundation.models import AuditEntry, Signature
from lms.records.api import record_evidence
from lms.records.models import Assessment, AssessmentPhoto, Checklist, Observation
from lms.records.practicals.loading import keep_checklist
from lms.records.practicals.photos import MAXIMUM_BYTES, keep_photo
from lms.records.practicals.refusals import AssessmentRefused
from lms.records.practicals.services import (
    begin_assessment,
    countersign,
    rate,
    sign_assessment,
    stop_assessment,
)
from lms.records.practicals.sheets import read_sheet, record_of
from lms.records.practicals.waiting import who_waits
from tests.factories import PASSWORD, make_activity, make_person, make_requirement
from tests.records.practicals.factories import (
    checklist,
    make_assessor,
    make_candidate,
    make_practical_item,
    make_rubric_item,
    picture,
    rate_all,
    signed_assessment,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("A57", "A46")
def test_a_practical_passed_and_signed_closes_the_requirement() -> None:
    item = make_practical_item()
    person, assessor = make_candidate(item), make_assessor()
    done = signed_assessment(item, person, assessor, step_3=1)
    fact = EvidenceFact.objects.get()
    assert (done.state, done.score, done.passed) == ("signed", Decimal("83.33"), True)
    assert (fact.method, fact.outcome, fact.judged_by, fact.score) == (
        "practical",
        "passed",
        assessor,
        Decimal("83.33"),
    )
    assert (fact.content_version, fact.source_key) == ("PR-T v1", f"assessment:{done.uuid}")
    assert Assignment.objects.get().met_by == fact.pk


@pytest.mark.requirement("A57")
def test_a_critical_step_done_with_help_fails_the_whole() -> None:
    item = make_practical_item()
    done = signed_assessment(item, make_candidate(item), make_assessor(), step_2=1)
    assert (done.passed, EvidenceFact.objects.get().details["below"]) == (False, [2])
    assert Assignment.objects.get().met_on is None


@pytest.mark.requirement("A57")
def test_nobody_assesses_themselves() -> None:
    item = make_practical_item()
    person = make_candidate(item, "何军", "assessor")
    with pytest.raises(AssessmentRefused) as refusal:
        begin_assessment(person, person, item)
    assert refusal.value.code == "SELF"
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            person=person, assessor=person, item=item, checklist=item.checklist, started_at=clock.now()
        )


@pytest.mark.requirement("A57")
def test_only_an_assessor_whose_qualification_holds_today_begins_and_signs(settings: Any) -> None:
    item = make_practical_item()
    person = make_candidate(item)
    for assessor, code in (
        (make_person("同事"), "NO_ASSESSOR"),
        (make_assessor("无证", qualified=False), "UNQUALIFIED"),
        (make_assessor("过期", until=date(2021, 1, 1)), "UNQUALIFIED"),
    ):
        with pytest.raises(AssessmentRefused) as refusal:
            begin_assessment(assessor, person, item)
        assert refusal.value.code == code
    assessor = make_assessor("到期", until=clock.today())
    assessment = begin_assessment(assessor, person, item)
    rate_all(assessment)
    settings.CLOCK_SHIFT = timedelta(days=2)
    with pytest.raises(AssessmentRefused) as refusal:
        sign_assessment(assessment, assessor, number=assessor.number, password=PASSWORD)
    assert refusal.value.code == "UNQUALIFIED"
    assert not EvidenceFact.objects.exists()


def test_what_is_not_asked_is_not_assessed() -> None:
    item = make_practical_item()
    make_candidate(item)
    with pytest.raises(AssessmentRefused) as refusal:
        begin_assessment(make_assessor(), make_person("陌生人"), item)
    assert refusal.value.code == "NOT_ASKED"


def test_no_practical_before_what_comes_first() -> None:
    first = make_activity("ACT-FIRST")
    make_requirement("RECV", first)
    item = make_practical_item()
    item.activity.prerequisites.add(first)
    person, assessor = make_candidate(item), make_assessor()
    with pytest.raises(AssessmentRefused) as refusal:
        begin_assessment(assessor, person, item)
    assert refusal.value.code == "BLOCKED"
    assert [one.is_ready for one in who_waits(clock.today(), [item])] == [False]
    record_evidence(person, first, method="drill", outcome="passed", source_key="drill")
    assert [one.is_ready for one in who_waits(clock.today(), [item])] == [True]
    assert begin_assessment(assessor, person, item).state == "open"


def test_beginning_twice_is_once_and_another_assessor_waits() -> None:
    item = make_practical_item()
    person, assessor = make_candidate(item), make_assessor()
    assert begin_assessment(assessor, person, item) == begin_assessment(assessor, person, item)
    with pytest.raises(AssessmentRefused):
        begin_assessment(make_assessor("李强"), person, item)
    assert Assessment.objects.count() == 1


@pytest.mark.requirement("B13")
def test_ratings_are_kept_as_given_and_the_newest_counts() -> None:
    item = make_practical_item()
    assessor = make_assessor()
    assessment = begin_assessment(assessor, make_candidate(item), item)
    rate(assessment, assessor, {"step-1": (2, "")})
    rate(assessment, assessor, {"step-1": (2, "")})
    sheet = rate(assessment, assessor, {"step-1": (0, "moved before the scan")})
    assert list(Observation.objects.values_list("points", "note")) == [(2, ""), (0, "moved before the scan")]
    assert (sheet.lines[0].points, sheet.rated, sheet.is_complete) == (0, 1, False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.update(points=2)


@pytest.mark.parametrize(("line", "points"), [("step-9", 2), ("step-1", 3), ("criterion-match", 1)])
def test_a_rating_that_does_not_belong_to_the_sheet_is_refused(line: str, points: int) -> None:
    item = make_practical_item()
    assessor = make_assessor()
    assessment = begin_assessment(assessor, make_candidate(item), item)
    with pytest.raises(AssessmentRefused):
        rate(assessment, assessor, {line: (points, "")})
    assert not Observation.objects.exists()


def test_an_incomplete_sheet_is_not_signed() -> None:
    item = make_practical_item()
    assessor = make_assessor()
    assessment = begin_assessment(assessor, make_candidate(item), item)
    rate(assessment, assessor, {"step-1": (2, ""), "step-2": (2, "")})
    with pytest.raises(AssessmentRefused) as refusal:
        sign_assessment(assessment, assessor, number=assessor.number, password=PASSWORD)
    assert refusal.value.code == "INCOMPLETE"


def test_a_wrong_password_signs_nothing() -> None:
    item = make_practical_item()
    assessor = make_assessor()
    assessment = begin_assessment(assessor, make_candidate(item), item)
    rate_all(assessment)
    with pytest.raises(SignatureRefused):
        sign_assessment(assessment, assessor, number=assessor.number, password="guess")
    assessment.refresh_from_db()
    assert (assessment.state, Signature.objects.count(), EvidenceFact.objects.count()) == ("open", 0, 0)


@pytest.mark.requirement("A57", "B13")
def test_the_signature_binds_every_rating_and_signing_twice_is_once() -> None:
    item = make_practical_item()
    assessor = make_assessor()
    done = signed_assessment(item, make_candidate(item), assessor)
    again = sign_assessment(done, assessor, number=assessor.number, password=PASSWORD)
    assert (again.evidence_id, Signature.objects.count()) == (done.evidence_id, 1)
    signature = Signature.objects.get()
    kept = Assessment.objects.get()
    assert signature.meaning == "assessed"
    assert is_genuine(signature, record_of(read_sheet(kept)))
    changed = {**record_of(read_sheet(kept)), "score": "100.00", "passed": False}
    assert not is_genuine(signature, changed)


def test_a_signed_assessment_does_not_change_any_more() -> None:
    item = make_practical_item()
    assessor = make_assessor()
    done = signed_assessment(item, make_candidate(item), assessor)
    for act in (
        lambda: rate(done, assessor, {"step-1": (0, "")}),
        lambda: stop_assessment(done, assessor, reason="too late"),
        lambda: keep_photo(done, assessor, None, picture()),
    ):
        with pytest.raises(AssessmentRefused):
            act()
    assert read_sheet(done).lines[0].points == 2


def test_the_person_countersigns_once_and_nobody_else_does() -> None:
    item = make_practical_item()
    person, assessor = make_candidate(item), make_assessor()
    assessment = begin_assessment(assessor, person, item)
    with pytest.raises(AssessmentRefused):
        countersign(assessment, person, number=person.number, password=PASSWORD)
    rate_all(assessment)
    done = sign_assessment(assessment, assessor, number=assessor.number, password=PASSWORD)
    with pytest.raises(AssessmentRefused):
        countersign(done, assessor, number=assessor.number, password=PASSWORD)
    for _ in range(2):
        countersign(done, person, number=person.number, password=PASSWORD)
    assert list(Signature.objects.order_by("at").values_list("signer", "meaning")) == [
        (assessor.pk, "assessed"), (person.pk, "took_part"),
    ]  # fmt: skip
    assert is_genuine(Signature.objects.get(signer=person), record_of(read_sheet(Assessment.objects.get())))


def test_a_second_window_that_has_not_seen_the_signature_changes_nothing() -> None:
    item = make_practical_item()
    person, assessor = make_candidate(item), make_assessor()
    stale = begin_assessment(assessor, person, item)
    rate_all(stale)
    done = sign_assessment(
        begin_assessment(assessor, person, item), assessor, number=assessor.number, password=PASSWORD
    )
    for act in (
        lambda: rate(stale, assessor, {"step-1": (0, "")}),
        lambda: stop_assessment(stale, assessor, reason="too late"),
    ):
        with pytest.raises(AssessmentRefused):
            act()
    for window in (done, Assessment.objects.get()):
        countersign(window, person, number=person.number, password=PASSWORD)
    assert (Assessment.objects.get().state, read_sheet(done).lines[0].points) == ("signed", 2)
    assert Signature.objects.filter(signer=person).count() == 1


def test_stopping_needs_a_reason_and_leaves_no_evidence() -> None:
    item = make_practical_item()
    person, assessor = make_candidate(item), make_assessor()
    assessment = begin_assessment(assessor, person, item)
    with pytest.raises(ReasonRequired):
        stop_assessment(assessment, assessor, reason=" ")
    with pytest.raises(AssessmentRefused):
        stop_assessment(assessment, make_assessor("李强"), reason="not mine")
    stop_assessment(assessment, assessor, reason="fire drill")
    assert (Assessment.objects.get().state, EvidenceFact.objects.exists()) == ("stopped", False)
    assert AuditEntry.objects.get(subject_kind="assessment", action="stop").reason == "fire drill"
    assert begin_assessment(assessor, person, item) != assessment


@pytest.mark.requirement("A57", "B96")
def test_a_picture_is_checked_kept_with_its_digest_and_signed_with_the_sheet(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    item = make_practical_item()
    assessor = make_assessor()
    assessment = begin_assessment(assessor, make_candidate(item), item)
    step = item.checklist.lines.get(number=2)
    photo = keep_photo(assessment, assessor, step, picture())
    assert keep_photo(assessment, assessor, step, picture()) == photo
    assert AssessmentPhoto.objects.count() == 1
    assert record_of(read_sheet(assessment))["photos"] == [photo.digest]


@pytest.mark.parametrize(
    "sent",
    [BytesIO(b"<svg onload=alert(1)>"), BytesIO(b""), BytesIO(b"\x89PNG\r\n\x1a\n not really"), BytesIO(b"x" * (MAXIMUM_BYTES + 1))],
    ids=["script", "empty", "broken", "large"],
)  # fmt: skip
def test_what_is_no_picture_or_too_large_is_not_kept(sent: BytesIO) -> None:
    item = make_practical_item()
    assessor = make_assessor()
    assessment = begin_assessment(assessor, make_candidate(item), item)
    with pytest.raises(AssessmentRefused):
        keep_photo(assessment, assessor, None, sent)
    assert not AssessmentPhoto.objects.exists()


@pytest.mark.requirement("A58")
def test_a_work_output_is_judged_on_its_rubric_and_one_breach_fails_it() -> None:
    item = make_rubric_item()
    assessor = make_assessor(qualified=False)
    for person, found, outcome in ((make_candidate(item), 0, "passed"), (make_candidate(item, "王芳"), 1, "failed")):
        assessment = begin_assessment(assessor, person, item)
        rate(assessment, assessor, {"criterion-match": (3, ""), "criterion-trail": (2, ""), "failure-0": (found, "")})
        sign_assessment(assessment, assessor, number=assessor.number, password=PASSWORD)
        fact = EvidenceFact.objects.get(person=person)
        assert (fact.method, fact.outcome, fact.score) == ("work_output", outcome, Decimal("86.66"))


def test_an_outright_failure_must_be_looked_for_before_signing() -> None:
    item = make_rubric_item()
    assessor = make_assessor(qualified=False)
    assessment = begin_assessment(assessor, make_candidate(item), item)
    sheet = rate(assessment, assessor, {"criterion-match": (3, ""), "criterion-trail": (3, "")})
    assert (sheet.is_complete, sheet.rated) == (False, 2)


def test_a_changed_checklist_is_a_new_version_and_old_assessments_keep_theirs() -> None:
    item = make_practical_item()
    done = signed_assessment(item, make_candidate(item), make_assessor())
    keep_checklist(checklist(pass_percent=90))
    item.refresh_from_db()
    assert keep_checklist(checklist(pass_percent=90)) == item.checklist
    assert (item.checklist.version, Assessment.objects.get().checklist.version) == (2, 1)  # type: ignore[union-attr]
    assert list(Checklist.objects.values_list("version", "state")) == [(1, "retired"), (2, "in_use")]
    assert is_genuine(Signature.objects.get(), record_of(read_sheet(done)))


def test_nobody_waits_once_the_practical_is_passed() -> None:
    item = make_practical_item()
    person = make_candidate(item)
    make_candidate(item, "王芳")
    assert {one.person.name for one in who_waits(clock.today(), [item])} == {"周婷", "王芳"}
    signed_assessment(item, person, make_assessor())
    assert [one.person.name for one in who_waits(clock.today(), [item])] == ["王芳"]
