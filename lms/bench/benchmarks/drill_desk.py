"""Beginning a drill and working in it, over HTTP: each time until the page that it leads to is there."""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.crowd import send_clients
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.sessions import cookies_of

NAME = "drill"
DRILL = "P2P-01"
COMMAND = "pr.create"
FORM = {"item": "RM-10001", "quantity": "480.0", "need_by": "2026-12-05", "reason": "Below the reorder point"}
COMMAND_TARGET, START_TARGET = Target(p95_ms=80), Target(median_ms=200)


def measure(bench: Bench) -> list[Figure]:
    """Two figures: a command posted and its document opened; an attempt begun, with other numbers each time."""
    people = bench.readers()
    path = reverse("drill", kwargs={"code": DRILL})
    plan = {
        "visits": [[cookie, path] for cookie in cookies_of(people)],
        "commands": bench.size.commands,
        "form": FORM,
        "name": COMMAND,
    }
    crowd = send_clients(bench.server, "drill", [plan])
    beginnings, sent = crowd.seconds
    return [
        figure_of("drill command, posted and shown", f"{len(sent)} commands in one attempt", sent, COMMAND_TARGET),
        figure_of(
            "drill attempt begun, desk shown",
            f"{len(beginnings)} attempts, other numbers each",
            beginnings,
            START_TARGET,
        ),
    ]
