"""A page as a person sees it: its links, its forms with the fields that are really there, its alerts."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
TICKED = {"checkbox", "radio"}


class NotOnThePageError(AssertionError):
    """A person would look for this in vain."""


@dataclass
class Entry:
    """One field of a form: what stands in it, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    def sent(self) -> list[str]:
        """What it sends."""
        return self.chosen if self.kind in TICKED else [self.value]


class _FormReader(HTMLParser):
    """Collects the fields and buttons of one form."""

    def __init__(self) -> None:
        super().__init__()
        self.head: dict[str, str] = {}
        self.entries: dict[str, Entry] = {}
        self.buttons: list[tuple[str, str]] = []
        self._open: Entry | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        if tag == "form":
            self.head = given
        elif tag == "button":
            self.buttons.append((name, value))
        elif tag == "option" and self._open is not None:
            self._open.options.append(value)
            if "selected" in given or len(self._open.options) == 1:
                self._open.value = value
        elif tag == "input" and name and kind in TICKED:
            one = self.entries.setdefault(name, Entry(name, kind))
            one.options.append(value)
            if "checked" in given:
                one.chosen.append(value)
        elif tag == "input" and name:
            self.entries[name] = Entry(name, kind, value)
        elif tag in {"select", "textarea"} and name:
            self._open = self.entries[name] = Entry(name, tag)

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._open.kind == "textarea":
            self._open.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._open = None


class Form:
    """A form that can be filled in, field by visible field."""

    def __init__(self, html: str, address: str) -> None:
        reader = _FormReader()
        reader.feed(html)
        self.entries = reader.entries
        self.buttons = reader.buttons
        self.method = reader.head.get("method", "get").lower()
        self.action = reader.head.get("action") or address

    def visible(self) -> dict[str, Entry]:
        """The fields that a person can change."""
        return {name: one for name, one in self.entries.items() if one.kind != "hidden"}

    def fill(self, name: str, text: str) -> None:
        """Type or choose; a field that is not there, or does not offer the value, fails."""
        one = self.visible().get(name)
        if one is None:
            raise NotOnThePageError(f"the form has no field {name}; it has {sorted(self.visible())}")
        if one.kind == "select" and text not in one.options:
            raise NotOnThePageError(f"{name} does not offer {text!r}, but {one.options}")
        one.value = text

    def tick(self, name: str, *values: str) -> None:
        """Tick these and nothing else."""
        one = self.visible().get(name)
        if one is None or not set(values) <= set(one.options):
            raise NotOnThePageError(f"{name} does not offer {values}, but {one.options if one else 'is not there'}")
        one.chosen = list(values)

    def sent(self, button: tuple[str, str] | None) -> dict[str, list[str]]:
        """What the form sends when this button is pressed."""
        if button is not None and button not in self.buttons:
            raise NotOnThePageError(f"there is no button {button}; there are {self.buttons}")
        if button is not None and button[0] in self.entries:
            raise NotOnThePageError(f"a field and a button are both called {button[0]}, so that one of them is lost")
        pressed = {button[0]: [button[1]]} if button and button[0] else {}
        return {name: one.sent() for name, one in self.entries.items() if one.sent()} | pressed


class Page:
    """What came back, and where one is."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.html: str = response.content.decode()
        self.was_sent_on = bool(getattr(response, "redirect_chain", ()))
        self.address = response.request["PATH_INFO"]
        query = response.request.get("QUERY_STRING", "")
        self.full_address = self.address + (f"?{query}" if query else "")

    @cached_property
    def links(self) -> list[str]:
        """Where the links lead."""
        return [unescape(href) for href, _ in LINK.findall(self.html)]

    def link(self, path: str, *, of: str = "") -> str | None:
        """The first link to a path, with or without a query; `of` is a value that its query must name."""
        fitting = (href for href in self.links if urlsplit(href).path == path)
        return next((href for href in fitting if not of or [of] in parse_qs(urlsplit(href).query).values()), None)

    def forms(self, action: str, *, method: str = "post") -> list[Form]:
        """All forms that lead to an address."""
        found = (
            Form(html, self.full_address) for html in FORM.findall(self.html) if action in html or "action=" not in html
        )
        return [form for form in found if urlsplit(form.action).path == action and form.method == method]

    def form(self, action: str, *, method: str = "post") -> Form:
        """The form that leads to an address; fails if the page has none."""
        fitting = self.forms(action, method=method)
        if not fitting:
            raise NotOnThePageError(f"{self.full_address} has no form to {action}")
        return fitting[0]

    @property
    def alert(self) -> str:
        """What the page says went wrong, in words."""
        shown = re.sub(r"<div[^>]* hidden>.*?</div></div>", "", self.html, flags=re.DOTALL)
        said = re.findall(r'(?:role="alert"|class="error"|data-tone="stop")[^>]*>(.{0,900})', shown, re.DOTALL)
        return " | ".join(" ".join(unescape(TAG.sub(" ", text)).split())[:300] for text in said)
