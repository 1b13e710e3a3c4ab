"""An assessment as it stands: every step or criterion with its newest rating, the summary, and what would be signed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from lms.foundation.api import NamedRecord, access, named_record_kind, signed_record_kind
from lms.foundation.models import Signature
from lms.records.practicals.judging import Rated, Scored, Verdict, judge_checklist, judge_rubric
from lms.records.practicals.models import Assessment, AssessmentPhoto, Observation

SUBJECT_KIND = "assessment"


@dataclass(frozen=True)
class Line:
    """A step, criterion or outright failure (`subject`), its newest rating, and its photos."""

    kind: str
    subject: Any
    points: int | None
    note: str
    photos: Sequence[AssessmentPhoto] = ()

    @property
    def name(self) -> str:
        """How forms and the record name it: step-3, criterion-match, failure-0."""
        key = {"step": "number", "criterion": "key", "failure": "position"}[self.kind]
        return f"{self.kind}-{getattr(self.subject, key)}"


@dataclass(frozen=True)
class Sheet:
    """The whole sheet of one assessment."""

    assessment: Assessment
    lines: Sequence[Line]
    failures: Sequence[Line]

    @property
    def all_lines(self) -> list[Line]:
        """Everything that needs a rating: an outright failure too is looked for, found or not."""
        return [*self.failures, *self.lines]

    @property
    def rated(self) -> int:
        """How many lines have a rating."""
        return sum(1 for line in self.all_lines if line.points is not None)

    @property
    def is_complete(self) -> bool:
        """Whether every line has a rating."""
        return self.rated == len(self.all_lines)

    @property
    def progress(self) -> float:
        """How much is rated, in per cent."""
        return 100 * self.rated / len(self.all_lines) if self.lines else 0

    @property
    def verdict(self) -> Verdict:
        """The verdict on what has been rated; a line without a rating counts nothing."""
        if self.assessment.checklist is not None:
            rated = [Rated(line.subject.number, line.subject.is_critical, line.points or 0) for line in self.lines]
            checklist = self.assessment.checklist
            return judge_checklist(rated, minimum_rating=checklist.minimum_rating, pass_percent=checklist.pass_percent)
        assert self.assessment.rubric is not None, "held by a constraint"
        scores = [Scored(line.subject.key, line.subject.weight, line.points or 0) for line in self.lines]
        found = [line.subject.position for line in self.failures if line.points]
        return judge_rubric(scores, found, pass_mark=self.assessment.rubric.pass_mark)

    def line(self, name: str) -> Line | None:
        """The line of this name."""
        return next((line for line in self.all_lines if line.name == name), None)


def read_sheet(assessment: Assessment) -> Sheet:
    """The sheet of one assessment; four queries at most."""
    newest: dict[tuple[str, int], Observation] = {}
    for observation in assessment.observations.all():
        newest[_subject(observation)] = observation
    if assessment.checklist is not None:
        photos: dict[int | None, list[AssessmentPhoto]] = {}
        for photo in assessment.photos.all():
            photos.setdefault(photo.step_id, []).append(photo)
        lines = [_line("step", step, newest, photos.get(step.pk, [])) for step in assessment.checklist.lines.all()]
        return Sheet(assessment, lines, [])
    assert assessment.rubric is not None, "held by a constraint"
    criteria = assessment.rubric.criteria.prefetch_related("levels")
    return Sheet(
        assessment,
        [_line("criterion", criterion, newest) for criterion in criteria],
        [_line("failure", failure, newest) for failure in assessment.rubric.failures.all()],
    )


def record_of(sheet: Sheet) -> dict[str, Any]:
    """What is signed: who, what, by which version, every rating with its note, the pictures, the verdict."""
    assessment, verdict = sheet.assessment, sheet.verdict
    return {
        "assessment": str(assessment.uuid),
        "person": assessment.person.number,
        "assessor": assessment.assessor.number,
        "item": assessment.item.ref,
        "sheet": str(assessment.sheet),
        "sheet_digest": assessment.sheet.digest,
        "started_at": assessment.started_at.isoformat(),
        "lines": [[line.name, line.points, line.note] for line in (*sheet.lines, *sheet.failures)],
        "photos": sorted(photo.digest for photo in assessment.photos.all()),
        "note": assessment.note,
        "score": str(verdict.shown_score),
        "passed": verdict.passed,
    }


def _record_behind(signature: Signature) -> dict[str, Any] | None:
    """The record that a signature on an assessment was given for, as it is stored now."""
    assessment = Assessment.objects.filter(uuid=signature.subject_uuid).first()
    return None if assessment is None else record_of(read_sheet(assessment))


def named_assessments(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Assessments by their id: of whom, and what was watched."""
    return {
        one.uuid: NamedRecord(f"{one.person.shown_name} · {one.item.title}", reverse("assessment", args=[one.uuid]))
        for one in Assessment.objects.filter(uuid__in=uuids).select_related("person", "item")
    }


def _called(word: str) -> QuerySet[Assessment, Any]:
    of_whom = Q(person__name__icontains=word) | Q(person__name_latin__icontains=word)
    watched = Q(item__title_zh__icontains=word) | Q(item__title_en__icontains=word)
    return Assessment.objects.filter(of_whom | watched).values("uuid")


signed_record_kind(SUBJECT_KIND, _record_behind)
named_record_kind(SUBJECT_KIND, named_assessments, readers=access.may_read_all_records, called=_called)


def _subject(observation: Observation) -> tuple[str, int]:
    if observation.step_id is not None:
        return "step", observation.step_id
    if observation.criterion_id is not None:
        return "criterion", observation.criterion_id
    assert observation.failure_id is not None, "held by a constraint"
    return "failure", observation.failure_id


def _line(
    kind: str, subject: Any, newest: dict[tuple[str, int], Observation], photos: Sequence[AssessmentPhoto] = ()
) -> Line:
    seen = newest.get((kind, subject.pk))
    return Line(kind, subject, seen.points if seen else None, seen.note if seen else "", photos)
