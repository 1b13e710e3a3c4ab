"""The bench: its figures are right, and a small company goes through every benchmark."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lms.bench.bench import NotMeasuredError
from lms.bench.benchmarks.exam_attempt import _sitters
from lms.bench.company.people import _places
from lms.bench.figures import Figure, Target, figure_of, percentile_95
from lms.bench.size import FULL
from lms.bench.table import table_of, write_rows
from lms.records.api import start_attempt, submit_attempt
from tests.factories import make_person
from tests.records.exams.factories import make_candidate, make_exam_item

PROJECT = Path(__file__).resolve().parents[2]
FIELDS = {
    "name", "size", "median_ms", "p95_ms", "cpu_ms_per_request", "queries", "per_second", "memory_mb", "target", "met", "note",
}  # fmt: skip


def test_of_twenty_values_the_nineteenth_is_not_exceeded_by_ninety_five_of_a_hundred() -> None:
    assert percentile_95(range(20, 0, -1)) == 19
    assert percentile_95([7.0]) == 7.0


def test_a_target_is_met_when_every_limit_is_kept() -> None:
    target = Target(p95_ms=50, cpu_ms=15, queries=20)

    def met(p95_ms: float, cpu_ms: float | None, queries: int) -> bool | None:
        return Figure("page", "5,000 people", 20, p95_ms, target, cpu_ms=cpu_ms, queries=queries).is_met

    assert met(50, 15, 20) is True
    assert met(50.1, 15, 20) is False
    assert met(50, 15.1, 20) is False
    assert met(50, 15, 21) is False
    assert met(50, None, 20) is False, "what was not measured does not keep a limit"


def test_a_rate_is_a_least() -> None:
    assert Figure("exam", "", 900, 990, Target(per_second=8), per_second=8.0).is_met is True
    assert Figure("exam", "", 900, 990, Target(per_second=8), per_second=7.9).is_met is False


def test_memory_is_a_most() -> None:
    assert Figure("company", "", 400, 400, Target(memory_mb=40), memory_mb=16.1).is_met is True
    assert Figure("company", "", 400, 400, Target(memory_mb=40), memory_mb=40.1).is_met is False


def test_without_a_target_nothing_is_met_or_missed() -> None:
    assert Figure("page", "", 20, 30).is_met is None


def test_figures_are_shown_and_written(tmp_path: Path) -> None:
    figures = [
        figure_of("rebuild", "5,000 people", [2.0, 3.0, 4.0], Target(median_ms=5000)),
        figure_of("page", "1 client", [0.010, 0.020], Target(p95_ms=15), cpu_ms=4.256, queries=12, note="warm"),
    ]
    table = table_of(figures).splitlines()
    assert table[2].split() == [
        "rebuild",
        "5,000",
        "people",
        "3.00",
        "s",
        "4.00",
        "s",
        "median",
        "≤",
        "5000",
        "ms",
        "yes",
    ]
    assert table[3].endswith("NO")
    assert table[4] == "page: warm"
    write_rows(figures, tmp_path / "rows.json")
    rows = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    assert rows[1] == {
        "name": "page", "size": "1 client", "median_ms": 15.0, "p95_ms": 20.0, "cpu_ms_per_request": 4.26, "queries": 12,
        "per_second": None, "memory_mb": None, "target": "p95 ≤ 15 ms", "met": False, "note": "warm",
    }  # fmt: skip


@pytest.mark.django_db
def test_the_examination_is_sat_by_those_who_may_begin_and_too_few_are_a_sentence() -> None:
    item = make_exam_item()
    sat, may = make_candidate(item, "周婷"), make_candidate(item, "陶玉然")
    make_person("陌生人")  # nobody asks it of them
    submit_attempt(start_attempt(sat, item))
    assert _sitters(item, 1) == [may]
    with pytest.raises(NotMeasuredError, match=r"2 people were to sit it, and 1 may begin.*empty PLIMSOLL_HOME"):
        _sitters(item, 2)


def test_the_changed_cell_touches_exactly_so_many_people() -> None:
    headcount = [{"job_role": "LINE-OP", "n": 3}, {"job_role": "BUYER", "n": 2}, {"job_role": "RECV", "n": 1}]
    roles = [place["job_role"] for place in _places(headcount, FULL)]
    assert (len(roles), roles.count("LINE-OP")) == (5000, 2000)
    assert roles.count("BUYER") == 2 * roles.count("RECV")


@pytest.mark.services
def test_a_small_company_goes_through_every_benchmark(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    environment = {**os.environ, "PLIMSOLL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lms.settings.local"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "lms.bench", "--size", "small", "--json", str(file)]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert all(set(row) == FIELDS for row in rows)
    assert all(row["median_ms"] > 0 and row["p95_ms"] >= row["median_ms"] for row in rows)
    pages = [row for row in rows if row["queries"] is not None]
    assert {row["name"].rpartition(",")[0] for row in pages} == {
        "My path", "lesson", "matrix", "coverage by department", "names of a department", "readiness", "CSV of completions",
    }  # fmt: skip
    assert all(row["queries"] <= 20 for row in pages), [(row["name"], row["queries"]) for row in pages]
    again = subprocess.run(
        [*command, "replay"], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0
    assert "organisation" not in again.stderr, "a company that is there is not built again"
    wrong = subprocess.run(
        [*command, "speed"], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert (wrong.returncode, "no benchmark speed" in wrong.stderr) == (2, True)
