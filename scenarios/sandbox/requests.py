"""Small values out of a request, made safe."""

from uuid import UUID, uuid4

from django.http import HttpRequest


def sent_token(request: HttpRequest) -> UUID:
    """The token of the press; a form without one, or with a broken one, gets a fresh one and so no protection."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()


def integer_from(request: HttpRequest, name: str, low: int, high: int) -> int:
    """A whole number of the form within its bounds; what is none becomes the lower bound."""
    text = request.POST.get(name, "")
    return max(low, min(high, int(text))) if text.isdigit() and len(text) < len(str(high)) + 2 else low
