"""Three hundred drills at once: everybody has begun, and somebody presses a key twenty times a second.

A learner reads and thinks for some fifteen seconds between two commands, so 300 drills send 20 a second; clients keep to
that pace whatever the server does, and a command counts from its due moment, so that waiting in a queue is not hidden.
"""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.benchmarks.drill_desk import COMMAND, DRILL, FORM
from lms.bench.crowd import send_clients
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.sessions import cookies_of
from lms.foundation.models import Person

NAME = "drills"
TARGET = Target(p95_ms=80)
PER_SECOND = 20
CLIENTS = 2


def measure(bench: Bench) -> list[Figure]:
    """One figure: a command posted and its document shown, while all drills are at work."""
    people = _learners(bench)
    path = reverse("drill", kwargs={"code": DRILL})
    visits = [[cookie, path] for cookie in cookies_of(people)]
    plans = [
        {
            "visits": visits[number::CLIENTS],
            "commands": bench.size.crowd_commands // CLIENTS,
            "every_seconds": CLIENTS / PER_SECOND,
            "offset_seconds": number / PER_SECOND,
            "form": FORM,
            "name": COMMAND,
        }
        for number in range(CLIENTS)
    ]
    crowd = send_clients(bench.server, "drills", plans)
    size = f"{len(people)} drills open, {PER_SECOND} commands a second"
    # Each command is two requests: the press, and the document that it leads to.
    cpu = crowd.cpu_seconds * 1000 / (2 * len(crowd.seconds) + 2 * len(people))
    return [figure_of("drill command among a crowd, posted and shown", size, crowd.seconds, TARGET, cpu_ms=cpu)]


def _learners(bench: Bench) -> list[Person]:
    return list(Person.objects.filter(is_active=True, groups__isnull=True).order_by("number")[: bench.size.crowd])
