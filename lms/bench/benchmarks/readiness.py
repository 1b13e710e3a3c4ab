"""The readiness page with its gates, as management opens it."""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.figures import Figure
from lms.bench.web import measure_page
from reporting.snapshots.taking import take_snapshot

NAME = "readiness"


def measure(bench: Bench) -> list[Figure]:
    """The newest snapshot on the screen; one is taken first if there is none."""
    take_snapshot(bench.go_live, actor=None)
    return measure_page(bench.server, bench.size, "readiness", [(bench.executive(), reverse("readiness"))])
