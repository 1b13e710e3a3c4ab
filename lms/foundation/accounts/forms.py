"""Shapes of what people enter about accounts; what it means is decided by the services."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from lms.foundation.accounts.access import ACCESS_ROLES
from lms.foundation.accounts.models import Person

THEMES = (("", _("As the device says")), ("light", _("Light")), ("dark", _("Dark")))


class SignInForm(AuthenticationForm):
    """Staff number and password."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("Number and password do not belong together. Please try again; both are case-sensitive."),
        "inactive": _("This account has been closed. Ask the administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Staff number")
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Password")


class PasswordSetForm(SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A new password. It alone is written: the rest of the row may have changed since it was read."""

    def save(self, commit: bool = True) -> Person:
        """Keep the password, and nothing else of the person."""
        super().save(commit=False)
        if commit:
            self.user.save(update_fields=["password"])
        return self.user


class PasswordChangedForm(PasswordChangeForm):  # type: ignore[type-arg]  # as above
    """A new password, known the old one; written alone as well."""

    def save(self, commit: bool = True) -> Person:
        """Keep the password, and nothing else of the person."""
        super().save(commit=False)
        if commit:
            self.user.save(update_fields=["password"])
        return self.user


class PreferencesForm(forms.Form):
    """How one reads."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES, required=False)


class ReasonForm(forms.Form):
    """Why; for every change of an account."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class IdentityForm(forms.Form):
    """How somebody's identity was seen."""

    reason = forms.CharField(
        label=_("How you verified it"),
        max_length=300,
        help_text=_("For example: staff card and face compared in person. Do not enter any number of a document."),
    )


class GrantForm(forms.Form):
    """Which access role for whom, and why."""

    number = forms.CharField(label=_("Staff number"), max_length=32)
    role = forms.ChoiceField(label=_("Access role"), choices=[(row.code, row.name) for row in ACCESS_ROLES])
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def clean_number(self) -> Person:
        """Find the person with this number."""
        person = Person.objects.filter(number=self.cleaned_data["number"].strip(), is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody active has this number. Check it on the people page."))
        return person
