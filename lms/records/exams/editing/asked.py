"""A question as somebody who sits an exam is asked it: no key, no credit, no feedback; made from what the bank writes.

It has the names that the templates of a running exam look for, so that a preview cannot show anything else.
"""

from collections.abc import Sequence
from typing import NamedTuple

from lms.records.exams.content import Part, Words
from lms.records.exams.drawing import shuffled_keys
from lms.records.exams.paper import Choice
from lms.records.exams.question_loading import Entry
from lms.records.exams.vocabulary import QuestionKind

AS_IF = 1
"""the seed of the order shown; an attempt has its own"""
_NO_WORDS = Words("", "")
_PARTS_OF = {QuestionKind.ORDERING: "items", QuestionKind.MATCHING: "left", QuestionKind.GAP_FILL: "gaps"}
_KEEPS_ORDER = {QuestionKind.ORDERING, QuestionKind.MATCHING, QuestionKind.GAP_FILL, QuestionKind.TRUE_FALSE}


class Shown(NamedTuple):
    """The words over the answer."""

    stem: Words
    unit: Words


class Unanswered(NamedTuple):
    """The row of an attempt before anything was given."""

    given: None = None


class Asked(NamedTuple):
    """One question as it stands on the page of an attempt."""

    kind: str
    content: Shown
    choices: Sequence[Choice]
    rights: Sequence[Part]
    row: Unanswered = Unanswered()

    @property
    def template(self) -> str:
        """The template of the question's kind."""
        return f"records/exams/kinds/{self.kind}.html"

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(QuestionKind(self.kind).label)

    @property
    def places(self) -> range:
        """Places to choose from when putting things in order."""
        return range(1, len(self.choices) + 1)


def as_asked(entry: Entry) -> Asked:
    """The question of `entry`, unanswered; what an attempt mixes is mixed here too."""
    kind = entry["type"]
    parts = [_part(one) for one in entry.get(_PARTS_OF.get(kind, "options"), ())]
    rights = [_part(one) for one in entry.get("right", ())]
    return Asked(
        kind,
        Shown(_words(entry["stem"]), _words(entry["answer"]["unit"]) if kind == QuestionKind.NUMERIC else _NO_WORDS),
        [Choice(part) for part in (parts if kind in _KEEPS_ORDER else _mixed(parts, entry["id"]))],
        _mixed(rights, entry["id"]),
    )


def _part(one: Entry) -> Part:
    return Part(one["key"], _words(one) if "zh" in one else _NO_WORDS, _NO_WORDS)


def _mixed(parts: list[Part], code: str) -> list[Part]:
    by_key = {part.key: part for part in parts}
    return [by_key[key] for key in shuffled_keys([part.key for part in parts], AS_IF, code)]


def _words(texts: Entry) -> Words:
    return Words(texts["zh"], texts["en"])
