"""My account: how I read, what my signature binds me to, who opened my record, my other sessions."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.foundation.accounts import access, standing
from lms.foundation.accounts.forms import PreferencesForm
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.accounts.identity import acknowledge_policy
from lms.foundation.accounts.models import Person
from lms.foundation.audit.queries import personal_reads

A_YEAR_S = 365 * 24 * 3600
READS_SHOWN = 20
"""rows: the newest; the auditor's list has all"""


@require_access(access.is_signed_in)
def my_account(request: HttpRequest) -> HttpResponse:
    """Preferences, signature policy, sessions, and who has read my record."""
    person = signed_in_person(request)
    initial = {"language": translation.get_language(), "theme": request.COOKIES.get("theme", "")}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _keep(person, form)
    context = {
        "person": person,
        "form": form,
        "reads": personal_reads().filter(subject=person)[:READS_SHOWN],
        "role_rows": [row for row in access.ACCESS_ROLES if row.code in person.access_roles],
    }
    return render(request, "foundation/accounts/own.html", context, status=422 if form.is_bound else 200)


@require_access(access.is_signed_in)
def signature_policy(request: HttpRequest) -> HttpResponse:
    """The policy to read, and the button that accepts it."""
    person = signed_in_person(request)
    if request.method == "POST":
        acknowledge_policy(person)
        messages.success(request, _("Acknowledged. From now on you can sign."))
        return redirect("my-account")
    return render(request, "foundation/accounts/policy.html", {"person": person})


@require_access(access.is_signed_in)
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign me out everywhere else."""
    ended = standing.end_sessions(signed_in_person(request), keep=request.session.session_key or "")
    messages.success(request, _("Other sessions ended: %(count)s.") % {"count": ended})
    return redirect("my-account")


def _keep(person: Person, form: PreferencesForm) -> HttpResponse:
    language, theme = form.cleaned_data["language"], form.cleaned_data["theme"]
    Person.objects.filter(pk=person.pk).update(language=language)
    response = redirect("my-account")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR_S, samesite="Lax")
    if theme:
        response.set_cookie("theme", theme, max_age=A_YEAR_S, samesite="Lax")
    else:
        response.delete_cookie("theme")
    return response
