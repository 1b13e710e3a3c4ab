"""Measuring a page: its queries in this process, then its time and the server's work for one client and for eight."""

from collections.abc import Sequence

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.bench.crowd import send_clients
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.serving import Server
from lms.bench.sessions import cookies_of
from lms.bench.size import Size
from lms.foundation.models import Person

CLIENTS = 8
ALONE = Target(p95_ms=50, cpu_ms=15, queries=20)
TOGETHER = Target(cpu_ms=15)
Visit = tuple[Person, str]


class NotShownError(Exception):
    """The page did not answer with 200; its queries would be those of another page."""


def measure_page(
    server: Server,
    size: Size,
    name: str,
    visits: Sequence[Visit],
    *,
    alone: Target = ALONE,
    together: Target = TOGETHER,
) -> list[Figure]:
    """Two figures of one page, each visited by several people in turn."""
    cookies = cookies_of(person for person, _path in visits)
    plan = {"visits": [[cookie, path] for cookie, (_person, path) in zip(cookies, visits, strict=True)]}
    queries = max(queries_of(*visit) for visit in visits[:3])
    # Every thread of every worker starts at need and compiles what it asks for the first time: all of them, before time is taken.
    send_clients(server, "pages", [{**plan, "rounds": len(visits)}] * CLIENTS)
    one = send_clients(server, "pages", [{**plan, "rounds": size.requests}])
    many = send_clients(server, "pages", [{**plan, "rounds": max(1, size.requests // 4)}] * CLIENTS)
    found = []
    for words, target, crowd in (("1 client", alone, one), (f"{CLIENTS} clients", together, many)):
        count = len(crowd.seconds)
        found.append(
            figure_of(
                f"{name}, {words}", size.words, crowd.seconds, target, queries=queries,
                cpu_ms=crowd.cpu_seconds / count * 1000, per_second=count / crowd.elapsed,
            )
        )  # fmt: skip
    return found


def queries_of(person: Person, path: str) -> int:
    """Statements of the second visit; the first fills what a process keeps for all."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
        if answer.streaming:
            b"".join(answer)  # type: ignore[arg-type]  # Django's test client answers synchronously
    if answer.status_code != 200:  # noqa: PLR2004 - OK
        raise NotShownError(f"{path}: {answer.status_code}")
    return len(captured)
