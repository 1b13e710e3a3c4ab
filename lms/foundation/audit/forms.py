"""Shape of a review: up to which entry, what was found, and both components of the signature."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    """What the signature dialog sends."""

    up_to = forms.IntegerField(min_value=1)
    number = forms.CharField(label=_("Staff number"))
    password = forms.CharField(label=_("Password"), strip=False)
    note = forms.CharField(label=_("Reason"), max_length=1000)
