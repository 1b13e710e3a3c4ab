"""The truth behind a staged table, which only grading opens, and how shares of it are written."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scenarios.grading.trace import Trace


def truth_of(trace: Trace, table: str) -> Mapping[str, Any]:
    """Return the truth of a staged table; none is our own mistake, for a drill grades against it."""
    found = trace.state.dataset.part(f"truth-{table.lower()}")
    assert found, table
    return found


def sheet_and_truth(trace: Trace, number: str) -> tuple[Mapping[str, Any] | None, Mapping[str, Any]]:
    """Return a cleansing sheet with the truth of its table, or None without one."""
    body = trace.state.document("STG", number)
    return body, truth_of(trace, body["table"]) if body is not None else {}


def percent(value: Fraction) -> str:
    """Return a share as people read it: 98.5%."""
    return f"{float(value) * 100:.1f}%"
