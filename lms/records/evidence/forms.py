"""Shape of a correction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curricula.api import Level
from lms.records.evidence.wording import OUTCOMES

FULL_SCORE = 100


class CorrectionForm(forms.Form):
    """What is right, and why it was wrong."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=tuple(OUTCOMES.items()))
    level = forms.TypedChoiceField(
        label=_("Level shown"), choices=[("", _("As the matrix asks")), *Level.choices], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    score = forms.DecimalField(
        label=_("Score (of 100)"), min_value=0, max_value=FULL_SCORE, decimal_places=2, required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("What was wrong, and how it was found. The old entry stays readable beside the new one."),
    )
