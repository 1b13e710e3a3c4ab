"""A worker killed in the middle of a command: nothing is half posted, nothing twice, and the press can be repeated."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SITE = "tests.scenarios.sandbox.killed_site"
PATIENCE_SECONDS = 90
CSRF = "c" * 32


def until(found: Callable[[], Any]) -> Any:
    """What is found once it is there; a test that waits in vain fails."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        value = found()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(found)


class Site:
    """The product served by one gunicorn worker on a database file of its own, and a learner at their desk."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CELERY_BROKER_URL"}}
        self.environment = {**kept, "PLIMSOLL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
        made = self._run("make")
        self.desks: dict[str, Any] = made["desks"]
        self.cookies = {"sessionid": made["session"], "csrftoken": CSRF}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        serving = {"BIND": f"127.0.0.1:{self.port}", "WEB_WORKERS": "1", "WEB_THREADS": "1", "PLIMSOLL_PAUSES": "1"}
        self.master = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", f"{SITE}:application", "--config", "deploy/gunicorn.conf.py"],
            cwd=PROJECT,
            env={**self.environment, **serving, "WEB_LOG_LEVEL": "critical"},
        )
        until(self._answers)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _run(self, *arguments: str) -> Any:
        command = [sys.executable, "-m", SITE, *arguments]
        done = subprocess.run(command, cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=True)
        return json.loads(done.stdout.strip().splitlines()[-1])

    def books(self, place: str) -> Any:
        """What the database holds of a desk, folded anew by another process."""
        return self._run("look", self.desks[place]["uuid"])

    def stands(self, place: str) -> int:
        """How often the invoice stands in a desk's journal, read past the product."""
        query = (
            "SELECT count(*) FROM scenarios_journalrow r JOIN scenarios_attempt a ON a.id = r.attempt_id "
            "WHERE r.command = 'inv.post' AND a.uuid = ?"
        )
        with closing(sqlite3.connect(self.home / "plimsoll.sqlite3")) as database:
            return int(database.execute(query, [self.desks[place]["uuid"].replace("-", "")]).fetchone()[0])

    def asked(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, place and page of one request; raises when the connection breaks."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**form, "csrfmiddlewaretoken": CSRF}) if form is not None else None
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: morsel.coded_value for name, morsel in SimpleCookie(line).items()}
            return response.status, response.headers.get("Location", ""), response.read().decode()
        finally:
            connection.close()

    def presses(self, place: str) -> tuple[int, str, str]:
        """Post the invoice, as the same page does each time."""
        desk = self.desks[place]
        return self.asked("POST", f"/drills/attempts/{desk['uuid']}/commands/inv.post/", desk["form"])

    def killed_while_pressing(self, place: str) -> None:
        """Press, and kill the worker with signal 9 as soon as it has reached a place; the connection breaks."""
        (self.home / f"wait-{place}").touch()
        reached = self.home / "reached"
        reached.unlink(missing_ok=True)
        killer = subprocess.Popen(
            [
                sys.executable, "-c",
                "import os, signal, sys, time\n"
                "while not os.path.exists(sys.argv[1]) or not open(sys.argv[1]).read(): time.sleep(0.05)\n"
                "os.kill(int(open(sys.argv[1]).read()), signal.SIGKILL)\n",
                str(reached),
            ]
        )  # fmt: skip
        try:
            with pytest.raises((http.client.HTTPException, ConnectionError)):
                self.presses(place)
            assert killer.wait(timeout=PATIENCE_SECONDS) == 0
        finally:
            killer.kill()
            killer.wait()
        assert reached.read_text(encoding="utf-8").isdigit()

    def close(self) -> None:
        """Stop serving."""
        self.master.send_signal(signal.SIGTERM)
        self.master.wait(timeout=30)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    served = Site(tmp_path_factory.mktemp("site"))
    try:
        yield served
    finally:
        served.close()


OWED = 1_553_750
"""cents: 1,000 kg at 13.75 and 13 % tax; posted twice it would be twice that"""
WHOLE: dict[str, Any] = {"invoices": 1, "broken_row": None, "broken_promises": []}


@pytest.mark.services
@pytest.mark.parametrize(("place", "stood"), [("before-commit", 0), ("after-commit", 1)])
def test_a_worker_killed_in_the_middle_of_a_command_loses_nothing_and_posts_nothing_twice(
    site: Site, place: str, stood: int
) -> None:
    assert site.stands(place) == 0
    site.killed_while_pressing(place)
    assert site.stands(place) == stood  # either the whole command stands, or nothing of it

    status, place_to, _page = site.presses(place)  # the learner sends the page that still stands before them
    assert (status, "/lists/IV/" in place_to) == (302, True)
    page = site.asked("GET", place_to)
    assert (page[0], "HR-26-11873" in page[2]) == (200, True)
    assert ("it was not done a second time" in page[2]) is bool(stood)
    assert site.presses(place)[:2] == (302, place_to)  # and once more

    books = site.books(place)
    assert books["rows"].count("inv.post") == 1
    assert {name: books[name] for name in WHOLE} == WHOLE
    assert books["payables"] - books["payables_before"] == -OWED
