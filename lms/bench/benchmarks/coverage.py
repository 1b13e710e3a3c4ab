"""Coverage by department, site, chain and job role."""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.figures import Figure
from lms.bench.web import measure_page

NAME = "coverage"


def measure(bench: Bench) -> list[Figure]:
    """The page of the go-live, with its heat map."""
    return measure_page(bench.server, bench.size, "coverage by department", [(bench.lead(), reverse("coverage"))])
