"""What the sandbox company costs a worker: a fresh process is asked before and after it has the dataset in memory."""

import json
import subprocess
import sys

from lms.bench.bench import Bench
from lms.bench.figures import Figure, Target
from lms.bench.place import PROJECT

NAME = "memory"
TARGET = Target(memory_mb=40)
# Resident pages, the garbage of the building cleared away: what a worker keeps for its life.
PROGRAM = """
import gc, json, sys, time
from scenarios.datasets.api import dataset
from scenarios.engine.api import start_state
def resident():
    gc.collect()
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * 4096 / 1_048_576
before = resident()
started = time.perf_counter()
company = dataset(sys.argv[1])
state = start_state(company, clock="2026-12-01T09:00")
seconds = time.perf_counter() - started
print(json.dumps([seconds, resident() - before]))
"""


def measure(bench: Bench) -> list[Figure]:
    """One figure for each size of company that a drill may use: seconds to make it, and megabytes that stay."""
    return [_figure(code, TARGET if code == "M" else Target()) for code in bench.size.companies]


def _figure(code: str, target: Target) -> Figure:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, code], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    seconds, megabytes = json.loads(said)
    milliseconds = seconds * 1000
    return Figure("sandbox company in memory", f"size {code}", milliseconds, milliseconds, target, memory_mb=megabytes)
