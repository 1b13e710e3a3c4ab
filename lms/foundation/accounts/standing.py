"""What an administrator does to an account: end and reopen it, unlock it, hand out a one-time link. Never delete."""

from dataclasses import dataclass

from axes.utils import reset as reset_axes
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from lms.foundation.accounts import access
from lms.foundation.accounts.models import Person
from lms.foundation.accounts.services import AccessRefused, refuse_last_of_the_keys
from lms.foundation.audit.services import record_change, take_the_chain


class MailedLink(PasswordResetTokenGenerator):
    """A link that went to the person's own mailbox; the administrator has not seen it."""

    key_salt = "plimsoll.one-time-link.mailed"


class HandedLink(PasswordResetTokenGenerator):
    """A link that an administrator has seen; using it closes signing until the identity is verified anew."""

    key_salt = "plimsoll.one-time-link.handed"


# In the trail, which is written once for readers of both languages.
MAILED = "通过本人邮箱的一次性链接设置 / Set by a one-time link from the own mailbox"
HANDED_OVER = "通过当面交付的一次性链接设置，须重新核实身份 / Set by a link handed over: identity to be verified anew"

mailed_link, handed_link = MailedLink(), HandedLink()


@dataclass(frozen=True)
class OneTimeLink:
    """A path that sets a password once, and to whom it was sent (empty: it is to be handed over)."""

    path: str
    sent_to: str


def make_one_time_link(person: Person, *, actor: Person, reason: str) -> OneTimeLink:
    """Make a link by which `person` alone sets a password. Refuses inactive people, oneself and an empty reason."""
    if not person.is_active:
        raise AccessRefused(_("This account is deactivated. Reactivate it first."))
    if actor.pk == person.pk:
        raise AccessRefused(_("For your own account, change the password under “My account”."))
    generator, name = (mailed_link, "password-set") if person.email else (handed_link, "password-set-handed")
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    with transaction.atomic():
        record_change(
            "person.password", person.uuid, action="link", actor=actor, reason=reason, subject_label=person.name,
            after={"sent": "by e-mail" if person.email else "handed over"},
        )  # fmt: skip
    return OneTimeLink(reverse(name, args=[uid, generator.make_token(person)]), person.email)


def mail_link(link: OneTimeLink, *, address: str) -> None:
    """Send the link to the person's own mailbox."""
    send_mail(
        _("Set your Plimsoll password"),
        _("Open this address once to set your password. Nobody else knows it:\n\n%(address)s\n") % {"address": address},
        None,
        [link.sent_to],
    )


def password_was_set(person: Person, *, was_handed_over: bool) -> None:
    """Record that a one-time link was used; after a handed-over one, nobody signs before the identity is verified anew."""
    with transaction.atomic():
        take_the_chain()
        person.refresh_from_db(fields=["identity_verified_at", "identity_verified_by"])
        if was_handed_over and person.identity_verified_at is not None:
            person.identity_verified_at, person.identity_verified_by = None, None
            person.save(update_fields=["identity_verified_at", "identity_verified_by"])
        record_change(
            "person.password", person.uuid, action="change", actor=person, subject_label=person.name,
            reason=HANDED_OVER if was_handed_over else MAILED,
        )  # fmt: skip
        reset_axes(username=person.number)


def unlock(person: Person, *, actor: Person, reason: str) -> None:
    """Let somebody sign in again before the pause is over; the pause of signing stays."""
    with transaction.atomic():
        record_change(
            "person.account", person.uuid, action="unlock", actor=actor, reason=reason, subject_label=person.name
        )
        reset_axes(username=person.number)


def deactivate(person: Person, *, actor: Person, reason: str) -> None:
    """Close an account for good or for now; nothing is deleted. Twice is once. Refuses oneself and the last of the keys."""
    if actor.pk == person.pk:
        raise AccessRefused(_("Nobody closes their own account. Ask another administrator."))
    with transaction.atomic():
        take_the_chain()  # of two who close each other's account at once, the second is the last and stays
        if person.groups.filter(name=access.SUPER_ADMINISTRATOR).exists():
            refuse_last_of_the_keys(person)
        _set_active(person, False, actor, reason)
    end_sessions(person)


def reactivate(person: Person, *, actor: Person, reason: str) -> None:
    """Open a closed account again. Twice is once."""
    _set_active(person, True, actor, reason)


def end_sessions(person: Person, *, keep: str = "") -> int:
    """End all sessions of `person` but the one with key `keep`; returns how many."""
    ended = 0
    for session in Session.objects.all():
        if session.session_key != keep and str(session.get_decoded().get("_auth_user_id")) == str(person.pk):
            session.delete()
            ended += 1
    return ended


def _set_active(person: Person, is_active: bool, actor: Person, reason: str) -> None:
    with transaction.atomic():
        take_the_chain()
        person.refresh_from_db(fields=["is_active"])
        if person.is_active == is_active:
            return
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        record_change(
            "person.account", person.uuid, action="reactivate" if is_active else "deactivate", actor=actor, reason=reason,
            subject_label=person.name, before={"active": not is_active}, after={"active": is_active},
        )  # fmt: skip
