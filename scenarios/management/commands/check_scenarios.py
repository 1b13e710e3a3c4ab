"""Proves every drill of the catalogue: one line per path and variant; exit code 1 when one does not hold."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import get_language

from scenarios.datasets.api import dataset_by_ref
from scenarios.drills.proofs import proof_of, record_proofs
from scenarios.grading.api import CatalogueEntry, PathReport, check_contract, load_catalogue, load_scenario

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"


class Command(BaseCommand):
    """`check_scenarios [id …] [--json] [--record]`: each solution must score 100, each wrong path must fail as declared."""

    help = "Play every recorded path of every built drill and say whether the drill judges it as declared."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take drill ids (all when none is named), and --json."""
        parser.add_argument("ids", nargs="*")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--record", action="store_true", help="put the proofs on record if everything holds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per path, and exit with 1 when anything does not hold."""
        entries, problems = load_catalogue((CATALOGUE / "index.yaml").read_text("utf-8"), file="index.yaml")
        rows = [
            {"scenario": "", "file": problem.file, "holds": False, "complaints": [problem.say(_language())]}
            for problem in problems
        ]
        for entry in entries:
            if entry.is_built and (not options["ids"] or entry.id in options["ids"]):
                rows += _rows(entry)
        for row in rows:
            self.stdout.write(json.dumps(row, ensure_ascii=False) if options["as_json"] else _line(row))
        if not all(row["holds"] for row in rows):
            raise SystemExit(1)
        if options["record"] and not options["ids"]:
            record_proofs(CATALOGUE, {entry.id: _proof(entry) for entry in entries if entry.is_built})


def _rows(entry: CatalogueEntry) -> list[dict[str, Any]]:
    loaded = load_scenario((CATALOGUE / entry.file).read_text("utf-8"), file=entry.file)
    if loaded.scenario is None:
        complaints = [problem.say(_language()) for problem in loaded.problems]
        return [{"scenario": entry.id, "file": entry.file, "holds": False, "complaints": complaints}]
    dataset = dataset_by_ref(loaded.scenario.dataset)
    if dataset is None:
        return [{"scenario": entry.id, "file": entry.file, "holds": False, "complaints": [loaded.scenario.dataset]}]
    reports = check_contract(loaded.scenario, dataset, lambda file: (CATALOGUE / file).read_text("utf-8"))
    return [_row(report) for report in reports]


def _proof(entry: CatalogueEntry) -> str:
    source = (CATALOGUE / entry.file).read_text("utf-8")
    scenario = load_scenario(source, file=entry.file).scenario
    assert scenario is not None  # every row has held
    dataset = dataset_by_ref(scenario.dataset)
    assert dataset is not None  # as above
    named = (*scenario.solutions, *(wrong.file for wrong in scenario.wrong))
    return proof_of(source, {file: (CATALOGUE / file).read_text("utf-8") for file in named}, dataset.ref)


def _row(report: PathReport) -> dict[str, Any]:
    return {
        "scenario": report.scenario_id,
        "file": report.file,
        "seed": report.seed,
        "kind": "solution" if report.is_solution else "wrong",
        "score": str(report.score),
        "holds": report.holds,
        "complaints": [complaint.say(_language()) for complaint in report.complaints],
    }


def _line(row: dict[str, Any]) -> str:
    head = f"{'ok  ' if row['holds'] else 'FAIL'} {row['scenario']:8} {row['file']:40} "
    return (
        head
        + f"seed {row.get('seed', '-'):>3} {row.get('score', '-'):>6}"
        + "".join(f"\n     {text}" for text in row["complaints"])
    )


def _language() -> str:
    return get_language() or "en"
