"""What a benchmark gives: figures with their target. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Target:
    """Limits that a figure has to keep; `None` where nothing is asked. The rate is a least, all others are a most."""

    median_ms: float | None = None
    p95_ms: float | None = None
    cpu_ms: float | None = None
    queries: int | None = None
    per_second: float | None = None
    memory_mb: float | None = None

    @property
    def words(self) -> str:
        """The target as the table says it."""
        said = [
            f"{name} ≤ {limit:g}{unit}"
            for name, limit, unit in (
                ("median", self.median_ms, " ms"), ("p95", self.p95_ms, " ms"), ("CPU", self.cpu_ms, " ms"),
                ("queries", self.queries, ""), ("memory", self.memory_mb, " MB"),
            )
            if limit is not None
        ]  # fmt: skip
        if self.per_second is not None:
            said.append(f"≥ {self.per_second:g} per second")
        return ", ".join(said)


NO_TARGET = Target()


@dataclass(frozen=True)
class Figure:
    """One line of the table. `cpu_ms` is the server's work for one request, `queries` those of one request."""

    name: str
    size: str
    median_ms: float
    p95_ms: float
    target: Target = NO_TARGET
    cpu_ms: float | None = None
    queries: int | None = None
    per_second: float | None = None
    memory_mb: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether every limit is kept; None where there is none."""
        pairs = [
            (self.median_ms, self.target.median_ms), (self.p95_ms, self.target.p95_ms), (self.cpu_ms, self.target.cpu_ms),
            (self.queries, self.target.queries), (self.memory_mb, self.target.memory_mb),
        ]  # fmt: skip
        asked = [(found, limit) for found, limit in pairs if limit is not None]
        least = self.target.per_second
        if not asked and least is None:
            return None
        kept = all(found is not None and found <= limit for found, limit in asked)
        return kept and (least is None or (self.per_second is not None and self.per_second >= least))

    def as_row(self) -> dict[str, Any]:
        """The figure as the JSON file keeps it."""
        return {
            "name": self.name,
            "size": self.size,
            "median_ms": _rounded(self.median_ms),
            "p95_ms": _rounded(self.p95_ms),
            "cpu_ms_per_request": _rounded(self.cpu_ms),
            "queries": self.queries,
            "per_second": _rounded(self.per_second),
            "memory_mb": _rounded(self.memory_mb),
            "target": self.target.words,
            "met": self.is_met,
            "note": self.note,
        }


def figure_of(name: str, size: str, seconds: Sequence[float], target: Target = NO_TARGET, **more: Any) -> Figure:
    """A figure from the measured times, in seconds; refuses none at all."""
    return Figure(name, size, median(seconds) * 1000, percentile_95(seconds) * 1000, target, **more)


def percentile_95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank; of few values, the greatest)."""
    ordered = sorted(values)
    return ordered[ceil(0.95 * len(ordered)) - 1]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
