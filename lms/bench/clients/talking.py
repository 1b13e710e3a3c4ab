"""One connection that is kept alive, as a browser keeps it."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Self
from urllib.parse import urlencode

TIMEOUT_SECONDS = 60
FORM = "application/x-www-form-urlencoded"
CSRF = "csrftoken="


class NotServedError(Exception):
    """Something else came than was asked for; measuring pages of faults would be worth nothing."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, where it leads, the text, and the seconds until the last byte of it was here."""

    status: int
    location: str
    text: str
    seconds: float


class Talk:
    """A connection to the server; whose cookie is sent may change from request to request."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        self.cookie = cookie

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.connection.close()

    def get(self, path: str, *, status: int = 200) -> Answer:
        """Ask for a page; refuses (NotServedError) any other status."""
        return self._ask("GET", path, None, {}, status)

    def post(self, path: str, fields: dict[str, str], *, status: int, is_htmx: bool = False) -> Answer:
        """Send a form with the token against forgery; refuses (NotServedError) any other status."""
        headers = {"Content-Type": FORM, "X-CSRFToken": self.cookie.partition(CSRF)[2]}
        if is_htmx:
            headers["HX-Request"] = "true"
        return self._ask("POST", path, urlencode(fields), headers, status)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str], status: int) -> Answer:
        started = time.perf_counter()
        self.connection.request(method, path, body=body, headers={"Cookie": self.cookie, **headers})
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        text = content.decode("utf-8", "replace")
        if response.status != status:
            raise NotServedError(
                f"{method} {path}: {response.status} {response.headers.get('Location', '')} {text[:300]}"
            )
        return Answer(response.status, response.headers.get("Location", ""), text, seconds)
