"""The questions asked on handing in, each with how sure one is. Shapes only; what is right is graded elsewhere."""

import hashlib
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scenarios.grading.api import Answer, Group, Scenario

CONFIDENCE = [
    ("guess", gettext_lazy("A guess")),
    ("unsure", gettext_lazy("Not quite sure")),
    ("sure", gettext_lazy("Sure")),
    ("certain", gettext_lazy("Quite certain")),
]
SUFFIX = "-confidence"
PARTS = re.compile(r"[,，;；、\s]+")


def questions_of(scenario: Scenario) -> list[Answer]:
    """The questions of a bound drill, in the author's order."""
    return [item.rule for item in scenario.in_group(Group.ANSWERS) if isinstance(item.rule, Answer)]


class TypedSetField(forms.CharField):
    """Several numbers or names in one line: nothing to choose from is shown, for finding them is the question."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "class": "input"})

    def clean(self, value: Any) -> Any:
        """The parts between commas, semicolons and spaces, each once."""
        return [part for part in dict.fromkeys(PARTS.split(super().clean(value))) if part]


def choices_of(question: Answer, seed: int, language: str) -> list[tuple[str, str]]:
    """Each option's key and words, in the order that an attempt with this seed sees: "the second one" tells nobody anything.

    One seed always gives one order, so that a page asked for twice reads the same.
    """
    ordered = sorted(
        question.options, key=lambda one: hashlib.sha256(f"{seed}/{question.id}/{one.key}".encode()).digest()
    )
    return [(option.key, option.text.say(language)) for option in ordered]


class AnswersForm(forms.Form):
    """An answer and a confidence for each question; an answer may be left out, but not its confidence if it is given."""

    def __init__(self, scenario: Scenario, language: str, *args: Any, seed: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions_of(scenario)
        for question in self.questions:
            self.fields[question.id] = _answer_field(question, language, seed)
            self.fields[question.id + SUFFIX] = forms.ChoiceField(
                label=_("How sure are you?"), choices=CONFIDENCE, required=False, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the confidence of each answer that is given."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in self.questions:
            given = cleaned.get(question.id)
            if given not in (None, "", []) and not cleaned.get(question.id + SUFFIX):
                self.add_error(question.id + SUFFIX, _("Say how sure you are before you see the grade."))
        return cleaned

    def answers(self) -> dict[str, dict[str, Any]]:
        """What is handed to grading."""
        return {
            question.id: {
                "value": self.cleaned_data.get(question.id) or "",
                "confidence": self.cleaned_data.get(question.id + SUFFIX, ""),
            }
            for question in self.questions
        }

    def pairs(self) -> list[tuple[Any, Any]]:
        """Each question's answer and confidence, for the page."""
        return [(self[question.id], self[question.id + SUFFIX]) for question in self.questions]


def _answer_field(question: Answer, language: str, seed: int) -> forms.Field:
    label, unit = question.prompt.say(language), question.unit.say(language)
    choices = choices_of(question, seed, language)
    if question.kind == "choice":
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)
    if question.kind == "set" and not question.options:
        return TypedSetField(
            label=label, help_text=unit or _("several separated by commas"), max_length=400, required=False
        )
    if question.kind == "set":
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    number = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input"})
    return forms.CharField(label=label, help_text=unit, max_length=40, required=False, widget=number)
