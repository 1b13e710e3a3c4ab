"""Remembers from where a request comes, so that every audit entry written during it can say so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from lms.foundation.audit.services import Origin, current_origin


class OriginMiddleware:
    """Sets the origin for the time of one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 - Django's own protocol
        impersonator = getattr(request, "impersonator", None)
        token = current_origin.set(
            Origin(request.META.get("REMOTE_ADDR", ""), impersonator.pk if impersonator is not None else None)
        )
        try:
            return self.get_response(request)
        finally:
            current_origin.reset(token)
