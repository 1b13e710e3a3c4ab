"""The readiness report as a PDF: in a process that has just been started, and in one that has rendered before."""

import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from lms.bench.bench import Bench
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.place import PROJECT
from lms.bench.timing import timed

NAME = "report"
COLD, WARM = Target(median_ms=8000), Target(median_ms=4000)
COLD_RUNS = 3


def measure(bench: Bench) -> list[Figure]:
    """Two figures: from the command line to the file, and the same work again in this process."""
    file = settings.HOME / "readiness-report.pdf"
    cold = [_from_the_command_line(bench, file) for _ in range(min(COLD_RUNS, bench.size.repeats))]

    def again() -> None:
        call_command("readiness_report", bench.go_live.code, output=str(file), verbosity=0, stdout=sys.stderr)

    warm = timed(again, min(COLD_RUNS, bench.size.repeats))
    return [
        figure_of("readiness report, cold", bench.size.words, cold, COLD),
        figure_of("readiness report, warm", bench.size.words, warm, WARM),
    ]


def _from_the_command_line(bench: Bench, file: Path) -> float:
    command = [sys.executable, "manage.py", "readiness_report", bench.go_live.code, "--output", str(file)]
    started = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
