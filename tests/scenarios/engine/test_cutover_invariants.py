"""The cutover's promises name their breach; each is shown something that breaks it."""

from typing import Any

import pytest

from scenarios.engine.api import Event, State, apply, broken_invariants
from tests.scenarios.engine.desk import Desk


def with_document(kind: str, number: str, **body: Any) -> State:
    """A state in which a document stands that no command would have made."""
    full = {"id": number, "refs": (), **body}
    fields = {"kind": kind, "id": number, "body": full}
    return apply(Desk().state, [Event("document.created", fields, (f"{kind}:{number}",))])


def breaches(state: State) -> list[tuple[str, str]]:
    return [(breach.invariant, breach.detail) for breach in broken_invariants(state)]


CASES: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("RBK", "RB-99", {"status": "running", "predecessors": ["RB-05"]}, "C1", "RB-99 has begun, RB-05 has not ended"),
    ("DEC", "DEC-9", {"status": "decided", "votes": {}, "criteria": {}}, "C2", "DEC-9 was decided with 0 votes"),
    (
        "DEC",
        "DEC-9",
        {"status": "decided", "votes": {"a": 1, "b": 1, "c": 1}, "criteria": {"C5": {"verdict": ""}}},
        "C2",
        "DEC-9 was decided without a verdict on C5",
    ),
    (
        "REK",
        "REK-9",
        {"status": "reconciled", "keyed_quantity": 1, "posted_quantity": 10},
        "C3",
        "REK-9 was reconciled with 1 of 10",
    ),
    ("TKT", "HC-99", {"status": "closed", "reporter": "lan.key"}, "C4", "HC-99 was closed without lan.key"),
]


@pytest.mark.parametrize(("kind", "number", "body", "code", "detail"), CASES)
def test_breach_is_named(kind: str, number: str, body: dict[str, Any], code: str, detail: str) -> None:
    assert (code, detail) in breaches(with_document(kind, number, **body))


def test_company_begins_without_a_breach() -> None:
    assert breaches(Desk().state) == []
