"""Checking locked attempts: the form as it was dealt, and the result graded again from what was answered."""

from collections.abc import Iterator

from lms.foundation.api import Finding, digest_of, record_verifier
from lms.records.exams.content import forget_contents, read_contents
from lms.records.exams.grading import grade_answer
from lms.records.exams.grading.scoring import score_exam, shown_score, stored_credit
from lms.records.exams.models import ExamAttempt
from lms.records.exams.vocabulary import AttemptState

TABLE = "exam attempts"


@record_verifier("exams", rows=lambda: ExamAttempt.objects.filter(state=AttemptState.LOCKED).count())
def verify_exams() -> Iterator[Finding]:
    """Every locked attempt whose form, answers, credits or result were altered behind the application's back."""
    forget_contents()
    attempts = (
        ExamAttempt.objects.filter(state=AttemptState.LOCKED)
        .select_related("exam", "person", "evidence")
        .prefetch_related("questions__question", "responses", "exam__sections")
        .order_by("pk")
    )
    for attempt in attempts.iterator(chunk_size=200):
        row = f"{attempt.uuid} ({attempt.person.number}, {attempt.exam.code})"
        for problem in _problems(attempt):
            yield Finding(TABLE, row, problem)


def _problems(attempt: ExamAttempt) -> Iterator[str]:
    if form_digest(attempt) != attempt.form_digest:
        yield "was dealt another form than its digest says: a question or an order was altered"
    responses = list(attempt.responses.all())
    if len(responses) != len(attempt.questions.all()):
        yield "has not one response to each question: a response was removed or inserted"
        return
    contents = read_contents([response.question_id for response in responses])
    graded = [
        (
            response,
            grade_answer(contents[response.question_id].kind, contents[response.question_id].key, response.given),
        )
        for response in responses
    ]
    if any(stored_credit(mark.credit) != response.credit for response, mark in graded):
        yield "has a response whose credit is not what its answer earns"
    marks = {section.key: section.pass_mark for section in attempt.exam.sections.all()}
    result = score_exam(
        [(response.section, mark.credit) for response, mark in graded],
        pass_mark=attempt.exam.pass_mark,
        section_marks=marks,
    )
    if (shown_score(result.score), result.passed) != (attempt.score, attempt.passed):
        yield "has a result that its answers do not give"
    evidence = attempt.evidence
    if evidence is None or (evidence.score, evidence.content_digest) != (attempt.score, attempt.form_digest):
        yield "differs from its evidence"


def form_digest(attempt: ExamAttempt) -> str:
    """The digest of the form as it is stored now; `dealing` makes the same when the form is dealt."""
    rows = sorted(attempt.questions.all(), key=lambda row: row.position)
    return digest_of(
        {
            "exam": attempt.exam.digest,
            "questions": [[row.section, row.question.digest, row.shown_order] for row in rows],
        }
    )
