"""Everybody's completions as one file."""

from dataclasses import replace

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.figures import NO_TARGET, Figure, Target
from lms.bench.web import measure_page

NAME = "csv"
TARGET = Target(median_ms=500)


def measure(bench: Bench) -> list[Figure]:
    """The whole company, a person a line, an activity a column."""
    # A file takes some ten pages' time, so it is fetched the less often.
    size = replace(bench.size, requests=max(4, bench.size.requests // 10))
    visit = (bench.lead(), f"{reverse('coverage-completions')}?go_live={bench.go_live.code}")
    return measure_page(bench.server, size, "CSV of completions", [visit], alone=TARGET, together=NO_TARGET)
