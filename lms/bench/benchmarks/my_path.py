"""The learner's first page."""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.figures import Figure
from lms.bench.web import measure_page

NAME = "my-path"


def measure(bench: Bench) -> list[Figure]:
    """*My path* of learners all over the company."""
    path = reverse("my-path")
    return measure_page(bench.server, bench.size, "My path", [(person, path) for person in bench.readers()])
