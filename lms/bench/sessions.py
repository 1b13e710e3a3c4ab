"""Signed-in sessions, made in the database: what is measured is the pages, not the password's slow hash."""

from collections.abc import Iterable
from importlib import import_module
from secrets import token_hex

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from lms.foundation.models import Person

BACKEND = "lms.foundation.accounts.backends.PersonBackend"


def cookies_of(people: Iterable[Person]) -> list[str]:
    """A Cookie header for each person: a session, and a token that answers the forgery check of forms."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookies = []
    for person in people:
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        cookies.append(
            f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token_hex(16)}"
        )
    return cookies
