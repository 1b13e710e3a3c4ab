"""Payment runs: proposed, approved and executed by three people."""

from tests.scenarios.engine.desk import Desk


def proposed(desk: Desk) -> tuple[str, str]:
    desk.received()
    invoice = desk.invoiced()
    desk.do("pay.propose", "wang.ap", invoices=[invoice])
    return invoice, desk.number("PAY")


def test_payment_is_proposed_approved_and_executed() -> None:
    desk = Desk()
    invoice, run = proposed(desk)
    desk.do("pay.approve", "feng.fin", pay=run)
    desk.do("pay.execute", "luo.cash", pay=run)
    assert (desk.last("IV")["status"], desk.last("IV")["open"], desk.last("PAY")["total"]) == ("paid", 0, 237_300)
    assert (desk.state.gl("2202", iv=invoice), desk.state.gl("1002", iv=invoice)) == (0, -237_300)
    assert desk.refused("pay.execute", "luo.cash", pay=run) == "ILLEGAL_TRANSITION"


def test_proposer_does_not_approve_and_approval_is_signed() -> None:
    desk = Desk()
    _, run = proposed(desk)
    assert desk.refused("pay.approve", "wang.ap", pay=run) == "FOUR_EYES"
    assert desk.refused("pay.approve", "feng.fin", pay=run, signed=False) == "SIGNATURE_REQUIRED"
    assert desk.refused("pay.execute", "luo.cash", pay=run) == "ILLEGAL_TRANSITION"


def test_invoice_blocked_after_the_proposal_is_not_paid() -> None:
    desk = Desk()
    invoice, run = proposed(desk)
    desk.do("pay.approve", "feng.fin", pay=run)
    desk.do("inv.block", "wang.ap", iv=invoice, reason="Disputed")
    assert desk.refused("pay.execute", "luo.cash", pay=run) == "PAYMENT_BLOCKED"


def test_invoice_is_in_one_run_at_a_time() -> None:
    desk = Desk()
    invoice, _ = proposed(desk)
    assert desk.refused("pay.propose", "wang.ap", invoices=[invoice]) == "ALREADY_PROPOSED"
    assert desk.refused("inv.reverse", "wang.ap", iv=invoice, reason="x") == "ALREADY_PROPOSED"


def test_due_date_chooses_what_is_payable() -> None:
    desk = Desk()
    desk.received()
    blocked = desk.invoiced(price=400)
    assert desk.refused("pay.propose", "wang.ap", due_by="2026-12-02") == "NOTHING_DUE"
    assert desk.refused("pay.propose", "wang.ap") == "INPUT_INVALID"
    desk.do("pay.propose", "wang.ap", due_by="2027-12-31")
    assert blocked not in desk.last("PAY")["invoices"]
    assert len(desk.last("PAY")["invoices"]) == 8
