"""What is shown where an address only takes what a form sends: what happened, and the page that has the form."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

START = "/"


class WrongMethodMiddleware:
    """Gives the bare 405 of Django a page, a sentence for htmx, or JSON for whoever asks for it; status and Allow stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 - Django's own protocol
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or getattr(response, "content", b"") != b"":
            return response
        allowed = response.headers.get("Allow", "")
        answer = _answer(request, allowed)
        answer.headers["Allow"] = allowed
        return answer


def page_above(path: str) -> str:
    """Address of the nearest page above `path`: the one whose form sends to it."""
    above = path.rstrip("/")
    while above := above.rpartition("/")[0]:
        try:
            resolve(f"{above}/")
        except Resolver404:
            continue
        return f"{above}/"
    return START


def _answer(request: HttpRequest, allowed: str) -> HttpResponse:
    status = HTTPStatus.METHOD_NOT_ALLOWED
    htmx: Any = getattr(request, "htmx", None)
    if htmx:
        return HttpResponse(_sentence(), status=status)
    if not request.accepts("text/html"):
        methods = [method.strip() for method in allowed.split(",") if method.strip()]
        return JsonResponse(
            {"error": _sentence(), "allow": methods}, status=status, json_dumps_params={"ensure_ascii": False}
        )
    return render(request, "405.html", {"above": page_above(request.path)}, status=status)


def _sentence() -> str:
    return _("This address only takes what a form sends. Opening it changed nothing.")
