"""Invoices: posted as they are, blocked where they do not match, released by somebody else, credited, reversed."""

import pytest

from tests.scenarios.engine.desk import Desk


def test_matching_invoice_clears_the_receipt() -> None:
    desk = Desk()
    order = desk.received()
    invoice = desk.invoiced()
    assert (desk.last("IV")["status"], desk.last("IV")["blocks"], desk.last("IV")["gross"]) == ("posted", (), 237_300)
    assert (
        desk.state.gl("2202-GRIR", po=order),
        desk.state.gl("2202", iv=invoice),
        desk.state.gl("2221", iv=invoice),
    ) == (
        0,
        -237_300,
        27_300,
    )
    assert desk.last("PO")["status"] == "invoiced"


@pytest.mark.parametrize(("price", "blocks"), [(216, ()), (217, ("P",)), (200, ())])
def test_price_tolerance_is_three_per_cent(price: int, blocks: tuple[str, ...]) -> None:
    desk = Desk()
    desk.received()
    desk.invoiced(price=price)
    assert desk.last("IV")["blocks"] == blocks


def test_blocked_invoice_is_posted_not_paid_and_the_buyer_gets_a_task() -> None:
    desk = Desk()
    order = desk.received(item="RM-10001", vendor="V00012", quantity=10_000, price=1250)
    invoice = desk.invoiced(price=1375, quantity=10_000)
    assert (desk.last("IV")["status"], desk.state.gl("1404", po=order), desk.state.gl("2202-GRIR", po=order)) == (
        "blocked",
        125_000,
        0,
    )
    task = desk.last("TASK")
    assert (task["to"], task["subject"], task["about"]) == ("lin.buyer", "task.iv_blocked.P", f"IV:{invoice}")
    assert desk.refused("pay.propose", "wang.ap", invoices=[invoice]) == "PAYMENT_BLOCKED"
    assert desk.refused("inv.release", "wang.ap", iv=invoice, block="P", reason="x") == "SOD"
    assert desk.refused("inv.release", "gao.purmgr", iv=invoice, block="P", reason="x") == "BLOCK_CAUSE_STANDS"


def test_credit_memo_settles_a_price_block() -> None:
    desk = Desk()
    desk.received(item="RM-10001", vendor="V00012", quantity=10_000, price=1250)
    invoice = desk.invoiced(price=1375, quantity=10_000)
    lines = [{"line": "10", "quantity": 10_000, "price": 125}]
    desk.do(
        "cm.post", "wang.ap", iv=invoice, reference="CR-1", basis="price", lines=lines, reason="Contract says 12.50"
    )
    desk.do("inv.release", "gao.purmgr", iv=invoice, block="P", reason="Credited", evidence="K26-00012-10001")
    assert (desk.last("IV")["status"], desk.last("IV")["open"], desk.state.gl("1404", iv=invoice)) == (
        "released",
        1_412_500,
        0,
    )
    again = desk.refused(
        "cm.post",
        "wang.ap",
        iv=invoice,
        reference="CR-2",
        basis="price",
        lines=[{**lines[0], "price": 1300}],
        reason="x",
    )
    assert again == "AMOUNT_EXCEEDED"


def test_approved_order_change_settles_a_price_block() -> None:
    desk = Desk()
    order = desk.received()
    invoice = desk.invoiced(price=231)
    desk.do("po.change", "lin.buyer", po=order, line="10", price=231, reason="Price letter")
    release = {"iv": invoice, "block": "P", "reason": "Order changed"}
    assert desk.refused("inv.release", "gao.purmgr", **release) == "BLOCK_CAUSE_STANDS"
    desk.do("po.approve", "gao.purmgr", po=order)
    desk.do("inv.release", "gao.purmgr", **release)
    assert desk.last("IV")["status"] == "released"


def test_standing_block_is_released_only_with_an_override_on_the_record() -> None:
    desk = Desk()
    desk.received()
    invoice = desk.invoiced(price=231)
    desk.do("inv.release", "gao.purmgr", iv=invoice, block="P", reason="x", override_reason="Supplier threatens")
    assert desk.state.overrides()[0]["code"] == "BLOCK_CAUSE_STANDS"


