"""The bar at the top of every page, put together here: as a template it took a tenth of a page's time.

What differs from request to request (navigation, person, token, address) stands between texts that are drawn once for each
language.
"""

from functools import cache, lru_cache
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from lms.foundation.api import icon
from lms.foundation.templatetags.people import avatar, person
from lms.foundation.templatetags.shapes import mark
from lms.navigation import url_of

REMEMBERED = 1024
"""people whose name a process keeps as it is drawn; all that follows from name, role and language"""


def drawn_topbar(
    *,
    user: Any,
    navigation: tuple[str, Any],
    page_url: str,
    other_language: dict[str, str] | None,
    token: str,
    is_sign_in: bool,
) -> SafeString:
    """The bar for `user` (None or anonymous: a stranger). `navigation` is the entries as list items and the word of the role.

    `page_url` is where the language switch comes back to, `token` the forgery token of the page's forms.
    """
    language, (items, role) = get_language(), navigation
    is_known = bool(user is not None and user.is_authenticated)
    field = _token_field(token)
    return mark_safe(  # noqa: S308 - what a person typed is escaped in the parts
        f"{_home(language)}{_entries(items, language)}\n"
        f'  <div class="topbar-tools">\n    {_search(language) if is_known else ""}\n'
        f"    {_switch(field, page_url, other_language) if other_language else ''}\n"
        f"    {_account(user, role, field, language) if is_known else '' if is_sign_in else _sign_in(language)}\n"
        "  </div>\n</header>"
    )


@cache
def _home(_language: str | None) -> str:
    return f'<header class="topbar">\n  <a class="brand" href="{_place("home") or "/"}">{mark()}Plimsoll</a>\n  '


def _entries(items: str, language: str | None) -> str:
    return f"{_navigation(language)}{items}</ul>\n  </nav>" if items else '<div class="grow"></div>'


@cache
def _navigation(_language: str | None) -> str:
    return format_html('<nav class="topnav" aria-label="{}">\n    <ul>', gettext("Main navigation"))


@cache
def _search(_language: str | None) -> str:
    link = '<a class="btn btn-icon" href="{}" data-shortcut="/" aria-label="{}">{}</a>'
    return format_html(link, _place("search"), gettext("Search"), icon("search"))


def _switch(field: str, page_url: str, other: dict[str, str]) -> str:
    code, lang, words = map(conditional_escape, (other["code"], other["lang"], other["switch"]))
    return (
        f'<form method="post" action="{_place("set_language")}">{field}'
        f'<input type="hidden" name="next" value="{conditional_escape(page_url)}">'
        f'<input type="hidden" name="language" value="{code}">'
        f'<button class="btn btn-icon" lang="{lang}" aria-label="{words}">{icon("languages")}</button></form>'
    )


def _account(user: Any, role: Any, field: str, language: str | None) -> str:
    before, after = _menu(language)
    return f"{_who(user.name, user.name_latin, str(role), language)}{before}{field}{after}"


@lru_cache(REMEMBERED)
def _who(name: str, name_latin: str, role: str, _language: str | None) -> str:
    whose = {"name": name, "name_latin": name_latin}
    held = format_html('<span class="muted">{}</span>', role) if role else ""
    summary = (
        '<details class="menu menu-end"><summary class="who">{}<span>{}</span>{}<span class="sr">{}</span></summary>'
    )
    return format_html(summary, avatar(whose), person(whose), held, gettext("Your account"))


@cache
def _menu(_language: str | None) -> tuple[str, str]:
    """The menu up to the token of its form, and what follows."""
    row = '<li><a href="{}">{}{}</a></li>'
    rows = (
        format_html(row, _place("my-account"), icon("user"), gettext("My account")),
        format_html(row, _place("password-change"), icon("lock"), gettext("Change password")),
        format_html(
            '<li><button type="button" data-theme-toggle hidden>{}{}</button></li>',
            icon("moon"),
            gettext("Light or dark"),
        ),
        format_html('<li><form method="post" action="{}">', _place("sign-out")),
    )
    leave = format_html("<button>{}{}</button></form></li>", icon("log-out"), gettext("Sign out"))
    indented = "".join(f"\n        {one}" for one in rows)
    return f'\n      <ul class="menu-list">{indented}', f"{leave}\n      </ul></details>\n    "


@cache
def _sign_in(_language: str | None) -> str:
    return format_html('<a class="btn" href="{}">{}</a>', _place("sign-in"), gettext("Sign in"))


def _place(name: str) -> str:
    """Address of a page of ours as an attribute holds it."""
    return conditional_escape(url_of(name) or "")


def _token_field(token: str) -> str:
    """As `{% csrf_token %}` writes it: nothing where there is no request."""
    if not token or token == "NOTPROVIDED":  # noqa: S105 - Django's word for none
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
