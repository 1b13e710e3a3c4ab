"""Attempts to work in: a published drill of the catalogue, and somebody who has begun it."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from lms.foundation.api import clock
from lms.foundation.models import Person
from scenarios.models import Attempt, Scenario, ScenarioVersion
from scenarios.sandbox.services import start_attempt

CATALOGUE = Path(__file__).parents[3] / "scenarios" / "catalogue"


def make_version(code: str = "P2P-03") -> ScenarioVersion:
    """The drill as it stands in the catalogue, published."""
    scenario, _ = Scenario.objects.get_or_create(
        code=code,
        defaults={"title_zh": code, "title_en": code, "difficulty": 2, "minutes": 20, "status": Scenario.Status.BUILT},
    )
    source = (CATALOGUE / f"{code.lower()}.yaml").read_text(encoding="utf-8")
    version, _ = ScenarioVersion.objects.get_or_create(
        scenario=scenario,
        version="1.0.0",
        defaults={
            "source": source,
            "digest": ScenarioVersion.digest_of(source),
            "dataset_ref": "yuanfan-m",
            "published_at": clock.now(),
        },
    )
    return version


def make_attempt(person: Person, code: str = "P2P-03", **fields: Any) -> Attempt:
    """An attempt in practice mode, seed 3."""
    values = {"mode": Attempt.Mode.PRACTICE, "seed": 3, "token": uuid4(), **fields}
    return start_attempt(person, make_version(code), **values)
