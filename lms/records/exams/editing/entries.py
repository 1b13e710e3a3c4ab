"""A question as the bank's files write it, made from its rows: what the editor opens, and what it compares with."""

from typing import Any

from lms.records.exams.models import (
    AcceptedText,
    CommonError,
    Gap,
    MatchLeft,
    MatchRight,
    NumericQuestion,
    Option,
    OrderingItem,
    Question,
)
from lms.records.exams.question_loading import LANGUAGES, Entry
from lms.records.exams.vocabulary import QuestionKind


def entry_of(question: Question) -> Entry:
    """The whole question in the shape that `load_entries` takes; five queries at most."""
    entry: Entry = {
        "id": question.code,
        "type": question.kind,
        "step": question.step.code,
        "topic": question.topic,
        "level": question.level,
        "risk": question.risk,
        "difficulty": question.difficulty,
        "objective": both(question, "objective"),
        "stem": both(question, "stem"),
        "feedback": both(question, "feedback"),
        "source": question.source,
    }
    return entry | _PARTS.get(question.kind, _options)(question)


def both(row: Any, stem: str) -> dict[str, str]:
    """Both languages of a text."""
    return {language: getattr(row, f"{stem}_{language}") for language in LANGUAGES}


def _options(question: Question) -> Entry:
    has_degrees = question.kind == QuestionKind.SITUATIONAL
    return {
        "options": [
            {
                "key": one.key,
                **both(one, "text"),
                **({"credit": one.credit} if has_degrees else {"correct": one.credit == 1}),
                "feedback": both(one, "feedback"),
            }
            for one in Option.objects.filter(question=question)
        ]
    }


def _items(question: Question) -> Entry:
    items = list(OrderingItem.objects.filter(question=question))
    return {
        "items": [{"key": one.key, **both(one, "text"), "feedback": both(one, "feedback")} for one in items],
        "answer": [one.key for one in sorted(items, key=lambda one: one.place)],
    }


def _pairs(question: Question) -> Entry:
    lefts = list(MatchLeft.objects.filter(question=question).select_related("right"))
    return {
        "left": [{"key": one.key, **both(one, "text")} for one in lefts],
        "right": [{"key": one.key, **both(one, "text")} for one in MatchRight.objects.filter(question=question)],
        "answer": {one.key: one.right.key for one in lefts},
        "feedback": {one.key: both(one, "feedback") for one in lefts},
    }


def _gaps(question: Question) -> Entry:
    return {
        "gaps": [
            {
                "key": gap.key,
                "accepted": _accepted(AcceptedText.objects.filter(gap=gap)),
                "feedback": both(gap, "feedback"),
            }
            for gap in Gap.objects.filter(question=question)
        ]
    }


def _texts(question: Question) -> Entry:
    return {
        "accepted": _accepted(AcceptedText.objects.filter(question=question)),
        "common_errors": [
            {**both(one, "text"), "feedback": both(one, "feedback")}
            for one in CommonError.objects.filter(question=question)
        ],
    }


def _figure(question: Question) -> Entry:
    figure: Any = NumericQuestion.objects.non_polymorphic().get(pk=question.pk)
    return {
        "answer": {"key": figure.answer, "tolerance": figure.tolerance, "unit": both(figure, "unit")},
        "common_errors": [
            {"value": one.number, "feedback": both(one, "feedback")}
            for one in CommonError.objects.filter(question=question)
        ],
    }


def _accepted(texts: Any) -> dict[str, list[str]]:
    listed = list(texts)
    return {language: [one.text for one in listed if one.language == language] for language in LANGUAGES}


_PARTS: dict[str, Any] = {
    QuestionKind.ORDERING: _items,
    QuestionKind.MATCHING: _pairs,
    QuestionKind.GAP_FILL: _gaps,
    QuestionKind.SHORT_TEXT: _texts,
    QuestionKind.NUMERIC: _figure,
}
