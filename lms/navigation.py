"""The main navigation as data: what it says, where it leads, and who sees it. Places come from url names alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext_lazy

from lms.foundation.api import access, icon
from lms.foundation.templatetags.fields import leads_to

IN_VIEW = 6
"""entries beside each other; the others wait under More, where six already fill a phone's width"""

KEPT = 512
"""combinations of roles, language and place that a process remembers"""


@dataclass(frozen=True)
class Entry:
    """One place: its word, the name of its url, its icon, and the predicate that shows it."""

    label: Any
    url_name: str
    icon: str
    shown_to: Callable[..., bool]


@dataclass(frozen=True)
class Link:
    """An entry as a template draws it."""

    label: Any
    url: str
    icon: str


leads = access.is_training_lead
decides = access.is_executive | access.is_manager

# The order is the order of a day's work: one's own duty, then the work for others, then the proof.
ENTRIES: tuple[Entry, ...] = (
    Entry(pgettext_lazy("navigation", "My path"), "my-path", "route", access.is_signed_in),
    Entry(pgettext_lazy("navigation", "Assess"), "assessments", "clipboard-check", access.may_assess),
    Entry(pgettext_lazy("navigation", "Matrix"), "matrix", "grid-3x3", access.may_edit_matrix | access.is_auditor),
    Entry(pgettext_lazy("navigation", "Coverage"), "coverage", "users", access.may_read_readiness),
    Entry(pgettext_lazy("navigation", "Readiness"), "readiness", "gauge", access.may_read_readiness),
    Entry(pgettext_lazy("navigation", "Drills"), "drills", "monitor-play", access.is_signed_in),
    Entry(pgettext_lazy("navigation", "Exams"), "exams", "square-pen", access.is_signed_in),
    Entry(pgettext_lazy("navigation", "Knowledge"), "knowledge", "library", access.is_signed_in),
    Entry(pgettext_lazy("navigation", "People"), "people", "user", access.may_read_people),
    Entry(pgettext_lazy("navigation", "Import people"), "people-import", "file-up", access.may_import_people),
    Entry(pgettext_lazy("navigation", "Processes"), "processes", "list-checks", access.is_signed_in),
    Entry(pgettext_lazy("navigation", "Goals"), "goals", "trending-up", access.is_signed_in),
    Entry(pgettext_lazy("navigation", "Go-lives"), "go-lives", "flag", leads | decides | access.is_auditor),
    Entry(pgettext_lazy("navigation", "Sessions"), "sessions", "calendar", leads | access.is_assessor),
    Entry(pgettext_lazy("navigation", "Qualifications"), "qualifications", "award", access.may_read_all_records),
    Entry(pgettext_lazy("navigation", "Audit trail"), "audit-trail", "shield-check", access.may_read_audit_trail),
    Entry(pgettext_lazy("navigation", "Signatures"), "signatures", "pen-line", access.may_read_audit_trail),
    Entry(pgettext_lazy("navigation", "Verification"), "record-checks", "circle-check", access.may_verify_records),
    Entry(pgettext_lazy("navigation", "Set-up"), "set-up", "clipboard-check", access.may_set_up),
    Entry(pgettext_lazy("navigation", "Access"), "access", "lock", access.may_grant_access),
    Entry(pgettext_lazy("navigation", "Accounts"), "accounts", "settings-2", access.may_run_installation),
    Entry(pgettext_lazy("navigation", "Back office"), "wagtailadmin_home", "book-open", access.may_author),
    Entry(pgettext_lazy("navigation", "Jobs"), "jobs", "loader", access.is_signed_in),
)


@dataclass(frozen=True)
class Holder:
    """Whom the navigation is drawn for: it follows from nothing else, so that all who hold the same roles share it."""

    access_roles: frozenset[str]
    is_active: bool
    is_authenticated: bool = True


def navigation_for(user: Any) -> tuple[list[Link], list[Link]]:
    """Return what `user` sees at once and what waits under More.

    A place without a page yet is left out, and so is one whose own gate would turn this person away.
    """
    return _in_two(_seen_by(_holder(user)))


def _holder(user: Any) -> Holder:
    return Holder(frozenset(user.access_roles), user.is_active)


def _in_two(seen: tuple[Link, ...]) -> tuple[list[Link], list[Link]]:
    if len(seen) <= IN_VIEW:
        return list(seen), []
    return list(seen[: IN_VIEW - 1]), list(seen[IN_VIEW - 1 :])


@lru_cache(KEPT)
def _seen_by(holder: Holder) -> tuple[Link, ...]:
    return tuple(
        Link(entry.label, url, entry.icon)
        for entry in ENTRIES
        if entry.shown_to(holder) and (url := url_of(entry.url_name)) is not None and gate_of(url)(holder)
    )


def drawn_navigation(user: Any, path: str) -> SafeString:
    """The entries as list items, the one that `path` lies under marked; the words are those of the active language."""
    holder = _holder(user)
    marked = frozenset(link.url for link in _seen_by(holder) if leads_to(link.url, path))
    return _drawn(holder, marked, get_language())


@lru_cache(KEPT)  # a page drew fifteen entries, each with its icon, in a fifth of its time
def _drawn(holder: Holder, marked: frozenset[str], _language: str | None) -> SafeString:
    main, more = _in_two(_seen_by(holder))
    items = format_html_join("\n", "{}", ((_item(link, marked),) for link in main))
    if not more:
        return items
    hidden = format_html_join("", "{}", ((_item(link, marked),) for link in more))
    return format_html(
        '{}\n<li><details class="menu"><summary>{}<span>{}</span></summary><ul class="menu-list">{}</ul></details></li>',
        items,
        icon("ellipsis"),
        gettext("More"),
        hidden,
    )


def _item(link: Link, marked: frozenset[str]) -> SafeString:
    here = mark_safe(' aria-current="page"') if link.url in marked else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', link.url, here, icon(link.icon), link.label)


@cache
def url_of(name: str) -> str | None:
    """Return the place of a url name, or None where no page has that name; looked up once a process."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@cache
def gate_of(url: str) -> Callable[..., bool]:
    """Return the predicate that `require_access` put before the page at `url`; pages without one admit all."""
    gate: Callable[..., bool] = getattr(resolve(url).func, "access_predicate", lambda user: True)
    return gate


def urls_of(names: Iterable[str]) -> dict[str, str | None]:
    """Return the places of several names, keyed as templates can read them (hyphens become underscores)."""
    return {name.replace("-", "_"): url_of(name) for name in names}
