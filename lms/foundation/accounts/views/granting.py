"""The published table of access roles; who holds them; granting and withdrawing with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.foundation.accounts import access
from lms.foundation.accounts.forms import GrantForm, ReasonForm
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.accounts.listings import holders_by_role
from lms.foundation.accounts.models import Person
from lms.foundation.accounts.services import AccessRefused, grant_access, withdraw_access

may_see_holders = access.may_grant_access | access.is_auditor


@require_access(access.is_signed_in)
def access_table(request: HttpRequest) -> HttpResponse:
    """What each access role is for: open to all. Who holds it: to those who grant or audit."""
    reader = signed_in_person(request)
    form = GrantForm(request.POST or None) if access.may_grant_access(reader) else None
    if request.method == "POST" and form is not None and form.is_valid():
        wanted = form.cleaned_data
        try:
            grant_access(wanted["number"], wanted["role"], actor=reader, reason=wanted["reason"])
        except AccessRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Granted to %(name)s.") % {"name": wanted["number"].name})
            return redirect("access")
    holders = holders_by_role() if may_see_holders(reader) else None
    rows = [(row, holders.get(row.code, []) if holders is not None else None) for row in access.ACCESS_ROLES]
    context = {"rows": rows, "form": form, "may_see_holders": holders is not None}
    return render(request, "foundation/accounts/access.html", context, status=422 if form and form.is_bound else 200)


@require_access(access.may_grant_access)
def withdraw(request: HttpRequest, number: str, role: str) -> HttpResponse:
    """Take an access role back."""
    person = get_object_or_404(Person, number=number, groups__name=role)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_access(person, role, actor=signed_in_person(request), reason=form.cleaned_data["reason"])
        except AccessRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Withdrawn from %(name)s.") % {"name": person.name})
            return redirect("access")
    name = next(row.name for row in access.ACCESS_ROLES if row.code == role)
    context = {
        "heading": _("Withdraw “%(role)s”") % {"role": name},
        "sentence": _("{} ({})").format(person.name, person.number),
        "consequences": [_("It ends with the person's next click.")],
        "confirm_label": _("Withdraw"),
        "cancel_url": reverse("access"),
        "is_danger": True,
        "form": form,
    }
    return render(request, "confirm.html", context, status=422 if form.is_bound else 200)
