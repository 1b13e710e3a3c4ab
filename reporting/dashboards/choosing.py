"""Which go-live a page is about: the one asked for, else the next to come."""

from typing import Any

from django.http import Http404, HttpRequest

from curricula.models import GoLive
from lms.foundation.api import clock, prepared


def go_lives() -> list[GoLive]:
    """All go-lives by day; few, so that a page may list them."""
    return _by_day()


@prepared
def _by_day() -> Any:
    return GoLive.objects.order_by("on", "code")


def chosen_go_live(request: HttpRequest, known: list[GoLive]) -> GoLive | None:
    """The go-live of `?go_live=CODE` (not found if there is none), else the next one, else the last; None without any."""
    code = request.GET.get("go_live")
    if code:
        found = next((one for one in known if one.code == code), None)
        if found is None:
            raise Http404
        return found
    today = clock.today()
    return next((one for one in known if one.on >= today), known[-1] if known else None)
