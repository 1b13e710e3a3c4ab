"""Small values out of a request, made safe."""

from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest

from lms.foundation.api import canonical_json
from scenarios.engine.api import Command


def sent_token(request: HttpRequest, command: Command) -> UUID:
    """The token of this press: that of the page, and what was asked for.

    One page holds several forms, and people go back to it: the same press again is the same, another one is not. A form
    without a token, or with a broken one, gets a fresh one and so no protection.
    """
    try:
        page = UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()
    return uuid5(page, canonical_json([command.name, command.args, command.user]))


def integer_from(request: HttpRequest, name: str, low: int, high: int) -> int:
    """A whole number of the form within its bounds; what is none becomes the lower bound."""
    text = request.POST.get(name, "")
    return max(low, min(high, int(text))) if text.isdigit() and len(text) < len(str(high)) + 2 else low
