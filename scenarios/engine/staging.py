"""What a cleansing sheet or load batch stands for: its staged table, and its own decisions as values of the pure rules."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.reads import Body, Reads
from scenarios.migration.api import Group, Plan, Step, Table, group_from, loaded_rows

TABLES = ("SUPPLIERS", "CUSTOMERS", "ITEMS", "STOCK", "BALANCES", "BALANCES-B", "ORDERS", "CODES", "MATERIALS")
STANDING = ("loaded", "reconciled", "signed_off")
"""The states in which a batch's rows are in the new books."""


def staged_table(state: Reads, name: str) -> Table:
    """The legacy export by its name; an unknown one is empty."""
    found = state.dataset.part(f"stage-{name.lower()}")
    return found or {"columns": (), "targets": (), "rows": {}}


def sheet_rows(state: Reads, body: Body) -> dict[str, dict[str, str]]:
    """The rows of a sheet with what was set in them, their new codes and what their suffixes mean."""
    table = staged_table(state, body["table"])
    if not table.get("codable"):
        return {number: dict(row) for number, row in table["rows"].items()}
    return {
        number: {
            **row,
            **body["corrections"].get(number, {}),
            "new_code": body["codes"].get(number, ""),
            "means": body["meanings"].get(number, "" if row["suffix"] else "none"),
        }
        for number, row in table["rows"].items()
    }


def register(state: Reads, name: str) -> Mapping[str, Any]:
    """A register kept beside the exports (call-backs, hold list, …): columns and rows."""
    found: Mapping[str, Any] = state.dataset.part("registers").get(name, {"columns": (), "rows": {}})
    return found


def groups(body: Body) -> dict[str, Group]:
    """The groups of a cleansing sheet that stand."""
    return {number: group_from(group) for number, group in body["groups"].items() if group}


def excluded(body: Body) -> frozenset[str]:
    """The rows that somebody has left out of a cleansing sheet."""
    return frozenset(number for number, reason in body["excluded"].items() if reason)


def step_from(row: Mapping[str, str]) -> Step:
    """One line of a mapping as a batch keeps it."""
    return Step(row["source"], row["transform"], row["argument"], row["by"])


def plan(body: Mapping[str, Any]) -> Plan:
    """The decisions of a batch, or of one of its runs."""
    return Plan(
        mapping={name: step_from(row) for name, row in body["mapping"].items()},
        corrections=body["corrections"],
        decisions={number: row["decision"] for number, row in body["decisions"].items()},
        parameters=body.get("parameters", {}),
    )


def rows_in_books(state: Reads, body: Body) -> dict[str, Mapping[str, str]]:
    """The rows that a batch has in the new books now; none while it is not loaded."""
    if body["status"] not in STANDING:
        return {}
    return loaded_rows(
        staged_table(state, body["table"]), (plan(run) for run in body["runs"] if not run["rolled_back"])
    )