def test_invoice_before_goods_is_blocked_and_lifts_with_the_receipt() -> None:
    desk = Desk()
    order = desk.released_order()
    desk.invoiced()
    assert desk.last("IV")["blocks"] == ("D",)
    line = {"line": "10", "quantity": 1000, "supplier_lot": "CH26-1101", "expiry": "2029-10-01"}
    desk.do("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=[line])
    assert (desk.last("IV")["status"], desk.last("IV")["blocks"], desk.state.gl("2202-GRIR", po=order)) == (
        "released",
        (),
        0,
    )


def test_more_than_received_is_blocked_for_quantity() -> None:
    desk = Desk()
    desk.received(quantity=1000)
    desk.invoiced(quantity=1001)
    assert desk.last("IV")["blocks"] == ("Q",)


def test_rejected_goods_block_the_invoice_and_a_debit_clears_it() -> None:
    desk = Desk()
    inspection = desk.measured(435)
    invoice = desk.invoiced()
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="OD")
    assert (desk.last("IV")["status"], desk.last("IV")["blocks"]) == ("blocked", ("Q",))
    lines = [{"line": "10", "quantity": 1000, "price": 210}]
    desk.do("cm.post", "wang.ap", iv=invoice, reference="CR", basis="quantity", lines=lines, reason="Returned")
    assert (desk.last("IV")["status"], desk.last("IV")["open"], desk.state.gl("2202", iv=invoice)) == ("cleared", 0, 0)


def test_return_and_debit_leave_nothing_owed() -> None:
    desk = Desk()
    report = desk.disposed()
    invoice = desk.invoiced()
    desk.do("gr.return", "qin.store", gr=desk.number("GR"), line="1", quantity=1000, reason="OD", ncr=report)
    lines = [{"line": "10", "quantity": 1000, "price": 210}]
    desk.do("cm.post", "wang.ap", iv=invoice, reference="CR", basis="quantity", lines=lines, reason="Returned")
    balances = [
        desk.state.gl(account, po=desk.number("PO")) for account in ("1403", "1404", "2202", "2202-GRIR", "2221")
    ]
    assert balances == [0, 0, 0, 0, 0]


def test_duplicate_reference_and_own_goods_are_refused() -> None:
    desk = Desk()
    order = desk.received()
    desk.invoiced(quantity=500)
    common = {"po": order, "invoice_date": "2026-12-01", "lines": [{"line": "10", "quantity": 500, "price": 210}]}
    assert desk.refused("inv.post", "wang.ap", reference="inv-1", **common) == "DUPLICATE_INVOICE"
    assert desk.refused("inv.post", "zhou.rcv", reference="INV-2", **common) == "SOD"


def test_reversal_takes_the_invoice_back_and_frees_its_reference() -> None:
    desk = Desk()
    order = desk.received()
    invoice = desk.invoiced(price=231)
    desk.do("inv.reverse", "wang.ap", iv=invoice, reason="Wrong order")
    assert (desk.last("IV")["status"], desk.state.gl("2202-GRIR", po=order), desk.state.gl("2202", iv=invoice)) == (
        "reversed",
        -210_000,
        0,
    )
    desk.invoiced()
    assert desk.last("IV")["status"] == "posted"


def test_manual_block_and_release() -> None:
    desk = Desk()
    desk.received()
    invoice = desk.invoiced()
    desk.do("inv.block", "wang.ap", iv=invoice, reason="Disputed")
    assert desk.refused("inv.block", "wang.ap", iv=invoice, reason="Disputed") == "ILLEGAL_TRANSITION"
    assert desk.refused("inv.release", "gao.purmgr", iv=invoice, block="P", reason="x") == "ILLEGAL_TRANSITION"
    desk.do("inv.release", "gao.purmgr", iv=invoice, block="M", reason="Settled")
    assert desk.last("IV")["status"] == "released"


def test_paper_invoice_sent_back_leaves_no_invoice() -> None:
    desk = Desk()
    desk.do("message.receive", "system", seat="system", sender="V00023", to="wang.ap", subject="Invoice", text="INV-9")
    desk.do("inv.refuse", "wang.ap", message=desk.number("MSG"), reason="Price is wrong")
    assert (desk.last("MSG")["status"], desk.state.own_documents("IV")) == ("refused", ())
