"""Works in the sandbox as a browser without scripts does: opens a form, keeps what stands in it, types, presses."""

from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from scenarios.models import Attempt


class _Fields(HTMLParser):
    """Collects the names and values of the form in the middle of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside = False
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("id") == "screen":
            self._inside = True
        if tag == "aside":
            self._inside = False
        if not self._inside or ("name" not in given and tag != "option"):
            return
        if tag == "input":
            self.values[given["name"]] = given.get("value", "")
        elif tag in {"select", "textarea"}:
            self._name = given["name"]
            self.values[self._name] = ""
        elif tag == "option" and "selected" in given:
            self.values[self._name] = given["value"]


def fields_of(response: Any) -> dict[str, str]:
    """What the form on a page would send if it were sent as it stands."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.values


class Browser:
    """One person at one attempt."""

    def __init__(self, client: Client, attempt: Attempt) -> None:
        self.client = client
        self.attempt = attempt

    def address(self, name: str, *args: str) -> str:
        return reverse(name, args=[self.attempt.uuid, *args])

    def wears(self, hat: str) -> None:
        self.client.post(self.address("drill-hat"), {"to": hat, "token": str(uuid4())})

    def opens(self, kind: str, number: str) -> str:
        page: Any = self.client.get(self.address("drill-object", kind, number))
        assert page.status_code == 200
        return str(page.content.decode())

    def does(self, command: str, given: dict[str, str], **typed: str) -> tuple[str, str]:
        """Open the command's form from a document, type, post; returns kind and number of where it leads."""
        url = self.address("drill-command", command)
        form = fields_of(self.client.get(url, given)) | {key.replace("__", "-"): value for key, value in typed.items()}
        response = self.client.post(url, form)
        assert response.status_code == 302, response.content.decode().split('role="alert"')[-1][:400]
        kind, number = response["Location"].rstrip("/").rsplit("/", 2)[-2:]
        return kind, number
