"""The form that moves a go-live. It looks at shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MoveForm(forms.Form):
    """The new day and the reason."""

    to_day = forms.DateField(
        label=_("New go-live day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed: it stands in the list of moves and in the audit trail."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
