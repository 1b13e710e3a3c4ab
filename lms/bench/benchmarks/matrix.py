"""The whole matrix, job roles by activities."""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.figures import Figure
from lms.bench.web import measure_page

NAME = "matrix"


def measure(bench: Bench) -> list[Figure]:
    """The version in force, all departments and all activities, as the training lead opens it."""
    return measure_page(bench.server, bench.size, "matrix", [(bench.lead(), reverse("matrix"))])
