"""Tasks, messages, the stop button, look-ups, hats, the clock, and who may be whom."""

from scenarios.engine.api import Outcome, digest
from tests.scenarios.engine.desk import Desk


def test_task_is_answered_by_whom_it_is_addressed_to() -> None:
    desk = Desk()
    order = desk.released_order()
    desk.do("task.create", "wang.ap", to="lin.buyer", subject="Price?", about=f"PO:{order}")
    task = desk.number("TASK")
    assert desk.refused("task.close", "wang.ap", task=task, answer="x") == "NOT_ADDRESSED"
    desk.do("task.close", "lin.buyer", task=task, answer="Contract says 2.10", evidence="K26-00023-10103")
    assert desk.last("TASK")["status"] == "done"


def test_messages_reach_users_and_suppliers_only() -> None:
    desk = Desk()
    desk.do("message.send", "lin.buyer", to="V00023", subject="OD", text="Out of limits")
    assert (desk.last("MSG")["status"], desk.last("MSG")["to"]) == ("sent", "V00023")
    assert desk.refused("message.send", "lin.buyer", to="nobody", subject="x", text="x") == "UNKNOWN_OBJECT"
    assert (
        desk.refused("message.receive", "lin.buyer", sender="V00023", to="lin.buyer", subject="x", text="x")
        == "NO_AUTH"
    )


def test_anybody_can_say_stop() -> None:
    desk = Desk()
    order = desk.released_order()
    desk.do("stop.report", "yu.line", about=f"PO:{order}", reason="The supplier is not approved for this size.")
    assert (desk.last("DEV")["status"], desk.last("DEV")["created_by"], desk.last("DEV")["refs"]) == (
        "open",
        "yu.line",
        (f"PO:{order}",),
    )
    assert desk.refused("stop.report", "yu.line", reason="") == "REASON_REQUIRED"
    assert desk.refused("stop.report", "yu.line", about="PO:1", reason="x") == "UNKNOWN_OBJECT"


def test_looking_is_journalled_and_changes_nothing() -> None:
    desk = Desk()
    before = digest(desk.state)
    entry = desk.do("view.open", "wang.ap", kind="CONTRACT", id="K26-00012-10001")
    desk.do("report.run", "wang.ap", report="GRIR")
    desk.do("hint.open", "wang.ap", nr=1)
    assert (entry.outcome, entry.objects) == (Outcome.LOOKED_UP, {"CONTRACT:K26-00012-10001"})
    assert (digest(desk.state), desk.state.seq, desk.state.clock) == (before, 3, "2026-12-01T09:00")
    assert desk.refused("view.open", "wang.ap", kind="PO", id="1") == "UNKNOWN_OBJECT"


def test_seat_wears_only_its_own_hats() -> None:
    desk = Desk(seats={"learner": ("lin.buyer", "wang.ap")})
    assert desk.state.hat("learner") == "lin.buyer"
    desk.do("hat.switch", "lin.buyer", to="wang.ap")
    assert desk.state.hat("learner") == "wang.ap"
    assert desk.refused("hat.switch", "wang.ap", to="gao.purmgr") == "HAT_NOT_YOURS"
    assert desk.refused("po.create", "gao.purmgr") == "HAT_NOT_YOURS"
    assert desk.refused("po.create", "nobody") == "UNKNOWN_USER"
    assert desk.refused("po.destroy", "lin.buyer") == "UNKNOWN_COMMAND"


def test_clock_advances_by_a_minute_a_change_or_as_told() -> None:
    desk = Desk()
    desk.do("task.create", "lin.buyer", to="wang.ap", subject="x")
    desk.do("clock.advance", "lin.buyer", minutes=90)
    assert desk.state.clock == "2026-12-01T10:31"
    assert desk.refused("clock.advance", "lin.buyer", minutes=0) == "INPUT_INVALID"


def test_change_log_tells_refusals_and_look_ups_too() -> None:
    desk = Desk()
    order = desk.released_order()
    desk.do("view.open", "zhou.rcv", kind="PO", id=order)
    desk.refused("po.release", "lin.buyer", po=order)
    rows = [
        (row.command, row.path, row.old, row.new, row.outcome, row.code) for row in desk.state.change_log(f"PO:{order}")
    ]
    assert rows[0] == ("po.create", "", None, None, "accepted", "")
    assert ("po.submit", "status", "draft", "submitted", "accepted", "") in rows
    assert rows[-2:] == [
        ("view.open", "", None, None, "looked_up", ""),
        ("po.release", "", None, None, "refused", "ILLEGAL_TRANSITION"),
    ]


def test_severity_is_a_parameter() -> None:
    strict = Desk(parameters={"severity.INSPECTION_BYPASSED": "stop"})
    order = strict.released_order()
    line = {"line": "10", "quantity": 1000, "supplier_lot": "A", "expiry": "2029-10-01", "stock_type": "U"}
    common = {"po": order, "delivery_note": "DN", "lines": [line], "override_reason": "Urgent"}
    assert strict.refused("gr.post", "zhou.rcv", **common) == "INSPECTION_BYPASSED"


def test_what_is_done_is_not_done_twice() -> None:
    """Approved, signed, closed: the second time is refused, whoever tries."""
    desk = Desk()
    desk.do("pr.create", "he.plan", item="RM-10001", quantity=10, need_by="2026-12-10", reason="Low")
    requisition = desk.number("PR")
    desk.do("pr.submit", "he.plan", pr=requisition)
    desk.do("pr.approve", "ma.prod", pr=requisition)
    twice = [
        desk.refused("pr.submit", "he.plan", pr=requisition),
        desk.refused("pr.approve", "feng.fin", pr=requisition),
    ]
    report = desk.disposed()
    inspection = desk.number("QI")
    decision = {"ncr": report, "disposition": "scrap", "rationale": "x"}
    twice += [
        desk.refused("mrb.decide", "tang.qa", **decision),
        desk.refused("ncr.contain", "xu.qe", ncr=report, action="x"),
    ]
    twice.append(desk.refused("qi.decide", "xu.qe", qi=inspection, decision="R", reason="x"))
    desk.do("oos.open", "sun.iqc", qi=inspection, hypothesis="Gauge")
    desk.do("oos.close", "xu.qe", oos=desk.number("OOS"), conclusion="No error found")
    twice.append(desk.refused("oos.close", "xu.qe", oos=desk.number("OOS"), conclusion="x"))
    desk.do("task.create", "wang.ap", to="lin.buyer", subject="x")
    desk.do("task.close", "lin.buyer", task=desk.number("TASK"), answer="x")
    twice.append(desk.refused("task.close", "lin.buyer", task=desk.number("TASK"), answer="x"))
    assert twice == ["ILLEGAL_TRANSITION"] * 7
