"""Two small things per request: whose eyes a super-administrator borrows, and the reader's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from lms.foundation.accounts.models import Person

IMPERSONATED = "impersonated-person"


class ImpersonationMiddleware:
    """Shows the product as another person while keeping in `request.impersonator` who is really there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.impersonator = None  # type: ignore[attr-defined]
        number = request.session.get(IMPERSONATED) if hasattr(request, "session") else None
        if number and request.user.is_authenticated:
            shown = Person.objects.filter(number=number, is_active=True).first()
            if shown is not None:
                request.impersonator = request.user  # type: ignore[attr-defined]
                request.user = shown
        return self.get_response(request)


class LanguageMiddleware:
    """The person's own language; before sign-in the cookie, then what the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = request.COOKIES.get("django_language") or ""
        if language not in {"zh-hans", "en"}:
            chosen = getattr(request.user, "language", "") if request.user.is_authenticated else ""
            language = chosen or translation.get_language_from_request(request)
        translation.activate(language if language in {"zh-hans", "en"} else "zh-hans")
        request.LANGUAGE_CODE = translation.get_language() or "zh-hans"  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)  # type: ignore[attr-defined]
        return response
