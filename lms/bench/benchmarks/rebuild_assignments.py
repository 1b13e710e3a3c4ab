"""Everybody's assignments drawn up and settled anew from the facts."""

from curricula.api import rebuild_assignments
from lms.bench.bench import Bench
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.timing import timed

NAME = "rebuild"
TARGET = Target(median_ms=5000)


def measure(bench: Bench) -> list[Figure]:
    """One figure: the whole rebuild, committed."""
    seconds = timed(rebuild_assignments, bench.size.repeats)
    return [figure_of("rebuild of all assignments", bench.size.words, seconds, TARGET)]
