"""The rows that travel inside the PDF: one JSON with everything that was sealed, and a CSV for each list."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reporting.metrics.registry import DEFINITIONS
from reporting.snapshots.models import GoLiveDecision, Snapshot

BYTE_ORDER_MARK = "\ufeff"
STARTS_A_FORMULA = tuple("=+-@\t\r")
STARTS_A_FORMULA_IN_CSV = re.compile(r'[,\n"][=+\-@\t\r]')
"""where such a cell may stand below the file's head; it also finds some places inside a text, which costs time only"""


class Attached(NamedTuple):
    """A file inside the PDF."""

    name: str
    description: str
    content: bytes


def attached_files(snapshot: Snapshot, decisions: Sequence[GoLiveDecision]) -> Iterator[Attached]:
    """All attachments, always in the same order and with the same bytes."""
    figures, lists = snapshot.figures, snapshot.lists
    yield Attached(
        f"{snapshot.name}.json",
        "The snapshot as it was sealed, its definitions and its signatures",
        _json(snapshot, decisions),
    )
    gates = (
        (g["code"], g["state"], g["figure"], g["of"]["en"], g["green"], g["amber"], g["weight"], g["points"])
        for g in figures["gates"]
    )
    yield _csv("gates.csv", "Ten gates", ("gate", "state", "figure", "of", "green", "amber", "weight", "points"), gates)
    yield _csv(
        "coverage.csv",
        "Coverage by group",
        ("group", "code", "met", "asked", "waived", "critical_met", "critical_asked"),
        _coverage(snapshot),
    )
    yield _csv(
        "open.csv", "What does not hold on go-live day, by person", lists["open"]["columns"], lists["open"]["rows"]
    )
    cover = (
        (*row[:6], *(" ".join(f"{one['number']} {one['name']}" for one in people) for people in row[6:]))
        for row in lists["cover"]["rows"]
    )
    yield _csv("cover.csv", "Cover per step, site and shift", lists["cover"]["columns"], cover)
    steps = (
        (s["code"], s["part"], s["whole"], s["people"], s["low"], s["high"], s["state"])
        for s in figures["proficiency"]["by_step"]
    )
    yield _csv(
        "proficiency.csv",
        "Proficiency by step",
        ("step", "proficient", "asked", "people", "low_90", "high_90", "state"),
        steps,
    )
    if "confident" in lists:
        yield _csv(
            "confident.csv",
            "Confident and wrong answers, by person",
            lists["confident"]["columns"],
            lists["confident"]["rows"],
        )


def _coverage(snapshot: Snapshot) -> Iterator[tuple[Any, ...]]:
    for group in ("by_department", "by_site", "by_chain", "by_job_role"):
        for line in snapshot.figures["coverage"][group]:
            asked, critical = line["requirements"], line["critical"]
            yield (
                group,
                line["code"],
                asked["part"],
                asked["whole"],
                asked["waived"],
                critical["part"],
                critical["whole"],
            )


def _json(snapshot: Snapshot, decisions: Sequence[GoLiveDecision]) -> bytes:
    content = {
        "snapshot": snapshot.record,
        "digest": snapshot.digest,
        "definitions": [definition.as_record() for definition in DEFINITIONS.values()],
        "signatures": [
            {
                "printed_name": decision.signature.printed_name,
                "verdict": decision.verdict,
                "reason": decision.reason,
                "meaning": decision.signature.meaning,
                "at": decision.signature.at.isoformat(),
                "zone": decision.signature.zone,
                "digest": decision.signature.digest,
            }
            for decision in decisions
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _csv(name: str, description: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Attached:
    rows = list(rows)
    text = _written(head, rows)
    if STARTS_A_FORMULA_IN_CSV.search(text):  # almost never, and there are fifty thousand rows
        text = _written(head, [[_harmless(value) for value in row] for row in rows])
    return Attached(name, description, (BYTE_ORDER_MARK + text).encode())


def _written(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue()


def _harmless(value: Any) -> Any:
    """The value; a text that a spreadsheet would run gets a mark before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value
