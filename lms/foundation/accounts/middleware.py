"""Two small things per request: whose eyes a super-administrator borrows, and the reader's language."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from lms.foundation.accounts.models import Person
from lms.foundation.audit.services import LookingOnly

IMPERSONATED = "impersonated-person"
CHANGES_NOTHING = {"GET", "HEAD", "OPTIONS"}
# What somebody who looks as another may still send: being oneself again, leaving, reading in another language.
ALLOWED_WHILE_LOOKING = {"impersonation-end", "sign-out", "set_language"}
LANGUAGES = {code for code, _name in settings.LANGUAGES}


class ImpersonationMiddleware:
    """Shows the product as another person while keeping in `request.impersonator` who is really there; looking only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 - Django's own protocol
        request.impersonator = None  # type: ignore[attr-defined]
        if not hasattr(request, "session"):
            return self.get_response(request)
        # Django's stand-in asks with each of its attributes whom it stands for, and every page asks: the person as such.
        request.user = get_user(request)
        number = request.session.get(IMPERSONATED)
        if number and request.user.is_authenticated:
            shown = Person.objects.filter(number=number, is_active=True).first()
            if shown is not None:
                request.impersonator = request.user  # type: ignore[attr-defined]
                request.user = shown
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Stop whatever could change something; after the language is known, so that the sentence can be read."""
        if getattr(request, "impersonator", None) is None or request.method in CHANGES_NOTHING:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in ALLOWED_WHILE_LOOKING:
            return None
        return _looking_only(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that records something as it is opened answers the same: the trail refused, nothing was recorded."""
        return _looking_only(request) if isinstance(exception, LookingOnly) else None


def _looking_only(request: HttpRequest) -> HttpResponse:
    return render(request, "foundation/accounts/looking_only.html", status=403)


class LanguageMiddleware:
    """The person's own language; before sign-in the cookie, then what the browser asks for. A switch is remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 - Django's own protocol
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or ""
        if language not in LANGUAGES:
            chosen = getattr(request.user, "language", "") if request.user.is_authenticated else ""
            language = chosen or translation.get_language_from_request(request)
        translation.activate(language if language in LANGUAGES else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)  # type: ignore[attr-defined]
        _remember_switch(request, response)
        return response


def _remember_switch(request: HttpRequest, response: HttpResponseBase) -> None:
    """Where a language was chosen just now, keep it with the person; not with one whose eyes are borrowed."""
    chosen = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen is None or chosen.value not in LANGUAGES or getattr(request, "impersonator", None) is not None:
        return
    if request.user.is_authenticated and request.user.language != chosen.value:
        Person.objects.filter(pk=request.user.pk).update(language=chosen.value)
