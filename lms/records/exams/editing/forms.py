"""Shapes of the question editor: one form for the question, and one for each row of its parts."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from curricula.api import Risk
from curricula.models import Step
from lms.records.exams.vocabulary import QuestionKind, Thinking, Topic

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONGEST_ACCEPTED = 200
FOR_CHINESE, FOR_ENGLISH = gettext_lazy("Chinese"), gettext_lazy("English")


def words(label: Any, *, required: bool = True, rows: int = 2) -> forms.CharField:
    """A text of one language."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class BilingualForm(forms.Form):
    """A form whose English texts are English: a slip of the field would otherwise be seen only in the exam."""

    def clean(self) -> dict[str, Any]:
        """Look at every English text."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in list(cleaned.items()):
            if name.endswith("_en") and CHINESE.search(str(value)):
                self.add_error(name, _("There is Chinese in the English text."))
        return cleaned


class QuestionForm(BilingualForm):
    """What every question has. `version` is the one that was opened: a newer one means somebody else was quicker.

    `uuid` is what a new question is to be known by: the same one sent twice is one question.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    stem_zh = words(gettext_lazy("Question (Chinese)"), rows=4)
    stem_en = words(gettext_lazy("Question (English)"), rows=4)
    objective_zh = forms.CharField(label=gettext_lazy("Tests whether somebody can (Chinese)"), max_length=300)
    objective_en = forms.CharField(label=gettext_lazy("Tests whether somebody can (English)"), max_length=300)
    step = forms.ModelChoiceField(Step.objects.all(), label=gettext_lazy("Step"), to_field_name="code")
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False, choices=[("", "–"), *Topic.choices])
    level = forms.ChoiceField(label=pgettext_lazy("of thinking", "Level"), choices=[("", "–"), *Thinking.choices])
    risk = forms.ChoiceField(label=gettext_lazy("Risk"), choices=[("", "–"), *Risk.choices])
    difficulty = forms.DecimalField(
        label=gettext_lazy("Expected difficulty"), min_value=0, max_value=1, max_digits=3, decimal_places=2,
        help_text=gettext_lazy("The share of people who are expected to get it right, 0 to 1."),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)
    feedback_zh = words(gettext_lazy("Feedback on the whole question (Chinese)"), required=False)
    feedback_en = words(gettext_lazy("Feedback on the whole question (English)"), required=False)
    answer = forms.DecimalField(label=gettext_lazy("Right figure"), max_digits=18, decimal_places=4)
    tolerance = forms.DecimalField(label=gettext_lazy("Tolerance"), min_value=0, max_digits=18, decimal_places=4)
    unit_zh = forms.CharField(label=gettext_lazy("Unit (Chinese)"), max_length=40, required=False)
    unit_en = forms.CharField(label=gettext_lazy("Unit (English)"), max_length=40, required=False)
    accepted_zh = words(gettext_lazy("Accepted answers in Chinese, one a line"))
    accepted_en = words(gettext_lazy("Accepted answers in English, one a line"))
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        help_text=gettext_lazy("Needed: the record is regulated. It stands in the audit trail."),
    )  # fmt: skip

    ONLY_FOR = {
        "answer": {QuestionKind.NUMERIC},
        "tolerance": {QuestionKind.NUMERIC},
        "unit_zh": {QuestionKind.NUMERIC},
        "unit_en": {QuestionKind.NUMERIC},
        "accepted_zh": {QuestionKind.SHORT_TEXT},
        "accepted_en": {QuestionKind.SHORT_TEXT},
    }

    def __init__(self, kind: str, *args: Any, is_new: bool = False, needs_reason: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        if is_new:
            self.fields["reason"].label = gettext_lazy("Why this question is needed")
        else:
            del self.fields["uuid"]
        for name, kinds in self.ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[name]
        # The types without parts that carry feedback of their own need one for the whole; a matching has one per pair.
        for name in ("feedback_zh", "feedback_en"):
            if kind == QuestionKind.MATCHING:
                del self.fields[name]
            else:
                self.fields[name].required = kind in {QuestionKind.NUMERIC, QuestionKind.SHORT_TEXT}


class PartForm(BilingualForm):
    """A part with a key, its words and its feedback."""

    key = forms.CharField(label=pgettext_lazy("of an option", "Key"), max_length=12)
    text_zh = words(gettext_lazy("Text (Chinese)"))
    text_en = words(gettext_lazy("Text (English)"))
    feedback_zh = words(gettext_lazy("Feedback (Chinese)"))
    feedback_en = words(gettext_lazy("Feedback (English)"))


class OptionForm(PartForm):
    """An option that is right or wrong."""

    correct = forms.BooleanField(label=gettext_lazy("This option is right"), required=False)


class DegreeForm(PartForm):
    """An option that earns a share."""

    credit = forms.DecimalField(
        label=gettext_lazy("Earns (0 to 1)"), min_value=0, max_value=1, max_digits=3, decimal_places=2
    )


class ItemForm(PartForm):
    """Something to put in order."""

    place = forms.IntegerField(label=gettext_lazy("Right place"), min_value=1)


class LeftForm(PartForm):
    """Something on the left and what it belongs to."""

    right = forms.CharField(label=gettext_lazy("Belongs to (key on the right)"), max_length=12)


class RightForm(BilingualForm):
    """Something on the right."""

    key = forms.CharField(label=pgettext_lazy("of an option", "Key"), max_length=12)
    text_zh = words(gettext_lazy("Text (Chinese)"))
    text_en = words(gettext_lazy("Text (English)"))


class GapForm(BilingualForm):
    """A gap with what is accepted in it."""

    key = forms.CharField(label=pgettext_lazy("of an option", "Key"), max_length=12)
    accepted_zh = words(gettext_lazy("Accepted answers in Chinese, one a line"))
    accepted_en = words(gettext_lazy("Accepted answers in English, one a line"))
    feedback_zh = words(gettext_lazy("Feedback (Chinese)"))
    feedback_en = words(gettext_lazy("Feedback (English)"))


class TextErrorForm(BilingualForm):
    """A wrong answer met in practice."""

    text_zh = forms.CharField(label=gettext_lazy("Wrong answer (Chinese)"), max_length=LONGEST_ACCEPTED)
    text_en = forms.CharField(label=gettext_lazy("Wrong answer (English)"), max_length=LONGEST_ACCEPTED)
    feedback_zh = words(gettext_lazy("Feedback (Chinese)"))
    feedback_en = words(gettext_lazy("Feedback (English)"))


class FigureErrorForm(BilingualForm):
    """A wrong figure met in practice."""

    value = forms.DecimalField(label=gettext_lazy("Wrong figure"), max_digits=18, decimal_places=4)
    feedback_zh = words(gettext_lazy("Feedback (Chinese)"))
    feedback_en = words(gettext_lazy("Feedback (English)"))


class RetireForm(forms.Form):
    """Why a question is taken out of use; `version` is the one that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        help_text=gettext_lazy("Needed: the record is regulated. It stands in the audit trail."),
    )  # fmt: skip


def lines(text: str) -> list[str]:
    """The answers of a field that holds one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain(value: Decimal | None) -> str | None:
    """A figure without the noughts that the database adds."""
    return None if value is None else f"{value.normalize():f}"
