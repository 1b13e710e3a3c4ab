"""The page that leads a new company to its first learner."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_GET

from lms.exchange.setup.counts import read_counts
from lms.exchange.setup.needs import Need, needs
from lms.foundation.api import access, require_access


@require_GET
@require_access(access.may_set_up)
def set_up(request: HttpRequest) -> HttpResponseBase:
    """Everything that is needed, the first thing that is not there yet marked as the next one."""
    listed = needs(read_counts())
    first = next((need for need in listed if not need.is_done), None)
    rows = [{"need": need, "is_next": need is first, "url": _url_for(need, request.user)} for need in listed]
    context = {"rows": rows, "done": sum(need.is_done for need in listed), "all": len(listed)}
    return render(request, "exchange/setup/set_up.html", context)


def _url_for(need: Need, user: Any) -> str:
    """Where it is done; empty where this reader would be turned away."""
    if need.place.startswith("#"):
        return need.place
    url = reverse(need.place)
    gate = getattr(resolve(url).func, "access_predicate", access.is_signed_in)
    return url if gate(user) else ""
