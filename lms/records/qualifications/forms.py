"""Shapes of what a training lead enters about a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why a certificate is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("It stands in the audit trail and is shown to the holder."),
    )
