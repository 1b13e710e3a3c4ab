"""Assessing: begin, rate while watching, sign with two components, countersign, or stop."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from lms.foundation.api import access, clock, confirm_signer, record_change, sign
from lms.foundation.models import Meaning, Person
from lms.records.evidence.services import Outcome, record_evidence
from lms.records.practicals.locking import locked
from lms.records.practicals.models import Assessment, Observation, PracticalItem, RubricItem
from lms.records.practicals.refusals import AssessmentRefused
from lms.records.practicals.sheets import SUBJECT_KIND, Line, Sheet, read_sheet, record_of
from lms.records.practicals.waiting import may_assess_with, standing_for

MINUTE_SECONDS = 60
NOTE_LENGTH = 2000
Item = PracticalItem | RubricItem


def begin_assessment(assessor: Person, person: Person, item: Item) -> Assessment:
    """Begin, or go on with one's own open assessment of this person and item.

    Refuses: for oneself, without the access role or the qualification the sheet asks for, not asked of the person,
    before what comes first, and while another assessor's is open.
    """
    if assessor.pk == person.pk:
        raise AssessmentRefused(_("Nobody assesses themselves. Ask another qualified assessor."), code="SELF")
    _refuse_unqualified(assessor, item)
    running = Assessment.objects.filter(person=person, item=item, state=Assessment.State.OPEN).first()
    if running is not None:
        if running.assessor_id != assessor.pk:
            raise AssessmentRefused(
                _("Another assessor has begun this assessment. It is open until signed or stopped.")
            )
        return running
    standing = standing_for(person, item, clock.today())
    if standing is None:
        raise AssessmentRefused(_("This assessment is not asked of this person. Nothing has begun."), code="NOT_ASKED")
    if standing.needs:
        names = gettext(", ").join(need.title for need in standing.needs)
        raise AssessmentRefused(_("Not begun: this comes first: %(names)s.") % {"names": names}, code="BLOCKED")
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                person=person,
                assessor=assessor,
                item=item,
                started_at=clock.now(),
                checklist=item.checklist if isinstance(item, PracticalItem) else None,
                rubric=item.rubric if isinstance(item, RubricItem) else None,
            )
            record_change(
                SUBJECT_KIND, assessment.uuid, action="start", actor=assessor, reason=f"{item.ref}: assessment begun",
                after={"person": person.number, "sheet": str(item.sheet)}, subject_label=f"{person.name} · {item.ref}",
            )  # fmt: skip
    except IntegrityError:
        # Two clicks at once: the other one has begun it.
        return Assessment.objects.get(person=person, item=item, state=Assessment.State.OPEN)
    return assessment


def rate(assessment: Assessment, assessor: Person, ratings: Mapping[str, tuple[int | None, str]]) -> Sheet:
    """Append what was seen, by name of line: points and note; what has not changed is not written again.

    Refuses another assessor, a closed assessment, an unknown line, and points that are not on the scale.
    """
    now = clock.now()
    with transaction.atomic():
        assessment = locked(assessment)
        _refuse_closed(assessment, assessor)
        sheet = read_sheet(assessment)
        for name, (points, note) in ratings.items():
            line = sheet.line(name)
            if line is None or (points is not None and points not in _scale(line)):
                raise AssessmentRefused(_("Not saved: this rating does not belong to this sheet."))
            if (points, note) != (line.points, line.note):
                Observation.objects.create(
                    assessment=assessment, points=points, note=note[:NOTE_LENGTH], at=now, **{line.kind: line.subject}
                )
    return read_sheet(assessment)


def sign_assessment(
    assessment: Assessment, assessor: Person, *, number: str, password: str, note: str = ""
) -> Assessment:
    """Lock the assessment with the assessor's signature and record the evidence. Signed twice is signed once.

    Refuses an incomplete sheet, another's assessment, an assessor whose qualification has lapsed meanwhile, and whatever
    `confirm_signer` refuses.
    """
    if assessment.state == Assessment.State.SIGNED and assessment.assessor_id == assessor.pk:
        return assessment
    _refuse_closed(assessment, assessor)
    item: Any = assessment.item.get_real_instance()
    _refuse_unqualified(assessor, item)
    if not read_sheet(assessment).is_complete:
        raise AssessmentRefused(
            _("Not signed: some lines have no rating yet. Rate every line, then sign."), code="INCOMPLETE"
        )
    confirm_signer(assessor, number=number, password=password)
    with transaction.atomic():
        assessment = locked(assessment)
        if assessment.state != Assessment.State.OPEN:
            return assessment
        assessment.note = note.strip()
        sheet = read_sheet(assessment)
        verdict = sheet.verdict
        signature = sign(
            assessor, subject_kind=SUBJECT_KIND, subject_uuid=assessment.uuid, subject_version=str(assessment.sheet),
            record=record_of(sheet), meaning=Meaning.ASSESSED, note=note.strip(),
        )  # fmt: skip
        assessment.score, assessment.passed = verdict.shown_score, verdict.passed
        assessment.signature, assessment.closed_at = signature, signature.at
        assessment.state = Assessment.State.SIGNED
        assessment.evidence = _evidence(assessment, item, sheet)
        assessment.save()
    return assessment


def countersign(assessment: Assessment, person: Person, *, number: str, password: str) -> Assessment:
    """The person who was watched signs for having taken part; twice is once. Refuses anybody else, and unsigned ones."""
    if assessment.person_id != person.pk or assessment.state != Assessment.State.SIGNED:
        raise AssessmentRefused(_("Only the person who was assessed countersigns, and only after the assessor."))
    if assessment.countersignature_id is not None:
        return assessment
    confirm_signer(person, number=number, password=password)
    with transaction.atomic():
        assessment = locked(assessment)
        if assessment.countersignature_id is not None:
            return assessment
        assessment.countersignature = sign(
            person, subject_kind=SUBJECT_KIND, subject_uuid=assessment.uuid, subject_version=str(assessment.sheet),
            record=record_of(read_sheet(assessment)), meaning=Meaning.TOOK_PART,
        )  # fmt: skip
        assessment.save(update_fields=["countersignature"])
    return assessment


def stop_assessment(assessment: Assessment, assessor: Person, *, reason: str) -> Assessment:
    """End an open assessment without a verdict; what was seen stays. Refuses no reason, and another's assessment."""
    with transaction.atomic():
        assessment = locked(assessment)
        _refuse_closed(assessment, assessor)
        record_change(
            SUBJECT_KIND, assessment.uuid, action="stop", actor=assessor, reason=reason,
            before={"state": "open"}, after={"state": "stopped"}, subject_label=f"{assessment.person.name}",
        )  # fmt: skip
        assessment.state, assessment.closed_at = Assessment.State.STOPPED, clock.now()
        assessment.save(update_fields=["state", "closed_at"])
    return assessment


