"""The promises of administration are kept by every command, and a forged row or event is found by name."""

from typing import Any

from scenarios.engine.api import Event, State, apply, broken_invariants
from scenarios.engine.invariants.administration import INVARIANTS
from tests.scenarios.engine.desk import Desk
from tests.scenarios.engine.test_delegation import big_order, delegated
from tests.scenarios.engine.test_parameters import approve, tolerance_change


def forged(state: State, kind: str, number: str, **changes: Any) -> list[str]:
    """The promises broken once a document has been given other values past every command."""
    rows = [[path, None, new] for path, new in changes.items()]
    event = Event("document.changed", {"kind": kind, "id": number, "changes": rows}, (f"{kind}:{number}",))
    return [row.invariant for row in broken_invariants(apply(state, (event,))) if row.invariant in INVARIANTS]


def deputised() -> Desk:
    desk = Desk()
    big_order(desk)
    delegated(desk, deputy="tang.qa")
    desk.do("po.approve", "tang.qa", po=desk.number("PO"))
    return desk


def transported() -> Desk:
    desk = Desk()
    change = tolerance_change(desk)
    approve(desk, change)
    desk.do("param.transport", "dong.admin", cr=change)
    return desk


def test_approvals_by_deputies_and_changes_by_transport_keep_every_promise() -> None:
    assert broken_invariants(deputised().state) == ()
    assert broken_invariants(transported().state) == ()


def test_approval_in_anothers_name_without_the_delegation_is_found() -> None:
    desk = deputised()
    row = dict(desk.last("PO")["approvals"][0])
    assert forged(desk.state, "PO", desk.number("PO"), approvals=[{**row, "by": "xu.qe"}]) == ["I40"]
    assert forged(desk.state, "DEL", desk.number("DEL"), role="EXEC") == ["I40"]


def test_live_value_that_no_transport_brought_is_found() -> None:
    desk = transported()
    name = "PARAMETER:over_delivery_pct"
    fields = {"kind": "PARAMETER", "id": "over_delivery_pct", "changes": [["live_value", 8, 50]]}
    entry = desk.do("task.create", "dong.admin", to="lin.buyer", subject="Nothing")
    object.__setattr__(entry, "events", (*entry.events, Event("master.changed", fields, (name,))))
    found = [(row.invariant, row.detail) for row in broken_invariants(desk.state)]
    assert found == [("I41", f"entry {entry.seq}: over_delivery_pct by task.create")]


def test_message_processed_twice_is_found() -> None:
    desk = Desk()
    waiting = sorted(desk.state.documents("IFM"), key=lambda row: row["sequence"])
    desk.do("ifm.reprocess", "dong.admin", messages=[row["id"] for row in waiting if row["person"] == "xie.iqc"])
    assert broken_invariants(desk.state) == ()
    again = next(row["id"] for row in desk.state.documents("IFM") if row["status"] == "duplicate")
    assert forged(desk.state, "IFM", again, status="processed") == ["I42"]


def test_change_approved_by_its_author_is_found() -> None:
    desk = transported()
    change = desk.number("CR")
    assert forged(desk.state, "CR", change, approved_by="lin.buyer") == ["I43"]
    assert forged(desk.state, "CR", change, verified_by="dong.admin") == ["I43"]
