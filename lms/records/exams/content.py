"""Questions read whole, as frozen values: what a page shows, and the key that grading takes.

A version of a question never changes, so what was read once is kept in the process by its UUID.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from uuid import UUID

from lms.foundation.api import pick
from lms.records.exams.grading.values import (
    ChoiceKey,
    GapsKey,
    Key,
    MatchingKey,
    NumericKey,
    OrderingKey,
    TextKey,
)
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
from lms.records.exams.vocabulary import QuestionKind

KEPT_AT_MOST = 2000
"""questions; about 5 kB each"""

_kept: dict[str, "Content"] = {}


@dataclass(frozen=True)
class Words:
    """A text in both languages; as text it reads in the reader's language."""

    zh: str
    en: str

    def __str__(self) -> str:
        return pick(self.zh, self.en)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


class Part(NamedTuple):
    """An option, an item, something to match, or a gap."""

    key: str
    text: Words
    feedback: Words
    credit: Decimal = Decimal(0)
    belongs_to: str = ""


class Error(NamedTuple):
    """A common error and what it would have caused."""

    text: Words
    feedback: Words


@dataclass(frozen=True)
class Content:
    """One version of a question. `parts` are options, items to order, things on the left, or gaps, as the kind has them."""

    pk: int
    uuid: str
    code: str
    version: int
    kind: str
    step: int
    topic: str
    stem: Words
    objective: Words
    feedback: Words
    parts: tuple[Part, ...]
    rights: tuple[Part, ...]
    errors: tuple[Error, ...]
    unit: Words
    accepted: tuple[str, ...]
    key: Key

    @property
    def keys_to_shuffle(self) -> list[str]:
        """What is shown in random order: options, and the right side of a matching; the rest keeps its order."""
        if self.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SITUATIONAL}:
            return [part.key for part in self.parts]
        return [part.key for part in self.rights]


def read_contents(pks: Collection[int]) -> dict[int, Content]:
    """The questions with these primary keys; at most nine queries, one where all have been read before."""
    return contents_of(dict(Question.objects.non_polymorphic().filter(pk__in=pks).values_list("pk", "uuid")))


def contents_of(uuids: Mapping[int, UUID]) -> dict[int, Content]:
    """The questions whose UUIDs were read along with something else; no query where all have been read before."""
    found = {pk: known for pk, uuid in uuids.items() if (known := _kept.get(str(uuid))) is not None}
    missing: list[Any] = []
    if len(found) < len(uuids):
        missing = list(Question.objects.non_polymorphic().filter(pk__in=uuids.keys() - found.keys()))
        if len(_kept) > KEPT_AT_MOST:
            _kept.clear()
        tables = _Tables([row.pk for row in missing])
    for row in missing:
        found[row.pk] = _kept[str(row.uuid)] = _content(row, tables)
    return found


def forget_contents() -> None:
    """Read everything anew from now on: a check of records looks at the tables, not at what was kept."""
    _kept.clear()


class _Tables:
    """The child rows of some questions, by question."""

    def __init__(self, pks: list[int]) -> None:
        self.options = _by_question(Option.objects.filter(question_id__in=pks))
        self.items = _by_question(OrderingItem.objects.filter(question_id__in=pks))
        self.lefts = _by_question(MatchLeft.objects.filter(question_id__in=pks).select_related("right"))
        self.rights = _by_question(MatchRight.objects.filter(question_id__in=pks))
        self.gaps = _by_question(Gap.objects.filter(question_id__in=pks))
        self.accepted = _by_question(AcceptedText.objects.filter(question_id__in=pks))
        self.errors = _by_question(CommonError.objects.filter(question_id__in=pks))
        figures: Any = NumericQuestion.objects.non_polymorphic().filter(pk__in=pks)
        self.numbers: dict[int, NumericQuestion] = {row.pk: row for row in figures}


def _by_question(rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.question_id].append(row)
    return grouped


def _content(row: Question, tables: _Tables) -> Content:
    kind = row.kind
    errors = tables.errors.get(row.pk, [])
    accepted = tables.accepted.get(row.pk, [])
    number = tables.numbers.get(row.pk)
    parts: tuple[Part, ...] = ()
    key: Key
    if kind == QuestionKind.NUMERIC:
        assert number is not None, f"{row.code} has no figure"
        key = NumericKey(
            number.answer, number.tolerance, tuple(filter(None, (number.unit_zh, number.unit_en))),
            tuple(error.number for error in errors),
        )  # fmt: skip
    elif kind == QuestionKind.SHORT_TEXT:
        key = TextKey(tuple(text.text for text in accepted), tuple((error.text_zh, error.text_en) for error in errors))
    elif kind == QuestionKind.GAP_FILL:
        gaps = tables.gaps.get(row.pk, [])
        parts = tuple(
            Part(gap.key, _joined([text for text in accepted if text.gap_id == gap.pk]), _feedback(gap)) for gap in gaps
        )
        key = GapsKey({gap.key: tuple(text.text for text in accepted if text.gap_id == gap.pk) for gap in gaps})
    elif kind == QuestionKind.ORDERING:
        items = tables.items.get(row.pk, [])
        parts = tuple(Part(item.key, _text(item), _feedback(item)) for item in items)
        key = OrderingKey(tuple(item.key for item in sorted(items, key=lambda item: item.place)))
    elif kind == QuestionKind.MATCHING:
        lefts = tables.lefts.get(row.pk, [])
        parts = tuple(Part(left.key, _text(left), _feedback(left), belongs_to=left.right.key) for left in lefts)
        key = MatchingKey({left.key: left.right.key for left in lefts})
    else:
        options = tables.options.get(row.pk, [])
        parts = tuple(Part(one.key, _text(one), _feedback(one), one.credit) for one in options)
        key = ChoiceKey({one.key: Fraction(one.credit) for one in options})
    return Content(
        pk=row.pk,
        uuid=str(row.uuid),
        code=row.code,
        version=row.version,
        kind=kind,
        step=row.step_id,
        topic=row.topic,
        stem=Words(row.stem_zh, row.stem_en),
        objective=Words(row.objective_zh, row.objective_en),
        feedback=_feedback(row),
        parts=parts,
        rights=tuple(Part(one.key, _text(one), Words("", "")) for one in tables.rights.get(row.pk, [])),
        errors=tuple(Error(_error_text(error), _feedback(error)) for error in errors),
        unit=Words(number.unit_zh, number.unit_en) if number else Words("", ""),
        accepted=tuple(text.text for text in accepted if text.gap_id is None),
        key=key,
    )


def _text(row: Any) -> Words:
    return Words(row.text_zh, row.text_en)


def _feedback(row: Any) -> Words:
    return Words(row.feedback_zh, row.feedback_en)


def _joined(texts: list[AcceptedText]) -> Words:
    """The accepted texts of one gap, as the result page names them."""
    by_language = {
        language: " / ".join(dict.fromkeys(text.text for text in texts if text.language == language))
        for language in ("zh", "en")
    }
    return Words(by_language["zh"], by_language["en"])


def _error_text(error: CommonError) -> Words:
    if error.number is None:
        return Words(error.text_zh, error.text_en)
    plain = f"{error.number.normalize():f}"
    return Words(plain, plain)
