"""The heat map as a page draws it: rows of cells with their states and addresses, from live figures or from a snapshot."""

from typing import Any

from reporting.gates.values import Thresholds
from reporting.metrics.heat import HeatMap
from reporting.snapshots.figures import Record, heat_record


def heat_rows(heat: HeatMap, limits: Thresholds, names_url: str) -> Record:
    """The map of live figures."""
    return drawn(heat_record(heat, limits), names_url)


def drawn(record: Record, names_url: str) -> Record:
    """Heads, rows and the worst cell; an address for each cell that asks for something."""
    cells = {(cell["department"], cell["chain"]): cell for cell in record["cells"]}
    worst = record["worst"]
    return {
        "chains": record["chains"],
        "rows": [
            {
                "department": department,
                "url": f"{names_url}&department={department['code']}",
                "cells": [
                    _cell(cells.get((department["code"], chain["code"])), worst, names_url)
                    for chain in record["chains"]
                ],
            }
            for department in record["departments"]
        ],
        "worst": None if worst is None else _worst(record, worst, names_url),
    }


def _cell(cell: Record | None, worst: Record | None, names_url: str) -> dict[str, Any]:
    if cell is None:
        return {"state": "off"}
    is_worst = worst is not None and (worst["department"], worst["chain"]) == (cell["department"], cell["chain"])
    return {**cell, "is_worst": is_worst, "is_small": cell["state"] == "none", "url": _names_of(cell, names_url)}


def _worst(record: Record, worst: Record, names_url: str) -> Record:
    named = {axis["code"]: axis["name"] for axis in (*record["departments"], *record["chains"])}
    return {
        **worst,
        "department_name": named[worst["department"]],
        "chain_name": named[worst["chain"]],
        "url": _names_of(worst, names_url),
    }


def _names_of(cell: Record, names_url: str) -> str:
    return f"{names_url}&department={cell['department']}&chain={cell['chain']}"
