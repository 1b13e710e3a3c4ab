"""Drills as rows: the catalogue taken in, an attempt played along a recorded path, and its result."""

from functools import cache
from typing import Any
from uuid import uuid4

from lms.foundation.api import clock
from scenarios.datasets.api import dataset
from scenarios.drills.handing_in import hand_in
from scenarios.drills.models import GradeResult, Scenario, ScenarioVersion
from scenarios.engine.api import Command
from scenarios.grading.binding import bound
from scenarios.grading.opening import saved_names
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import start_attempt, submit_command
from tests.scenarios.grading.drills import drill, recorded, text_of


@cache
def small_source(code: str) -> str:
    """A drill's text on the small company, which opens faster."""
    return text_of(f"{code.lower()}.yaml").replace("dataset: yuanfan-m", "dataset: yuanfan-s")


@cache
def small_paths(code: str) -> dict[str, str]:
    """The recorded paths of a drill by name."""
    scenario = drill(code)
    return {file: text_of(file) for file in (*scenario.solutions, *(wrong.file for wrong in scenario.wrong))}


def make_drill(code: str = "P2P-03", **fields: Any) -> ScenarioVersion:
    """A built drill with one version."""
    values = {"title_zh": "三单匹配", "title_en": "Three-way match", "difficulty": 2, "minutes": 20, "status": "built"}
    scenario, _made = Scenario.objects.get_or_create(code=code, defaults={**values, **fields})
    source = small_source(code)
    return ScenarioVersion.objects.get_or_create(
        scenario=scenario,
        version="1.0.0",
        defaults={
            "source": source,
            "digest": ScenarioVersion.digest_of(source),
            "dataset_ref": dataset("S").ref,
            "paths": small_paths(code),
            "published_at": clock.now(),
        },
    )[0]


def make_attempt(person: Any, code: str = "P2P-03", *, mode: str = "practice", seed: int = 7) -> Attempt:
    """An open attempt with nothing done in it."""
    return start_attempt(person, make_drill(code), mode=mode, seed=seed, token=uuid4())


def play_recorded(attempt: Attempt, file: str) -> dict[str, dict[str, Any]]:
    """Play a recorded path in an attempt as the screens would, and return the answers it hands in."""
    path, names = recorded(file), dict(opening_of(attempt).scenario.names)
    for step in path.through(names).steps:
        command = bound(step.command, names)
        if state_of(attempt).hat("learner") != command.user:
            submit_command(attempt, Command("hat.switch", {"to": command.user}, state_of(attempt).hat("learner")))
        done = submit_command(attempt, Command(command.command, command.args, command.user))
        names |= saved_names(done.entry, command.save)
    return bound({key: dict(value) for key, value in path.answers.items()}, names)


def make_result(person: Any, file: str = "p2p-03/good.yaml", **fields: Any) -> GradeResult:
    """A graded attempt along a recorded path."""
    attempt = make_attempt(person, file.split("/", maxsplit=1)[0].upper(), **fields)
    answers = {key: {**value, "value": str(value["value"])} for key, value in play_recorded(attempt, file).items()}
    return hand_in(attempt, answers)
