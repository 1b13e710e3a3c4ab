"""An empty question of each type, with the rows and keys that its form begins with."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.records.exams.editing.rules import LEAST_ITEMS, LEAST_PAIRS, SINGLE_OPTIONS
from lms.records.exams.question_loading import Entry
from lms.records.exams.vocabulary import QuestionKind

MULTIPLE_OPTIONS = 5
NOTHING = {"zh": "", "en": ""}
LETTERS = "abcdefghijkl"


def blank_entry(kind: str) -> Entry:
    """What the form of a new question is filled with. What must be chosen (risk, level, difficulty) is left open."""
    entry: Entry = {
        "id": "", "type": kind, "step": "", "topic": "", "level": "", "risk": "", "difficulty": None, "source": "",
        "objective": NOTHING, "stem": NOTHING, "feedback": NOTHING,
    }  # fmt: skip
    return entry | _PARTS[kind]


def _explained(keys: str) -> list[Entry]:
    return [{"key": key, **NOTHING, "feedback": NOTHING} for key in keys]


def _options(count: int, **fields: Any) -> Entry:
    return {"options": [one | fields for one in _explained(LETTERS[:count])]}


_TRUE_FALSE = [
    {"key": "true", "zh": "正确", "en": "True", "correct": False, "feedback": NOTHING},
    {"key": "false", "zh": "错误", "en": "False", "correct": False, "feedback": NOTHING},
]
_PARTS: dict[str, Entry] = {
    QuestionKind.SINGLE: _options(SINGLE_OPTIONS, correct=False),
    QuestionKind.MULTIPLE: _options(MULTIPLE_OPTIONS, correct=False),
    QuestionKind.TRUE_FALSE: {"options": _TRUE_FALSE},
    QuestionKind.SITUATIONAL: _options(SINGLE_OPTIONS, credit=None),
    QuestionKind.ORDERING: {"items": _explained(LETTERS[:LEAST_ITEMS]), "answer": []},
    QuestionKind.MATCHING: {
        "left": [{"key": key, **NOTHING} for key in LETTERS[:LEAST_PAIRS]],
        "right": [{"key": str(number), **NOTHING} for number in range(1, LEAST_PAIRS + 2)],
        "answer": dict.fromkeys(LETTERS[:LEAST_PAIRS], ""),
        "feedback": dict.fromkeys(LETTERS[:LEAST_PAIRS], NOTHING),
    },
    QuestionKind.GAP_FILL: {"gaps": [{"key": "a", "accepted": {"zh": [], "en": []}, "feedback": NOTHING}]},
    QuestionKind.SHORT_TEXT: {"accepted": {"zh": [], "en": []}, "common_errors": []},
    QuestionKind.NUMERIC: {"answer": {"key": None, "tolerance": None, "unit": NOTHING}, "common_errors": []},
}
PURPOSES: dict[str, Any] = {
    QuestionKind.SINGLE: _("Four options, one right. For a rule or a next step that has one answer."),
    QuestionKind.MULTIPLE: _("Several options apply. For conditions that must all be met; a wrong tick takes back a right one."),
    QuestionKind.TRUE_FALSE: _("One statement. Quick, but half is guessed: only for a misbelief that people really hold."),
    QuestionKind.NUMERIC: _("A figure with a tolerance. For quantities, prices, lead times that are worked out."),
    QuestionKind.ORDERING: _("Steps in their order. For processes in which the order is the rule."),
    QuestionKind.MATCHING: _("Pairs. For codes and their meaning, documents and their step; leave one spare on the right."),
    QuestionKind.SITUATIONAL: _("A situation with degrees: the best way, tolerable ways, and a breach that earns nothing."),
    QuestionKind.GAP_FILL: _("A sentence with gaps. For terms and codes that must be known by heart."),
    QuestionKind.SHORT_TEXT: _("A word or two, typed. For what nobody can pick from a list: a code, a name of a field."),
}  # fmt: skip
"""what each type is good for, as an author chooses between them"""
