"""Grading a drill that is handed in: every expectation, every deduction, the auditor's lines."""

from lms.bench.bench import Bench
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.timing import timed
from scenarios.grading.api import grade, load_path, play_path
from scenarios.models import Attempt, ScenarioVersion
from scenarios.sandbox.folding import opening_of

NAME = "grade"
TARGET = Target(p95_ms=100)
DRILL, WAY, SEED = "P2P-04", "p2p-04/good.yaml", 7


def measure(bench: Bench) -> list[Figure]:
    """One figure: the longest drill of purchasing, played to its end."""
    version = ScenarioVersion.objects.filter(scenario__code=DRILL).latest("pk")
    opening = opening_of(Attempt(version=version, mode=Attempt.Mode.PRACTICE, seed=SEED))
    way, problems = load_path(version.paths[WAY], file=WAY)
    assert way is not None, problems
    played = play_path(opening, way)
    seconds = timed(lambda: grade(opening, played.state, answers=played.answers), bench.size.repeats * 5)
    size = f"{DRILL}, {len(played.state.journal)} entries, {len(opening.scenario.expectations)} expectations"
    return [figure_of("drill graded", size, seconds, TARGET)]
