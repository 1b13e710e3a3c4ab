"""Working in a drill: one command after another, each with a token of its own, as the desk sends them."""

from uuid import uuid4

from lms.bench.clients.talking import Talk

SEE_OTHER = 302


def run(port: int, cookie: str, forms: list[list[dict[str, str] | str]]) -> list[float]:
    """Seconds of each command; `forms` are pairs of address and fields."""
    seconds = []
    with Talk(port, cookie) as talk:
        for path, fields in forms:
            assert isinstance(path, str)
            assert isinstance(fields, dict)
            seconds.append(talk.post(path, {**fields, "token": str(uuid4())}, status=SEE_OTHER).seconds)
    return seconds
