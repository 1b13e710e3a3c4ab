"""The good path of each drill, said at a desk, and how a journal is written down in text."""

from collections.abc import Callable

from scenarios.engine.api import JournalEntry, digest
from scenarios.engine.dataset import canonical_json
from tests.scenarios.engine.desk import Desk


def standard_procure_to_pay(desk: Desk) -> None:
    """P2P-01: PVC compound from requisition to payment."""
    desk.do("report.run", "he.plan", report="REORDER")
    desk.do(
        "pr.create", "he.plan", item="RM-10001", quantity=10_000, need_by="2026-12-10", reason="Below reorder point"
    )
    desk.do("pr.submit", "he.plan", pr=desk.number("PR"))
    desk.do("pr.approve", "ma.prod", pr=desk.number("PR"))
    desk.do("view.open", "lin.buyer", kind="CONTRACT", id="K26-00012-10001")
    line = {"item": "RM-10001", "quantity": 10_000, "price": 1250, "delivery_date": "2026-12-08"}
    desk.do("po.create", "lin.buyer", vendor="V00012", pr=desk.number("PR"), contract="K26-00012-10001", lines=[line])
    order = desk.number("PO")
    desk.do("po.submit", "lin.buyer", po=order)
    desk.do("po.approve", "gao.purmgr", po=order)
    desk.do("po.release", "lin.buyer", po=order)
    receipt = {
        "line": "10",
        "quantity": 10_000,
        "supplier_lot": "HR26-1102",
        "made": "2026-11-02",
        "expiry": "2029-10-17",
    }
    desk.do("gr.post", "zhou.rcv", po=order, delivery_note="HR-DN-26-1187", lines=[receipt])
    inspection = desk.number("QI")
    desk.do("qi.sample", "sun.iqc", qi=inspection, sample_size=5)
    results = [{"characteristic": "HARD", "value": 802}, {"characteristic": "MOIST", "value": 12}]
    desk.do("qi.record", "sun.iqc", qi=inspection, results=results)
    desk.do("qi.decide", "sun.iqc", qi=inspection, decision="A")
    paper = {"line": "10", "quantity": 10_000, "price": 1250}
    desk.do("inv.post", "wang.ap", po=order, reference="HR26-55120", invoice_date="2026-12-01", lines=[paper])
    desk.do("pay.propose", "wang.ap", invoices=[desk.number("IV")])
    desk.do("pay.approve", "feng.fin", pay=desk.number("PAY"))
    desk.do("pay.execute", "luo.cash", pay=desk.number("PAY"))


def price_variance(desk: Desk) -> None:
    """P2P-03: an invoice ten per cent too dear, blocked, credited by contract, released by the manager."""
    desk.received(item="RM-10001", vendor="V00012", quantity=10_000, price=1250)
    invoice = desk.invoiced(price=1375, quantity=10_000, reference="HR26-55121")
    assert desk.refused("pay.propose", "wang.ap", invoices=[invoice]) == "PAYMENT_BLOCKED"
    desk.do("view.open", "lin.buyer", kind="CONTRACT", id="K26-00012-10001")
    desk.do("message.send", "lin.buyer", to="V00012", subject="Price", text="12.50 by contract: please credit.")
    desk.do("task.close", "lin.buyer", task=desk.number("TASK"), answer="12.50 holds", evidence="K26-00012-10001")
    lines = [{"line": "10", "quantity": 10_000, "price": 125}]
    desk.do(
        "cm.post", "wang.ap", iv=invoice, reference="HR26-CR-9", basis="price", lines=lines, reason="Contract price"
    )
    desk.do("inv.release", "gao.purmgr", iv=invoice, block="P", reason="Credited", evidence="K26-00012-10001")


def failed_inspection(desk: Desk) -> None:
    """P2P-04: tubing of 4.35 mm rejected, returned, debited, and the supplier asked for the cause."""
    inspection = desk.measured(435)
    desk.invoiced(reference="CH26-7781")
    assert desk.refused("qi.decide", "xu.qe", qi=inspection, decision="A") == "UD_ACCEPT_FAILED_LOT"
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="OD 4.35 mm, limits 3.90 to 4.10")
    desk.do("ncr.open", "sun.iqc", qi=inspection, description="OD 4.35 mm, gauge G-112")
    report = desk.number("NCR")
    desk.do("ncr.contain", "xu.qe", ncr=report, action="Blocked and labelled; no other lot of this supplier on hand")
    desk.do("ncr.investigate", "xu.qe", ncr=report, cause="Worn extrusion die at the supplier")
    desk.do("mrb.decide", "xu.qe", ncr=report, disposition="return", rationale="Does not fit the bonding gauge")
    desk.do(
        "gr.return", "qin.store", gr=desk.number("GR"), line="1", quantity=1000, reason="OD out of limits", ncr=report
    )
    desk.do(
        "scar.issue", "lin.buyer", ncr=report, text="Please find the cause and say what will change.", due="2026-12-15"
    )
    lines = [{"line": "10", "quantity": 1000, "price": 210}]
    desk.do(
        "cm.post",
        "wang.ap",
        iv=desk.number("IV"),
        reference="CH26-CR-3",
        basis="quantity",
        lines=lines,
        reason="Returned",
    )
    desk.do("ncr.close", "xu.qe", ncr=report)


DRILLS: dict[str, Callable[[Desk], None]] = {
    "p2p-01": standard_procure_to_pay,
    "p2p-03": price_variance,
    "p2p-04": failed_inspection,
}


def written(entry: JournalEntry) -> str:
    """One entry as lines of text: what was asked, what came of it, each effect."""
    head = f"{entry.seq:03d} {entry.at} {entry.command.user} {entry.command.name} {canonical_json(entry.command.args)}"
    code = f" {entry.refusal.code}" if entry.refusal else ""
    effects = [f"      {event.kind} {canonical_json(event.fields)}" for event in entry.events]
    return "\n".join([head, f"    → {entry.outcome.value}{code}", *effects])


def golden_text(code: str) -> str:
    """The whole journal of a drill's good path, and the digest of the state it ends in."""
    desk = Desk()
    DRILLS[code](desk)
    return "\n".join([*(written(entry) for entry in desk.state.journal), f"digest {digest(desk.state)}", ""])
