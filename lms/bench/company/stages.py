"""Building the company stage by stage, with a bar; it takes about a minute and is done once."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from curricula import api as curricula
from lms.bench.company.content import load_content, load_organisation
from lms.bench.company.examination import make_examination
from lms.bench.company.history import write_history
from lms.bench.company.marking import mark_built
from lms.bench.company.matrix import write_matrix
from lms.bench.company.people import write_people
from lms.bench.size import Size
from lms.records import api as records

BAR_WIDTH = 28


@dataclass(frozen=True)
class Stage:
    """One step: what the bar says, and what it does."""

    label: str
    work: Callable[[], Any]


def build_company(size: Size, *, quiet: bool = False) -> None:
    """Fill an empty database whose tables are made. The mark comes last: what was broken off is not taken for whole."""
    stages = [
        Stage("organisation and activities", load_organisation),
        Stage("lessons, questions and drills", load_content),
        Stage("examination of 20 questions", make_examination),
        Stage("people and postings", lambda: write_people(size)),
        Stage("matrix", lambda: write_matrix(size)),
        Stage("assignments", curricula.rebuild_assignments),
        Stage("learning history", write_history),
        Stage("assignments settled", curricula.rebuild_assignments),
        Stage("qualifications", records.issue_due_qualifications),
        Stage("mark", lambda: mark_built(size)),
    ]
    for number, stage in enumerate(stages):
        started = time.monotonic()
        stage.work()
        if not quiet:
            _draw_bar(number + 1, len(stages), f"{stage.label} ({time.monotonic() - started:.1f} s)")


def _draw_bar(done: int, total: int, label: str) -> None:
    filled = BAR_WIDTH * done // total
    print(f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done:>2}/{total} {label}", file=sys.stderr, flush=True)
