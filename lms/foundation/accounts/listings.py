"""The list of accounts, as an administrator reads it."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lms.foundation import clock
from lms.foundation.accounts.access import ACCESS_ROLES
from lms.foundation.accounts.models import Person
from lms.foundation.listing import Column, Filter, Listing
from lms.foundation.templatetags.people import person as person_name
from lms.foundation.templatetags.shapes import state as state_mark


def accounts_listing() -> Listing:
    """All accounts with their standing; closed ones stay in the list."""
    return Listing(
        rows=with_pause(Person.objects.prefetch_related("groups")),
        columns=(
            Column("number", _("Staff number"), sort="number", link=lambda row: reverse("account", args=[row.number])),
            Column("name", pgettext_lazy("person", "Name"), show=person_name, sort="name"),
            Column("standing", _("Account"), value=standing_word, show=_show_standing, sort="is_active"),
            Column("identity", _("Identity verified"), value="identity_verified_at", sort="identity_verified_at"),
            Column("policy", _("Policy acknowledged"), value="policy_acknowledged_at", sort="policy_acknowledged_at"),
            Column("seen", _("Last sign-in"), value="last_login", sort="last_login"),
            Column("roles", _("Access roles"), value=role_words),
        ),
        filters=(
            Filter(
                "role", _("Access role"), lookup="groups__name", choices=[(row.code, row.name) for row in ACCESS_ROLES]
            ),
            Filter("closed", _("Only closed"), kind="bool", lookup=lambda rows, _wanted: rows.filter(is_active=False)),
            Filter("paused", _("Only paused"), kind="bool", lookup="is_paused"),
            Filter("unverified", _("Identity not verified"), kind="bool", lookup=_unverified),
        ),
        search=("number", "name", "name_latin"),
        default_sort="number",
        export_name="accounts",
        label=_("Accounts"),
        empty=_("Nobody is known yet. People come in by the import."),
    )


def with_pause(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Annotate `is_paused`: too many failed sign-ins within the pause."""
    failed = AccessAttempt.objects.filter(
        username=OuterRef("number"),
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gte=clock.now() - settings.CLOCK_SHIFT - settings.AXES_COOLOFF_TIME,
    )
    return rows.annotate(is_paused=Exists(failed))


def standing_word(row: Any) -> str:
    """How the account stands."""
    if not row.is_active:
        return pgettext("account", "Closed")
    if row.is_paused:
        return pgettext("account", "Paused")
    return pgettext("account", "Open") if row.has_usable_password() else pgettext("account", "No password yet")


def role_words(row: Person) -> str:
    """The access roles by name."""
    held = {group.name for group in row.groups.all()}
    return gettext(", ").join(str(role.name) for role in ACCESS_ROLES if role.code in held)


def holders_by_role() -> dict[str, list[Person]]:
    """Who holds each access role; one query and its prefetch."""
    groups = Group.objects.prefetch_related("user_set")
    return {group.name: sorted(group.user_set.all(), key=lambda person: person.number) for group in groups}


def _show_standing(row: Any) -> SafeString:
    shape = "stop" if not row.is_active else "risk" if row.is_paused else "go" if row.has_usable_password() else "next"
    return state_mark(shape, standing_word(row))


def _unverified(rows: QuerySet[Person], _wanted: bool) -> QuerySet[Person]:
    return rows.filter(identity_verified_at__isnull=True, is_active=True)
