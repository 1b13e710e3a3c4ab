"""What may be done to an account, one row each: to whom it is open, what it asks, what it says before, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.foundation.accounts import access, identity, impersonation, standing
from lms.foundation.accounts.forms import IdentityForm, ReasonForm
from lms.foundation.accounts.gate import signed_in_person
from lms.foundation.accounts.models import Person

Perform = Callable[[HttpRequest, Person, str], HttpResponse]


@dataclass(frozen=True)
class Act:
    """One thing done to an account."""

    name: str
    label: Any
    icon: str
    consequences: tuple[Any, ...]
    is_open: Callable[[Person, Person], bool]
    perform: Perform
    form: type[ReasonForm] | type[IdentityForm] = ReasonForm
    is_danger: bool = False


def _runs(reader: Person, person: Person) -> bool:
    return bool(access.may_run_installation(reader)) and reader.pk != person.pk


def _send_link(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    link = standing.make_one_time_link(person, actor=signed_in_person(request), reason=reason)
    address = request.build_absolute_uri(link.path)
    if link.sent_to:
        standing.mail_link(link, address=address)
        messages.success(request, _("A one-time link was sent to %(address)s.") % {"address": link.sent_to})
        return redirect("account", number=person.number)
    return render(request, "foundation/accounts/handed_link.html", {"person": person, "address": address})


def _unlock(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    standing.unlock(person, actor=signed_in_person(request), reason=reason)
    return _done(request, person, _("%(name)s can sign in again at once."))


def _deactivate(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    standing.deactivate(person, actor=signed_in_person(request), reason=reason)
    return _done(request, person, _("The account of %(name)s is closed, and its sessions have ended."))


def _reactivate(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    standing.reactivate(person, actor=signed_in_person(request), reason=reason)
    return _done(request, person, _("The account of %(name)s is open again."))


def _verify(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    identity.verify_identity(person, actor=signed_in_person(request), reason=reason)
    return _done(request, person, _("The identity of %(name)s is verified."))


def _look(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    impersonation.begin_impersonation(request, person, actor=signed_in_person(request), reason=reason)
    return redirect("home")


def _done(request: HttpRequest, person: Person, sentence: str) -> HttpResponse:
    messages.success(request, sentence % {"name": person.name})
    return redirect("account", number=person.number)


ACTS = {
    act.name: act
    for act in (
        Act(
            "verify-identity", gettext_lazy("Verify the identity"), "shield-check",
            (gettext_lazy("Without it nobody signs. You vouch for it with your name."),),
            lambda reader, person: bool(access.is_training_lead(reader)) and reader.pk != person.pk and person.is_active,
            _verify, form=IdentityForm,
        ),
        Act(
            "link", gettext_lazy("Make a one-time link"), "link",
            (
                gettext_lazy("With the link the person sets a password that nobody else knows. It works once."),
                gettext_lazy("It goes to the person's own mailbox. Without one you hand it over, and the identity is to be "
                             "verified anew before the person signs."),
            ),
            lambda reader, person: _runs(reader, person) and person.is_active, _send_link,
        ),
        Act(
            "unlock", gettext_lazy("End the pause of sign-in"), "lock",
            (gettext_lazy("The person may try again at once. A pause of signing runs on."),),
            lambda reader, person: _runs(reader, person) and bool(getattr(person, "is_paused", True)), _unlock,
        ),
        Act(
            "close", gettext_lazy("Close the account"), "x",
            (
                gettext_lazy("Nobody can sign in with it any longer; its sessions end now."),
                gettext_lazy("Nothing is deleted: records, signatures and the number stay, and the number is never reused."),
            ),
            lambda reader, person: _runs(reader, person) and person.is_active, _deactivate, is_danger=True,
        ),
        Act(
            "reopen", gettext_lazy("Reopen the account"), "undo-2", (),
            lambda reader, person: _runs(reader, person) and not person.is_active, _reactivate,
        ),
        Act(
            "look", gettext_lazy("Look as this person"), "eye",
            (
                gettext_lazy("You see what the person sees. Nothing can be changed or signed meanwhile."),
                gettext_lazy("Beginning and end stand in the audit trail with your name and this reason."),
            ),
            lambda reader, person: bool(access.may_impersonate(reader)) and reader.pk != person.pk and person.is_active,
            _look,
        ),
    )
}  # fmt: skip
