"""Showing figures: a table for people, rows for programs."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from lms.bench.figures import Figure

HEADS = ("benchmark", "size", "median", "p95", "CPU/request", "queries", "per s", "memory", "target", "met")
MET = {True: "yes", False: "NO", None: "–"}


def cells_of(figure: Figure) -> tuple[str, ...]:
    """One line of the table."""
    return (
        figure.name,
        figure.size,
        _milliseconds(figure.median_ms),
        _milliseconds(figure.p95_ms),
        _milliseconds(figure.cpu_ms),
        "" if figure.queries is None else str(figure.queries),
        "" if figure.per_second is None else f"{figure.per_second:.1f}",
        "" if figure.memory_mb is None else f"{figure.memory_mb:.1f} MB",
        figure.target.words,
        MET[figure.is_met],
    )


def line_of(figure: Figure) -> str:
    """One figure in a few words, for who waits for the table."""
    return f"{figure.name}: {_milliseconds(figure.median_ms)}, p95 {_milliseconds(figure.p95_ms)}, met: {MET[figure.is_met]}"


def table_of(figures: Sequence[Figure]) -> str:
    """All figures as aligned text, the notes below."""
    lines = [HEADS, *(cells_of(figure) for figure in figures)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS))]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    drawn.insert(1, "  ".join("-" * width for width in widths))
    drawn += [f"{figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join(drawn)


def write_rows(figures: Iterable[Figure], path: Path) -> None:
    """Write the figures as a JSON list."""
    rows = [figure.as_row() for figure in figures]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _milliseconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value / 1000:.2f} s" if value >= 1000 else f"{value:.1f} ms"  # noqa: PLR2004 - a second
