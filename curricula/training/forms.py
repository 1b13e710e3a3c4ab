"""Shapes of the matrix's forms; what a change means is decided in matrix_services."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curricula.milestones.models import GoLive, Milestone
from curricula.organisation.models import Site, Station
from curricula.training.matrix_services import why_not_shown_by
from curricula.training.models import Requirement
from curricula.training.vocabulary import Form, RetrainingRule

LONGEST_OFFSET = 400
"""days; further from a go-live nothing in training is planned"""


class CellForm(forms.ModelForm[Requirement]):
    """One requirement. The job role and the activity are the place in the grid and come with the address."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed: the record is regulated."),
    )
    edit_count = forms.IntegerField(widget=forms.HiddenInput)
    retraining_rules = forms.MultipleChoiceField(
        label=gettext_lazy("Retraining"), choices=RetrainingRule.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Requirement
        fields = [
            "level", "criticality", "method", "risk", "anchor_kind", "due_offset_days", "buffer_days", "validity_months",
            "effectiveness", "form_override", "minutes_override", "go_live", "scope_site", "scope_station",
            "scope_designation", "old_habit_zh", "old_habit_en", "new_skill_zh", "new_skill_en", "business_goal_zh",
            "business_goal_en",
        ]  # fmt: skip
        labels = {
            "anchor_kind": gettext_lazy("Due, counted from"),
            "due_offset_days": gettext_lazy("Days (before: negative)"),
            "buffer_days": gettext_lazy("Buffer days"),
            "validity_months": gettext_lazy("Valid for months"),
            "form_override": gettext_lazy("Form"),
            "minutes_override": gettext_lazy("Planned minutes"),
            "go_live": gettext_lazy("Wave"),
            "scope_site": gettext_lazy("Only at the site"),
            "scope_station": gettext_lazy("Only at the station"),
            "scope_designation": gettext_lazy("Only for"),
            "old_habit_zh": gettext_lazy("Habit to drop (Chinese)"),
            "old_habit_en": gettext_lazy("Habit to drop (English)"),
            "new_skill_zh": gettext_lazy("New skill (Chinese)"),
            "new_skill_en": gettext_lazy("New skill (English)"),
            "business_goal_zh": gettext_lazy("Business goal (Chinese)"),
            "business_goal_en": gettext_lazy("Business goal (English)"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in (
                "old_habit_zh",
                "old_habit_en",
                "new_skill_zh",
                "new_skill_en",
                "business_goal_zh",
                "business_goal_en",
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, str] = {}
        for milestone in Milestone.objects.order_by("starts_at"):
            # in words, taken from the first milestone of the kind, its running number dropped
            chosen.setdefault(milestone.kind, re.sub(r"\s*\d+$", "", milestone.name))
        chosen.pop("go_live", None)
        self.fields["anchor_kind"] = forms.ChoiceField(
            label=self.fields["anchor_kind"].label, choices=[("go_live", _("Go-live day")), *sorted(chosen.items())]
        )
        for name, model, empty in (
            ("go_live", GoLive, _("the wave of the person's site")),
            ("scope_site", Site, _("every site")),
            ("scope_station", Station, _("every station")),
        ):
            self.fields[name] = forms.ModelChoiceField(
                model.objects.all(), label=self.fields[name].label, required=False, empty_label=empty
            )
        self.fields["form_override"].choices = [("", _("as the activity says")), *Form.choices]  # type: ignore[attr-defined]
        self.fields["scope_designation"].choices = [("", _("everybody in the role")), *Requirement.Scope.choices]  # type: ignore[attr-defined]
        self.fields["minutes_override"].required = False
        self.fields["minutes_override"].help_text = _("Empty: as the activity says.")
        if not self.is_bound and not self.initial.get("minutes_override"):
            self.initial["minutes_override"] = None
        if self.instance.pk and not self.is_bound:
            self.initial["retraining_rules"] = self.instance.retraining.split("+")

    def clean_due_offset_days(self) -> int:
        """Within a little more than a year around the milestone."""
        days: int = self.cleaned_data["due_offset_days"]
        if abs(days) > LONGEST_OFFSET:
            raise forms.ValidationError(
                _("More than 400 days from the milestone. Please check the sign and the figure.")
            )
        return days

    def clean_minutes_override(self) -> int:
        """Empty means as the activity says."""
        return self.cleaned_data.get("minutes_override") or 0

    def clean(self) -> dict[str, Any]:
        """Say beside the method what the database would refuse by the name of a constraint."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        too_little = why_not_shown_by(cleaned.get("method", ""), cleaned.get("risk", ""))
        if too_little and "method" in cleaned:
            self.add_error("method", too_little)
        return cleaned

    def cell_values(self) -> dict[str, Any]:
        """The cell's fields as the service takes them (foreign keys by id)."""
        cleaned = dict(self.cleaned_data)
        values = {name: cleaned[name] for name in self.Meta.fields}
        for name in ("go_live", "scope_site", "scope_station"):
            chosen = values.pop(name)
            values[f"{name}_id"] = chosen.pk if chosen else None
        values["retraining"] = "+".join(cleaned["retraining_rules"])
        return values


class ReasonForm(forms.Form):
    """Why: for changes of regulated records that take nothing else."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    edit_count = forms.IntegerField(widget=forms.HiddenInput)
