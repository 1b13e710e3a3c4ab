"""What a page is told when its session ends while it asks for a part of itself: never a sign-in page in its middle."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

MOVED, UNAUTHORISED = 302, 401
ASKS_ONLY = {"GET", "HEAD"}


class LostSessionMiddleware:
    """A request by htmx that would be led to sign-in is answered so that the window, not a part of it, goes there.

    Where something was sent by htmx, nothing is led away: what was typed stays, and the page shows its note
    (plimsoll.js). A form sent by the window itself is led to sign-in with a word on what became of it, and from there
    back to the page that has the form, not to the address that only takes it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 - Django's own protocol
        response = self.get_response(request)
        htmx: Any = getattr(request, "htmx", None)
        if request.user.is_authenticated or not _leads_to_sign_in(response):
            return response
        if not htmx:
            return response if request.method in ASKS_ONLY else _back_to_the_form(request, response)
        if request.method in ASKS_ONLY:
            back = htmx.current_url_abs_path or resolve_url("home")
            return HttpResponseClientRedirect(f"{reverse('sign-in')}?{urlencode({'next': back})}")
        return HttpResponse(
            _("You are signed out, so this was not saved. Sign in again, then send it once more."), status=UNAUTHORISED
        )


def form_page(request: HttpRequest) -> str:
    """Address of our own page that sent this request; empty where it came from elsewhere, or nobody says from where."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    form = sent_from._replace(scheme="", netloc="").geturl()
    is_ours = sent_from.netloc == request.get_host() and url_has_allowed_host_and_scheme(form, None)
    return form if is_ours else ""


def _back_to_the_form(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if not urlsplit(response.headers["Location"]).query:
        return response  # whoever signs out is led there too, and has lost nothing
    form = form_page(request)
    if form:
        response.headers["Location"] = f"{reverse('sign-in')}?{urlencode({'next': form})}"
    messages.warning(request, _("You were signed out, so what you sent was not saved. Sign in, then send it again."))
    return response


def _leads_to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == MOVED and urlsplit(response.headers["Location"]).path == reverse("sign-in")
