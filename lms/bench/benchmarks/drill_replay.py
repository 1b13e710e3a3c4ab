"""A drill's state folded from its journal, as a process does that has never seen the attempt."""

from uuid import uuid4

from lms.bench.bench import Bench
from lms.bench.benchmarks.drill_desk import DRILL
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.timing import timed
from scenarios.engine.api import Command, fold
from scenarios.models import Attempt, ScenarioVersion
from scenarios.sandbox.folding import entry_of, opening_of
from scenarios.sandbox.services import start_attempt, submit_command

NAME = "replay"
TARGET = Target(median_ms=50)
PLANNER = "he.plan"
ARGUMENTS = {"item": "RM-10001", "quantity": 4800, "need_by": "2026-12-05", "reason": "Below the reorder point"}


def measure(bench: Bench) -> list[Figure]:
    """One figure: rows read, parsed and folded."""
    attempt = _worked_attempt(bench)
    opening = opening_of(attempt)

    def replay() -> None:
        fold(opening.state, [entry_of(row) for row in attempt.rows.order_by("seq")])

    seconds = timed(replay, bench.size.repeats)
    return [figure_of("drill journal replayed", f"{attempt.rows.count()} entries", seconds, TARGET)]


def _worked_attempt(bench: Bench) -> Attempt:
    version = ScenarioVersion.objects.filter(scenario__code=DRILL).latest("pk")
    attempt = start_attempt(bench.readers()[0], version, mode="practice", seed=7, token=uuid4())
    for _ in range(bench.size.commands):
        submit_command(attempt, Command("pr.create", ARGUMENTS, user=PLANNER, seat="learner"))
    return attempt
