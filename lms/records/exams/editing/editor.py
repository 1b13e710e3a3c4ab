"""The editor of one question: its form and the rows of its type together, from an entry and back into one."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lms.records.exams.editing import forms as shapes
from lms.records.exams.editing.forms import QuestionForm, lines, plain
from lms.records.exams.editing.rules import faults_of
from lms.records.exams.question_loading import Entry
from lms.records.exams.vocabulary import QuestionKind

MOST_ROWS = 12
EXTRA_WHEN_NEW: dict[str, int] = {QuestionKind.SINGLE: 0, QuestionKind.TRUE_FALSE: 0, QuestionKind.MULTIPLE: 1}
"""empty rows under those a new question begins with; three unless it is said here"""
Row = dict[str, Any]


class Section(NamedTuple):
    """One kind of rows: where they stand in the form, what they are called, and their shape."""

    prefix: str
    heading: Any
    shape: type[forms.Form]


_OPTIONS = Section("parts", _("Options"), shapes.OptionForm)
SECTIONS: dict[str, tuple[Section, ...]] = {
    QuestionKind.SINGLE: (_OPTIONS,),
    QuestionKind.MULTIPLE: (_OPTIONS,),
    QuestionKind.TRUE_FALSE: (_OPTIONS,),
    QuestionKind.SITUATIONAL: (Section("parts", _("Options"), shapes.DegreeForm),),
    QuestionKind.ORDERING: (Section("parts", _("Things to put in order"), shapes.ItemForm),),
    QuestionKind.MATCHING: (
        Section("parts", _("On the left"), shapes.LeftForm),
        Section("rights", _("On the right"), shapes.RightForm),
    ),
    QuestionKind.GAP_FILL: (Section("parts", _("Gaps, in the order of the text"), shapes.GapForm),),
    QuestionKind.SHORT_TEXT: (Section("errors", _("Common errors"), shapes.TextErrorForm),),
    QuestionKind.NUMERIC: (Section("errors", _("Common errors"), shapes.FigureErrorForm),),
}


class Editor:
    """Bound to what was sent, or filled from an entry; `is_valid` gathers every fault and puts it where it belongs.

    `version` is the one that is opened, 0 for a new question. Sent with `show` (a language), it is only looked at, and
    needs no reason yet.
    """

    def __init__(self, kind: str, entry: Entry, *, version: int, sent: QueryDict | None = None) -> None:
        self.kind, self.code = kind, entry["id"]
        self.show = _language(sent)
        self.form = QuestionForm(
            kind, sent, is_new=version == 0, needs_reason=not self.show,
            initial={**_heads(entry), "version": version, "uuid": uuid4()},
        )  # fmt: skip
        is_fixed = kind == QuestionKind.TRUE_FALSE
        extra = EXTRA_WHEN_NEW.get(kind, 3) if version == 0 else 0 if is_fixed else 1
        self.sections: list[tuple[Section, BaseFormSet[Any]]] = [
            (
                section,
                formset_factory(
                    section.shape, extra=extra, can_delete=not is_fixed, max_num=MOST_ROWS, validate_max=True
                )(sent, prefix=section.prefix, initial=list(_rows(entry, section.prefix))),
            )
            for section in SECTIONS[kind]
        ]  # fmt: skip

    def is_valid(self) -> bool:
        """Whether shape and rules are met; faults stand beside their field or at their section."""
        is_well_formed = all([self.form.is_valid(), *(rows.is_valid() for _section, rows in self.sections)])
        if not is_well_formed:
            return False
        faults = faults_of(self.entry())
        for fault in faults:
            rows = {section.prefix: rows for section, rows in self.sections}.get(fault.place)
            if rows is not None:
                rows.non_form_errors().append(fault.sentence)
            else:
                for language in ("zh", "en"):
                    self.form.add_error(f"{fault.place}_{language}", fault.sentence)
        return not faults

    @property
    def is_sound(self) -> bool:
        """Whether no fault stands anywhere, after `is_valid`."""
        return not self.form.errors and not any(
            any(rows.errors) or rows.non_form_errors() for _section, rows in self.sections
        )

    def entry(self) -> Entry:
        """What was entered, as the bank writes it."""
        found = self.form.cleaned_data
        entry: Entry = {
            "id": self.code,
            "type": self.kind,
            "step": found["step"].code,
            **{name: found[name] for name in ("topic", "level", "risk", "difficulty", "source")},
            **{name: _both(found, name) for name in ("objective", "stem")},
            "feedback": _both(found, "feedback"),
        }
        return entry | _PARTS.get(self.kind, _options)(self)

    def rows(self, prefix: str) -> list[Row]:
        """The rows of a section that are filled and stay."""
        rows = next(rows for section, rows in self.sections if section.prefix == prefix)
        return [one for one in rows.cleaned_data if one and not one.get("DELETE")]

    @property
    def reason(self) -> str:
        """Why, as entered."""
        return str(self.form.cleaned_data["reason"])


def _language(sent: QueryDict | None) -> str:
    asked = sent.get("show", "") if sent is not None else ""
    return asked if asked in dict(settings.LANGUAGES) else ""


def _heads(entry: Entry) -> Row:
    head: Row = {name: entry[name] for name in ("step", "topic", "level", "risk", "difficulty", "source")}
    for name in ("objective", "stem", "feedback"):
        head |= {f"{name}_{language}": words for language, words in entry[name].items() if language in {"zh", "en"}}
    if entry["type"] == QuestionKind.NUMERIC:
        answer = entry["answer"]
        head |= {"answer": plain(answer["key"]), "tolerance": plain(answer["tolerance"])}
        head |= {"unit_zh": answer["unit"]["zh"], "unit_en": answer["unit"]["en"]}
    if entry["type"] == QuestionKind.SHORT_TEXT:
        head |= {f"accepted_{language}": "\n".join(texts) for language, texts in entry["accepted"].items()}
    return head


def _rows(entry: Entry, prefix: str) -> Iterator[Row]:
    """The rows of one section as a form shows them."""
    kind = entry["type"]
    if prefix == "errors":
        for one in entry["common_errors"]:
            head = {"value": plain(one["value"])} if "value" in one else _texts(one)
            yield {**head, **_feedback(one["feedback"])}
    elif prefix == "rights":
        yield from ({"key": one["key"], **_texts(one)} for one in entry["right"])
    elif kind == QuestionKind.MATCHING:
        for one in entry["left"]:
            feedback = _feedback(entry["feedback"][one["key"]])
            yield {"key": one["key"], **_texts(one), **feedback, "right": entry["answer"][one["key"]]}
    elif kind == QuestionKind.GAP_FILL:
        for one in entry["gaps"]:
            accepted = {f"accepted_{language}": "\n".join(texts) for language, texts in one["accepted"].items()}
            yield {"key": one["key"], **accepted, **_feedback(one["feedback"])}
    elif kind == QuestionKind.ORDERING:
        for one in entry["items"]:
            place = entry["answer"].index(one["key"]) + 1 if one["key"] in entry["answer"] else None
            yield {**_part(one), "place": place}
    else:
        for one in entry["options"]:
            yield {**_part(one), **{name: one[name] for name in ("correct", "credit") if name in one}}


def _part(one: Entry) -> Row:
    return {"key": one["key"], **_texts(one), **_feedback(one["feedback"])}


def _texts(one: Entry) -> Row:
    return {f"text_{language}": one[language] for language in ("zh", "en")}


def _feedback(texts: dict[str, str]) -> Row:
    return {f"feedback_{language}": texts[language] for language in ("zh", "en")}


def _both(found: Row, stem: str) -> dict[str, str]:
    return {language: found.get(f"{stem}_{language}", "") for language in ("zh", "en")}


def _worded(row: Row) -> Entry:
    return {"key": row["key"], **_both(row, "text")}


def _explained(row: Row) -> Entry:
    return {**_worded(row), "feedback": _both(row, "feedback")}


def _options(editor: Editor) -> Entry:
    degrees = editor.kind == QuestionKind.SITUATIONAL
    name = "credit" if degrees else "correct"
    return {"options": [{**_explained(row), name: row[name]} for row in editor.rows("parts")]}


def _items(editor: Editor) -> Entry:
    rows = editor.rows("parts")
    in_order = sorted(rows, key=lambda row: row["place"])
    return {
        "items": [_explained(row) for row in rows],
        "answer": [row["key"] for row in in_order],
        "places": [row["place"] for row in rows],
    }


def _pairs(editor: Editor) -> Entry:
    lefts = editor.rows("parts")
    return {
        "left": [_worded(row) for row in lefts],
        "right": [_worded(row) for row in editor.rows("rights")],
        "answer": {row["key"]: row["right"] for row in lefts},
        "feedback": {row["key"]: _both(row, "feedback") for row in lefts},
    }


def _gaps(editor: Editor) -> Entry:
    return {
        "gaps": [
            {"key": row["key"], "accepted": _accepted(row), "feedback": _both(row, "feedback")}
            for row in editor.rows("parts")
        ]
    }


def _short(editor: Editor) -> Entry:
    errors = [{**_both(row, "text"), "feedback": _both(row, "feedback")} for row in editor.rows("errors")]
    return {"accepted": _accepted(editor.form.cleaned_data), "common_errors": errors}


def _figure(editor: Editor) -> Entry:
    found = editor.form.cleaned_data
    answer = {"key": found["answer"], "tolerance": found["tolerance"], "unit": _both(found, "unit")}
    errors = [{"value": row["value"], "feedback": _both(row, "feedback")} for row in editor.rows("errors")]
    return {"answer": answer, "common_errors": errors}


def _accepted(found: Row) -> dict[str, list[str]]:
    return {language: lines(found[f"accepted_{language}"]) for language in ("zh", "en")}


_PARTS: dict[str, Callable[[Editor], Entry]] = {
    QuestionKind.ORDERING: _items,
    QuestionKind.MATCHING: _pairs,
    QuestionKind.GAP_FILL: _gaps,
    QuestionKind.SHORT_TEXT: _short,
    QuestionKind.NUMERIC: _figure,
}
