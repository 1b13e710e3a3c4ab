"""The demonstration, built and served as `./dev demo` does it, and visitors with a real browser who look at every page."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
PASSWORD = "plimsoll-demo"
LANGUAGES = ["zh-hans", "en"]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
PHONE, DESK = 375, 1440
PATIENCE_SECONDS = 60
AXE = Axe()
CUT_OFF = """() => [...document.querySelectorAll(".scroll-x")].filter(
    frame => frame.scrollWidth > frame.clientWidth && getComputedStyle(frame).overflowX === "hidden"
).map(frame => frame.getAttribute("aria-label"))"""
"""Frames whose contents are wider than they and can be neither seen nor swiped."""
OF_THIS_ANSWER = re.compile(r'(csrfmiddlewaretoken" value=|csrf-token" content=)"[^"]*')
ACCESSIBLE: set[tuple[int, bytes]] = set()
"""Pages in which axe has found nothing, by their width and their text to the letter: the door is passed fifty times."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a demonstration of its own: fresh, with web and worker processes. JOURNEY_SITE names one that runs already."""
    served = os.environ.get("JOURNEY_SITE")
    if served:
        yield served
        return
    home = tmp_path_factory.mktemp("demo")
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CELERY_BROKER_URL"}
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "lms.settings.local", "PLIMSOLL_HOME": str(home)}
    subprocess.run([sys.executable, "manage.py", "build_demo"], cwd=PROJECT, env=environment, check=True)
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "lms.demo.serve", "--port", str(port)], cwd=PROJECT, env=environment
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
        else:
            return


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


class Visitor:
    """A person at a browser. Every page opened through `open` or checked by `look` must be accessible and fit the screen."""

    def __init__(self, page: Page, site: str, width: int) -> None:
        self.page, self.site, self.width = page, site, width
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in_as(self, name: str) -> None:
        """One click on the demonstration's door."""
        self.open("/sign-in/")
        with self.page.expect_navigation():
            self.page.locator("button.persona", has=self.page.get_by_text(name)).click()

    def open(self, path: str) -> None:
        """Go there and look at it."""
        answer = self.page.goto(f"{self.site}{path}")
        assert answer is not None
        assert answer.status == 200, path
        self.look()

    def look(self) -> None:
        """No violation of WCAG 2.2 AA, no sideways scrolling, nothing cut off or on the console, one main heading."""
        self.page.wait_for_load_state()
        text = OF_THIS_ANSWER.sub(r"\1", self.page.content())
        same = self.width, hashlib.sha256(text.encode()).digest()
        if same not in ACCESSIBLE:
            found = AXE.run(self.page, options=RULES).response["violations"]
            seen = [(rule["id"], [node["html"][:160] for node in rule["nodes"][:2]]) for rule in found]
            assert seen == [], self.page.url
            ACCESSIBLE.add(same)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
        assert self.page.evaluate(CUT_OFF) == [], self.page.url
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.complaints == [], self.page.url

    def press(self, selector: str) -> None:
        """Click and wait for the page that follows, then look at it."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def follow_job(self) -> str:
        """Wait for the worker to finish what the page shows as a bar; gives the address of the result."""
        done = self.page.locator("#job a.btn-primary")
        done.wait_for(timeout=PATIENCE_SECONDS * 1000)
        self.look()
        return str(done.get_attribute("href"))

    def sign(self, number: str, note: str) -> None:
        """Fill both components of a signature that the page asks for."""
        form = self.page.locator("form:has(input[name=password])").last
        form.locator("input[name=number]").fill(number)
        form.locator("input[name=password]").fill(PASSWORD)
        form.locator("textarea[name=note]").fill(note)

    def own_number(self) -> str:
        """The staff number of whoever is signed in, as the own account shows it."""
        answer = self.page.context.request.get(f"{self.site}/my-account/")
        found = re.search(r"YF\d{8}", answer.text())
        assert found is not None
        return found.group()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: `visit("en")`, `visit("zh-hans", width=375)`."""
    contexts = []

    def make(language: str, *, width: int = DESK) -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": 900})
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return Visitor(page, site, width)

    yield make
    for context in contexts:
        context.close()
