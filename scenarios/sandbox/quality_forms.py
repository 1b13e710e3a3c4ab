"""What quality's grids open with: the cartons of a list, the lots of a recall. Judgements and figures are left to be typed."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.engine.api import State

Row = dict[str, Any]


def _cartons(state: State, given: Mapping[str, str]) -> list[Row]:
    """Every carton with what is printed on it beside."""
    listing = state.document("PKL", given.get("pkl", "")) or {"lines": {}}
    return [
        {"line": key, "_note": f"{row['printed_lot']} · {row['printed_expiry']}"}
        for key, row in listing["lines"].items()
    ]


def _wrong_cartons(state: State, given: Mapping[str, str]) -> list[Row]:
    """The cartons that were judged wrong."""
    listing = state.document("PKL", given.get("pkl", "")) or {"lines": {}}
    return [
        {"line": key, "_note": f"{row['printed_lot']} · {row['printed_expiry']}"}
        for key, row in listing["lines"].items()
        if row["verdict"] == "wrong"
    ]


def _scoped_lots(state: State, given: Mapping[str, str]) -> list[Row]:
    """The lots of the recall's scope."""
    recall = state.document("RCL", given.get("rcl", "")) or {"lots": ()}
    return [{"lot": lot, "_item": (state.lot(lot) or {"item": ""})["item"]} for lot in recall["lots"]]


ROWS: Mapping[str, Callable[[State, Mapping[str, str]], list[Row]]] = {
    "label.check": _cartons,
    "label.relabel": _wrong_cartons,
    "rcl.reconcile": _scoped_lots,
}
