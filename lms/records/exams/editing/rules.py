"""What a question of each type must have before anybody is examined with it. Pure: an entry in, faults out, all of them."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from lms.records.exams.vocabulary import QuestionKind

GAP = "____"
SINGLE_OPTIONS, LEAST_OPTIONS, LEAST_ITEMS, LEAST_PAIRS, TRUE_OR_FALSE = 4, 4, 4, 3, 2
Entry = dict[str, Any]


class Fault(NamedTuple):
    """Where something is wrong (a part of the form) and what."""

    place: str  # parts | rights | errors | stem | accepted
    sentence: Any


def faults_of(entry: Entry) -> list[Fault]:
    """Everything that is wrong with the question as its type wants it; empty when it may be put into use."""
    return list(_RULES[entry["type"]](entry))


def _single(entry: Entry) -> Iterator[Fault]:
    yield from _alike(entry["options"], "parts")
    right = sum(one["correct"] for one in entry["options"])
    if len(entry["options"]) != SINGLE_OPTIONS or right != 1:
        yield Fault("parts", _("A single choice has four options, and exactly one of them is right."))


def _multiple(entry: Entry) -> Iterator[Fault]:
    yield from _alike(entry["options"], "parts")
    count, right = len(entry["options"]), sum(one["correct"] for one in entry["options"])
    if count < LEAST_OPTIONS or not 1 < right < count:
        yield Fault(
            "parts", _("A multiple choice has at least four options; two or more are right, and at least one is wrong.")
        )


def _true_false(entry: Entry) -> Iterator[Fault]:
    right = sum(one["correct"] for one in entry["options"])
    if len(entry["options"]) != TRUE_OR_FALSE or right != 1:
        yield Fault("parts", _("Either “true” or “false” is right, not both and not neither."))


def _situational(entry: Entry) -> Iterator[Fault]:
    yield from _alike(entry["options"], "parts")
    shares = [one["credit"] for one in entry["options"]]
    is_graded = shares.count(1) == 1 and 0 in shares and any(0 < one < 1 for one in shares)
    if len(shares) < LEAST_OPTIONS or not is_graded:
        yield Fault(
            "parts",
            _("A situation has at least four options: one best (1), one or more that earn nothing (0), and something between."),
        )  # fmt: skip


def _ordering(entry: Entry) -> Iterator[Fault]:
    yield from _alike(entry["items"], "parts")
    keys = [one["key"] for one in entry["items"]]
    if len(keys) < LEAST_ITEMS or sorted(entry["places"]) != list(range(1, len(keys) + 1)):
        yield Fault(
            "parts", _("Four or more things are ordered, and their places count from 1 without gap or repetition.")
        )
    elif entry["answer"] == keys:
        yield Fault("parts", _("The things are listed in the right order already; list them in another one."))


def _matching(entry: Entry) -> Iterator[Fault]:
    yield from _alike(entry["left"], "parts")
    yield from _alike(entry["right"], "rights")
    rights = {one["key"] for one in entry["right"]}
    used = list(entry["answer"].values())
    if len(entry["left"]) < LEAST_PAIRS or not set(used) <= rights:
        yield Fault(
            "parts", _("Three or more things on the left each belong to something on the right, named by its key.")
        )
    if len(set(used)) != len(used):
        yield Fault("parts", _("Two things on the left belong to the same thing on the right."))


def _gap_fill(entry: Entry) -> Iterator[Fault]:
    counts = {language: entry["stem"][language].count(GAP) for language in ("zh", "en")}
    if set(counts.values()) != {len(entry["gaps"])} or not entry["gaps"]:
        yield Fault("stem", _("Each gap stands in both texts as ____, as often as there are gaps below."))
    if _repeated(one["key"] for one in entry["gaps"]):
        yield Fault("parts", _("Two of these have the same key."))
    for gap in entry["gaps"]:
        yield from _accepted(gap["accepted"], "parts")


def _short_text(entry: Entry) -> Iterator[Fault]:
    yield from _accepted(entry["accepted"], "accepted")
    right = {text.casefold() for texts in entry["accepted"].values() for text in texts}
    for one in entry["common_errors"]:
        if {one["zh"].casefold(), one["en"].casefold()} & right:
            yield Fault("errors", _("A common error is among the accepted answers."))


def _numeric(entry: Entry) -> Iterator[Fault]:
    answer: dict[str, Decimal] = entry["answer"]
    values = [one["value"] for one in entry["common_errors"]]
    if not values:
        yield Fault("errors", _("Name at least one figure that people get wrong, and what it would cause."))
    if any(abs(value - answer["key"]) <= answer["tolerance"] for value in values):
        yield Fault("errors", _("A common error lies within the tolerance and would count as right."))
    if _repeated(values):
        yield Fault("errors", _("A common error is listed twice."))


def _alike(parts: list[Entry], place: str) -> Iterator[Fault]:
    if _repeated(one["key"] for one in parts):
        yield Fault(place, _("Two of these have the same key."))
    if any(_repeated(one[language].strip() for one in parts) for language in ("zh", "en")):
        yield Fault(place, _("Two of these have the same text in one language."))


def _accepted(texts: dict[str, list[str]], place: str) -> Iterator[Fault]:
    if any(not listed for listed in texts.values()):
        yield Fault(place, _("Accepted answers are needed in both languages, one a line."))
    if any(_repeated(listed) for listed in texts.values()):
        yield Fault(place, _("An accepted answer is listed twice."))


def _repeated(values: Iterable[Any]) -> bool:
    listed = list(values)
    return len(set(listed)) != len(listed)


_RULES: dict[str, Callable[[Entry], Iterator[Fault]]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.SITUATIONAL: _situational,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.MATCHING: _matching,
    QuestionKind.GAP_FILL: _gap_fill,
    QuestionKind.SHORT_TEXT: _short_text,
    QuestionKind.NUMERIC: _numeric,
}
