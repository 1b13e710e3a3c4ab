"""Accounts: the list, one account, and what may be done to it. Each act asks for a reason and leaves an entry."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.foundation.accounts import access
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.accounts.listings import accounts_listing, role_words, standing_word, with_pause
from lms.foundation.accounts.models import Person, SignInAttempt
from lms.foundation.accounts.views.acts import ACTS
from lms.foundation.audit.models import AuditEntry
from lms.foundation.errors import Refusal
from lms.foundation.listing import render_listing

may_see_accounts = access.may_run_installation | access.is_training_lead
HISTORY_SHOWN = 50
"""rows"""


@require_access(may_see_accounts)
def accounts(request: HttpRequest) -> HttpResponseBase:
    """Every account with its standing."""
    return render_listing(request, accounts_listing(), "foundation/accounts/list.html")


@require_access(may_see_accounts)
def account(request: HttpRequest, number: str) -> HttpResponse:
    """One account: standing, failed tries, history, and the acts open to the reader."""
    person: Any = get_object_or_404(with_pause(Person.objects.select_related("identity_verified_by")), number=number)
    reader = signed_in_person(request)
    context = {
        "person": person,
        "standing": standing_word(person),
        "roles": role_words(person),
        "failed": SignInAttempt.objects.filter(person=person).order_by("-at")[:10],
        "history": AuditEntry.objects.filter(subject_uuid=person.uuid).select_related("actor")[:HISTORY_SHOWN],
        "acts": [act for act in ACTS.values() if act.is_open(reader, person)],
    }
    return render(request, "foundation/accounts/detail.html", context)


@require_access(may_see_accounts)
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Ask for the reason, then do it; what is not open to the reader is not found."""
    person = get_object_or_404(Person, number=number)
    reader, chosen = signed_in_person(request), ACTS.get(name)
    if chosen is None or not chosen.is_open(reader, person):
        raise Http404
    form = chosen.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return chosen.perform(request, person, form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
    context = {
        "heading": chosen.label,
        "sentence": _("{} ({})").format(person.name, person.number),
        "consequences": chosen.consequences,
        "confirm_label": chosen.label,
        "cancel_url": reverse("account", args=[person.number]),
        "is_danger": chosen.is_danger,
        "form": form,
    }
    return render(request, "confirm.html", context, status=422 if form.is_bound else 200)
