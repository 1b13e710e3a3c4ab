"""Shapes of the editors of steps and indicators; what a change means is decided in `editing`."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curricula.processes.completeness import NEEDED_TEXTS
from curricula.processes.editing import EXCEPTION_FIELDS, PLAN_FIELDS, STEP_FIELDS, step_record
from curricula.processes.models import GoalIndicator, Step, StepException

LANGUAGES = {"zh": gettext_lazy("Chinese"), "en": gettext_lazy("English")}
MOST_EXCEPTIONS = 20


class ReasonedForm(forms.Form):
    """A change of a regulated record: why, and the digest of what was opened."""

    opened = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        help_text=gettext_lazy("Needed: it stands in the audit trail."),
    )  # fmt: skip


def day_field(label: Any, *, required: bool = False) -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class StepForm(ReasonedForm):
    """The texts of a step, both languages side by side; none may be blank (requirement A29)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"name": _("Name"), **NEEDED_TEXTS}
        for stem, label in labels.items():
            for language, word in LANGUAGES.items():
                named = {"label": f"{str(label)[:1].upper()}{str(label)[1:]}", "language": word}
                text = _("%(label)s (%(language)s)") % named
                widget = forms.TextInput() if stem == "name" else forms.Textarea(attrs={"rows": 3})
                longest = 200 if stem == "name" else None
                self.fields[f"{stem}_{language}"] = forms.CharField(label=text, widget=widget, max_length=longest)
        self.fields["critical_kind"] = forms.ChoiceField(
            label=_("Critical, because it touches"), required=False, choices=[("", _("not critical")), *Step.Critical.choices]
        )  # fmt: skip
        for language, word in LANGUAGES.items():
            self.fields[f"critical_why_{language}"] = forms.CharField(
                label=_("Why it is critical (%(language)s)") % {"language": word}, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name not in {"reason", "opened"}), "reason", "opened"])

    def clean(self) -> dict[str, Any]:
        """A critical step says why, in both languages; a step that is not critical says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        for language in LANGUAGES:
            name = f"critical_why_{language}"
            if cleaned.get("critical_kind") and not cleaned.get(name):
                self.add_error(name, _("A critical step says why it is critical."))
            if not cleaned.get("critical_kind"):
                cleaned[name] = ""
        return cleaned

    def texts(self) -> dict[str, str]:
        """The texts as the service takes them."""
        return {name: self.cleaned_data[name] for name in STEP_FIELDS}


class ExceptionForm(forms.ModelForm[StepException]):
    """One thing that can go wrong, and what to do then."""

    class Meta:
        model = StepException
        fields = EXCEPTION_FIELDS
        labels = {
            "what_zh": gettext_lazy("What can happen (Chinese)"),
            "what_en": gettext_lazy("What can happen (English)"),
            "remedy_zh": gettext_lazy("What to do (Chinese)"),
            "remedy_en": gettext_lazy("What to do (English)"),
        }
        widgets = dict.fromkeys(EXCEPTION_FIELDS, forms.Textarea(attrs={"rows": 2}))


ExceptionRows = formset_factory(ExceptionForm, extra=1, can_delete=True, max_num=MOST_EXCEPTIONS, validate_max=True)


def exception_rows(step: Step, sent: Any = None) -> BaseFormSet[Any]:
    """The rows of a step's exceptions, and one more."""
    return ExceptionRows(sent, prefix="exceptions", initial=step_record(step)["exceptions"])


def filled(rows: BaseFormSet[Any]) -> list[dict[str, str]]:
    """Rows that are filled and stay."""
    return [
        {name: row[name] for name in EXCEPTION_FIELDS} for row in rows.cleaned_data if row and not row.get("DELETE")
    ]


class PlanForm(ReasonedForm):
    """Baseline and target of an indicator, each with its day."""

    baseline = forms.DecimalField(label=gettext_lazy("Baseline"), max_digits=16, decimal_places=4, required=False)
    baseline_on = day_field(gettext_lazy("Baseline measured on"))
    target = forms.DecimalField(label=gettext_lazy("Target"), max_digits=16, decimal_places=4, required=False)
    target_on = day_field(gettext_lazy("Target to be reached by"))

    def clean(self) -> dict[str, Any]:
        """A value and its day belong together."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("baseline", "target"):
            value, day = cleaned.get(name), cleaned.get(f"{name}_on")
            if value is not None and day is None and f"{name}_on" not in self.errors:
                self.add_error(f"{name}_on", _("A value needs its day."))
            if value is None and day is not None and name not in self.errors:
                self.add_error(name, _("A day needs its value."))
        return cleaned

    def plan(self) -> dict[str, Any]:
        """The plan as the service takes it."""
        return {name: self.cleaned_data[name] for name in PLAN_FIELDS}


class ReadingForm(forms.Form):
    """A measured value."""

    value = forms.DecimalField(label=gettext_lazy("Measured value"), max_digits=16, decimal_places=4)
    measured_on = day_field(gettext_lazy("Measured on"), required=True)
    note = forms.CharField(
        label=gettext_lazy("Where it comes from"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        help_text=gettext_lazy("Needed: the report or the count that shows it. It stands in the audit trail."),
    )  # fmt: skip


def plan_initial(indicator: GoalIndicator) -> dict[str, Any]:
    """What the form opens with, figures without the noughts that the database adds."""
    plain: dict[str, Any] = {name: getattr(indicator, name) for name in PLAN_FIELDS}
    for name in ("baseline", "target"):
        if plain[name] is not None:
            plain[name] = f"{plain[name].normalize():f}"
    return plain
