"""The outlines of content and questions: ids, what they refer to, both languages. What a kind needs beyond is found by taking it."""

from collections.abc import Iterator
from typing import Any

from lms.exchange.company.checking.problems import Problem
from lms.exchange.company.checking.shapes import (
    LANGUAGE_WORDS,
    Anything,
    Code,
    Day,
    Flag,
    Listed,
    Maybe,
    Record,
    Ref,
    Rows,
    Text,
    Where,
    Whole,
    Words,
    both_languages,
    refs,
)

PERCENT = Whole(0, 100)
_QUESTION = Record(
    {
        "id": Code(), "step": Ref("step"), "objective": Text(), "stem": Text(), "level": Words(), "risk": Words(),
        "difficulty": Anything(), "type": Words(), "source": Words(),
    },
    is_open=True,
)  # fmt: skip
QUESTIONS = Record({"questions": Rows(_QUESTION)}, is_open=True)
_DRAW = Record(
    {"items": Whole(1), "levels": Listed(Words(), least=1)}, {"steps": refs("step"), "topics": Listed(Words())}
)
_SECTION = Record(
    {"key": Words(), "title": Text(), "critical": Flag(), "draw": Listed(_DRAW, least=1)}, {"pass_mark": PERCENT}
)
_EXAM = Record(
    {
        "id": Code(), "title": Text(), "kind": Words(), "job_roles": refs("job_role"), "items": Whole(1), "minutes": Whole(1),
        "pass_mark": PERCENT, "attempts": Whole(1), "wait_hours": Whole(), "sections": Listed(_SECTION, least=1),
    },
    is_open=True,
)  # fmt: skip
_LINE = Record({"nr": Whole(1), "critical": Flag(), "action": Text(), "standard": Text(), "evidence": Text()})
_PRACTICAL = Record(
    {
        "id": Code(), "title": Text(), "steps": refs("step"), "job_roles": refs("job_role"),
        "assessor_qualification": Ref("qualification_type"), "minutes": Whole(1), "minimum_rating": Whole(0, 2),
        "pass_percent": PERCENT, "setting": Text(), "pass_rule": Text(), "checklist": Listed(_LINE, least=1),
    },
    is_open=True,
)  # fmt: skip
_RUBRIC = Record(
    {
        "id": Code(), "title": Text(), "steps": refs("step"), "job_roles": refs("job_role"), "pass_mark": PERCENT,
        "task": Text(), "submit": Text(), "fails_outright": Listed(Text()), "criteria": Rows(
            Record({"key": Words(), "title": Text(), "weight": PERCENT, "levels": Listed(Record({"points": Whole(0, 3)}, is_open=True))}),
            least=1, key="key",
        ),
    },
    is_open=True,
)  # fmt: skip
LESSON = Record(
    {
        "slug": Code(255), "revision": Words(20), "title": Text(200), "owner_role": Ref("job_role"), "chains": refs("chain"),
        "steps": refs("step"), "roles": refs("job_role"), "goals": refs("goal"), "minutes": Whole(1),
        "blocks": Listed(Record({"type": Words()}, is_open=True), least=1),
    },
    is_open=True,
)  # fmt: skip
_MANUAL = Record(
    {
        "id": Code(), "title": Text(200), "revision": Words(), "effective": Day(), "owner_role": Ref("job_role"),
        "roles": refs("job_role"), "steps_covered": refs("step"),
    },
    is_open=True,
)  # fmt: skip
_FAQ = Record(
    {
        "id": Code(),
        "kind": Words(),
        "step": Maybe(Ref("step")),
        "roles": refs("job_role"),
        "question": Text(),
        "answer": Text(),
    },
    is_open=True,
)
_FIELD = Record({"id": Words(), "object": Words(), "name": Text(), "owner_role": Ref("job_role")}, is_open=True)
_POST = Record(
    {"id": Code(), "kind": Words(), "date": Day(), "from_role": Ref("job_role"), "title": Text(200)}, is_open=True
)

QUESTION_FORMATS: dict[str, Record] = {
    "exams.yaml": Record({"exams": Rows(_EXAM)}, is_open=True),
    "practicals.yaml": Record({"practicals": Rows(_PRACTICAL)}, is_open=True),
    "rubrics.yaml": Record({"rubrics": Rows(_RUBRIC)}, is_open=True),
}
CONTENT_FORMATS: dict[str, Record] = {
    "manuals.yaml": Record({"manuals": Rows(_MANUAL)}, is_open=True),
    "faq.yaml": Record({"entries": Rows(_FAQ)}, is_open=True),
    "dictionary.yaml": Record(
        {"fields": Rows(_FIELD), "objects": Rows(Record({"id": Words()}, is_open=True))}, is_open=True
    ),
    "announcements.yaml": Record({"posts": Rows(_POST)}, is_open=True),
}
LESSON_FOLDERS = ("lessons", "micro")


def one_language(value: Any, at: Where) -> Iterator[Problem]:
    """Every text of an open record that is there in one language only."""
    if isinstance(value, dict):
        if len(value.keys() & LANGUAGE_WORDS.keys()) == 1:
            yield from (one for one in both_languages(value, at) if one.code == "missing_text")
        for key, inner in value.items():
            yield from one_language(inner, at.under(key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            code = inner.get("id") if isinstance(inner, dict) else None
            yield from one_language(inner, at.under(place, str(code) if code else str(place + 1)))