def _evidence(assessment: Assessment, item: Item, sheet: Sheet) -> Any:
    verdict = sheet.verdict
    assert assessment.closed_at is not None, "just signed"
    seconds = (assessment.closed_at - assessment.started_at).total_seconds()
    return record_evidence(
        assessment.person,
        item.activity,
        method=item.method,
        outcome=Outcome.PASSED if verdict.passed else Outcome.FAILED,
        source_key=f"assessment:{assessment.uuid}",
        item=item,
        occurred_at=assessment.closed_at,
        score=verdict.shown_score,
        minutes=max(1, round(seconds / MINUTE_SECONDS)),
        content_version=str(assessment.sheet),
        content_digest=assessment.sheet.digest,
        judged_by=assessment.assessor,
        details={
            "lines": [[line.name, line.points] for line in (*sheet.lines, *sheet.failures)],
            "below": list(verdict.below),
            "signature": str(assessment.signature.uuid) if assessment.signature else None,
        },
    )


def _scale(line: Line) -> range:
    return {"step": range(3), "criterion": range(4), "failure": range(2)}[line.kind]


def _refuse_closed(assessment: Assessment, assessor: Person) -> None:
    if assessment.assessor_id != assessor.pk:
        raise AssessmentRefused(_("This is another assessor's assessment. Nothing has changed."), code="NOT_YOURS")
    if assessment.state != Assessment.State.OPEN:
        raise AssessmentRefused(_("This assessment is closed and can no longer be changed."), code="CLOSED")


def _refuse_unqualified(assessor: Person, item: Item) -> None:
    if not access.may_assess(assessor):
        raise AssessmentRefused(_("Only assessors assess. Ask the training lead."), code="NO_ASSESSOR")
    if not may_assess_with(assessor, item, clock.today()):
        raise AssessmentRefused(
            _("This checklist asks for an assessor with the qualification %(code)s that holds today. Yours does not.")
            % {"code": item.sheet.assessor_qualification},  # type: ignore[union-attr]  # a rubric asks for none
            code="UNQUALIFIED",
        )
