"""Proves three drills on two back ends: a line for each expectation of the end state, here, there, or not borne and why."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import get_language

from scenarios.backends.api import OwnBackend, Proof, SandboxBackend, TrytonBackend, prove, tryton_absence
from scenarios.datasets.api import dataset_by_ref
from scenarios.grading.api import Opening, load_path, load_scenario, open_drill

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"
DRILLS = ("p2p-01", "p2p-04", "o2c-01")
SEED = 1


class Command(BaseCommand):
    """`check_backends [id …] [--json]`: exit 1 when an expectation that both bear is met on one side only."""

    help = "Play the authored solution of three drills on our engine and on Tryton, and hold the results side by side."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take drill ids (the three of them when none is named), and --json."""
        parser.add_argument("ids", nargs="*")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per expectation."""
        absent = tryton_absence()
        if absent:
            self.stderr.write(absent)
            raise SystemExit(1)
        rows: list[dict[str, Any]] = []
        for name in [given.lower() for given in options["ids"]] or DRILLS:
            fresh = _rows(name)
            rows += fresh
            for row in fresh:
                self.stdout.write(json.dumps(row, ensure_ascii=False) if options["as_json"] else _line(row))
        if not all(row["agree"] for row in rows):
            raise SystemExit(1)


def _rows(name: str) -> list[dict[str, Any]]:
    opening, path = _opened(name)
    here, there = (_proof(backend, opening, path) for backend in (OwnBackend(), TrytonBackend()))
    rows = [
        {
            "scenario": opening.scenario.id,
            "expectation": mine.expectation.id,
            "title": mine.expectation.name.say(_language()),
            "here": mine.met,
            "there": theirs.met if theirs.bearing.borne else None,
            "found": theirs.finding.found.say(_language()),
            "reason": theirs.bearing.reason.say(_language()) if theirs.bearing.reason else "",
            "remarks": [remark.say(_language()) for remark in theirs.bearing.remarks],
            "agree": not theirs.bearing.borne or mine.met == theirs.met,
        }
        for mine, theirs in zip(here.judged, there.judged, strict=True)
    ]
    surprises = [{"scenario": opening.scenario.id, "step": text, "agree": False} for text in there.surprises]
    return [*rows, *surprises]


def _opened(name: str) -> tuple[Opening, Any]:
    scenario = load_scenario((CATALOGUE / f"{name}.yaml").read_text("utf-8"), file=f"{name}.yaml").scenario
    assert scenario is not None  # the catalogue's own drills are proved by check_scenarios
    dataset = dataset_by_ref(scenario.dataset)
    assert dataset is not None  # as above
    file = scenario.solutions[0]
    path, _problems = load_path((CATALOGUE / file).read_text("utf-8"), file=file)
    return open_drill(scenario, dataset, seed=SEED), path


def _proof(backend: SandboxBackend, opening: Opening, path: Any) -> Proof:
    (proof,) = prove(backend, opening, [path])
    return proof


def _line(row: dict[str, Any]) -> str:
    if "step" in row:
        return f"FAIL {row['scenario']:8} {row['step']}"
    here = "met" if row["here"] else "unmet"
    there = "not borne" if row["there"] is None else "met" if row["there"] else "unmet"
    mark = "ok  " if row["agree"] else "FAIL"
    text = f"{mark} {row['scenario']:8} {row['expectation']:4} here {here:6} tryton {there:10} {row['title']}"
    more = [row["reason"]] if row["reason"] else [*row["remarks"], *([row["found"]] if not row["agree"] else [])]
    return text + "".join(f"\n     {line}" for line in more if line)


def _language() -> str:
    return get_language() or "en"
