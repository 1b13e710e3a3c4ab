"""A small bank, one examination of it, and a person who is asked for it."""

from datetime import date
from typing import Any

from curricula.api import refresh_assignments
from curricula.models import Activity
from lms.foundation.models import Person
from lms.records.exams.exam_loading import keep_exam
from lms.records.exams.models import Exam, ExamAttempt, ExamItem
from lms.records.exams.question_loading import load_entries
from lms.records.models import Question
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement, make_step


def text(words: str) -> dict[str, str]:
    return {"zh": words, "en": words}


def entry(code: str, kind: str = "single", step: str = "P2P-40", **fields: Any) -> dict[str, Any]:
    """A question as a bank holds it; option a is right."""
    base: dict[str, Any] = {
        "id": code, "step": step, "objective": text("aim"), "level": "apply", "risk": "high", "difficulty": 0.5,
        "type": kind, "stem": text(f"stem of {code}"), "source": "step P2P-40",
    }  # fmt: skip
    if kind in {"single", "true_false"}:
        base["options"] = [option("a", correct=True), option("b"), option("c"), option("d")]
    return {**base, **fields}


def option(key: str, *, correct: bool = False, **fields: Any) -> dict[str, Any]:
    return {"key": key, "correct": correct, "feedback": text(f"why {key}"), **text(f"option {key}"), **fields}


def blueprint(code: str = "EX-T", **fields: Any) -> dict[str, Any]:
    """Two questions of a critical step and two of another."""
    return {
        "id": code, "title": text("Receiving exam"), "kind": "module", "job_roles": ["RECV"], "items": 4, "minutes": 20,
        "pass_mark": 80, "attempts": 3, "wait_hours": 24,
        "sections": [
            {"key": "A", "title": text("Dock"), "critical": True, "pass_mark": 100,
             "draw": [{"steps": ["P2P-40"], "levels": ["apply"], "items": 2}]},
            {"key": "B", "title": text("Rack"), "critical": False,
             "draw": [{"steps": ["P2P-60"], "levels": ["apply"], "items": 2}]},
        ],
        **fields,
    }  # fmt: skip


def make_bank() -> None:
    """Three questions on each of two steps."""
    for code in ("P2P-40", "P2P-60"):
        make_step(code)
    load_entries(
        [entry(f"Q-{step}-0{nr}", step=step) for step in ("P2P-40", "P2P-60") for nr in (1, 2, 3)],
    )


def make_exam_item(activity: Activity | None = None, **fields: Any) -> ExamItem:
    """The examination EX-T in an activity that is closed by an exam."""
    if not Question.objects.exists():
        make_bank()
    activity = activity or make_activity("ACT-T", form="exam", assessment="exam")
    exam: Exam = keep_exam(blueprint(**fields))
    return ExamItem.objects.create(
        activity=activity, exam=exam, position=1, ref=exam.code, title_zh="收货考试", title_en="Receiving exam"
    )


def make_candidate(item: ExamItem, name: str = "周婷", *roles: str) -> Person:
    """A receiving clerk who is asked for the activity of `item`, by exam."""
    person = make_person(name, *roles)
    make_posting(person)
    make_go_live("W1", date(2026, 12, 1))
    if not item.activity.requirements.exists():
        make_requirement("RECV", item.activity, method="exam", risk="medium")
    refresh_assignments(people=[person.pk])
    return person


def answer_all(attempt: ExamAttempt, answer: Any = "a", confidence: str = "sure") -> None:
    """Give every question of an open attempt the same answer, as if it had been saved."""
    attempt.questions.update(given=answer, confidence=confidence, saved_at=attempt.started_at, revision=1)
