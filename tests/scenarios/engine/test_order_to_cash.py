"""Order to cash: licence, credit and promise; picked first expired first out; left, billed, paid; sent back and credited."""

from typing import Any

import pytest

from scenarios.engine.api import broken_invariants
from scenarios.engine.udi import Udi, read_udi, write_udi
from tests.scenarios.engine.desk import Desk

SET, KIT, PLATE = "FG-30010", "FG-30030", "FG-30040"
FIRST, SECOND = "L26-9402", "L26-9403"


def ordered(desk: Desk, customer: str = "C00001", *, quantity: int = 4000, item: str = SET, price: int = 1860) -> str:
    lines = [{"item": item, "quantity": quantity, "price": price}]
    reference = f"REF-{len(desk.state.journal)}"
    args: dict[str, Any] = {
        "customer": customer,
        "reference": reference,
        "requested_date": "2026-12-05",
        "lines": lines,
    }
    desk.do("so.create", "ruan.sales", **args)
    return desk.number("SO")


def promise(quantity: int = 4000, **more: Any) -> list[dict[str, Any]]:
    return [{"line": "10", "quantity": quantity, "confirmed_date": "2026-12-03", **more}]


def delivery(desk: Desk, *, quantity: int = 4000) -> str:
    order = ordered(desk, quantity=quantity)
    desk.do("so.confirm", "ruan.sales", so=order, lines=promise(quantity))
    desk.do("dn.create", "cao.ship", so=order, lines=[{"line": "10", "quantity": quantity}])
    return desk.number("DN")


def label(desk: Desk, lot: str) -> str:
    body = desk.state.lot(lot) or {}
    item = desk.state.master("ITEM", body["item"]) or {}
    return write_udi(item["di"], lot, body["expiry"])


def packed(desk: Desk) -> str:
    number = delivery(desk)
    for lot, quantity in ((FIRST, 3200), (SECOND, 800)):
        desk.do("dn.pick", "cao.ship", dn=number, line="10", lot=lot, quantity=quantity)
        desk.do("dn.scan", "cao.ship", dn=number, line="10", lot=lot, udi=label(desk, lot))
    desk.do("dn.pack", "cao.ship", dn=number)
    return number


def shipped(desk: Desk) -> str:
    number = packed(desk)
    desk.do("dn.post", "cao.ship", dn=number)
    return number


def billed(desk: Desk) -> str:
    desk.do("bil.post", "bai.ar", dn=shipped(desk), reference="E-INV-1")
    return desk.number("BIL")


@pytest.mark.requirement("A24")
def test_order_goes_from_licence_check_to_receipt_and_the_books_hold() -> None:
    desk = Desk()
    before = {account: desk.state.gl(account) for account in ("1122", "6001", "2221-OUT", "6401", "1405")}
    bill = billed(desk)
    gross = desk.last("BIL")["gross"]
    assert gross == 4000 * 1860 * 113 // 100
    desk.do("dn.deliver", "cao.ship", dn=desk.number("DN"), received_on="2026-12-01", receiver="Store, 2nd floor")
    desk.do("rct.post", "bai.ar", customer="C00001", reference="BANK-77", amount=gross, bills=[bill])
    moved = {account: desk.state.gl(account) - was for account, was in before.items()}
    cost = 4000 * 870
    assert moved == {"1122": 0, "6001": -4000 * 1860, "2221-OUT": -4000 * 1860 * 13 // 100, "6401": cost, "1405": -cost}
    assert (desk.last("SO")["status"], desk.last("BIL")["status"], desk.last("RCT")["status"]) == (
        "closed",
        "cleared",
        "cleared",
    )
    assert broken_invariants(desk.state) == ()


def test_departure_links_each_lot_to_delivery_and_customer() -> None:
    desk = Desk()
    number = shipped(desk)
    edges = {
        (edge["source"], edge["target"]): edge["quantity"]
        for edge in desk.state.genealogy_edges()
        if edge.get("document") == f"DN:{number}"
    }
    assert edges[FIRST, number] == 3200
    assert edges[SECOND, number] == 800
    assert {number, "C00001"} <= desk.state.genealogy(FIRST)


def test_reversed_departure_restores_stock_cost_and_links() -> None:
    desk = Desk()
    number = packed(desk)
    before = (desk.state.stock(lot=FIRST), desk.state.gl("6401"), desk.state.gl("1405"))
    desk.do("dn.post", "cao.ship", dn=number)
    desk.do("dn.reverse", "cao.ship", dn=number, reason="Carrier refused")
    assert (desk.state.stock(lot=FIRST), desk.state.gl("6401"), desk.state.gl("1405")) == before
    assert number not in desk.state.genealogy(FIRST)
    assert (desk.last("SO")["status"], broken_invariants(desk.state)) == ("confirmed", ())
    assert desk.refused("dn.reverse", "cao.ship", dn=number, reason="x") == "ILLEGAL_TRANSITION"


def test_expired_licence_wrong_scope_and_blocked_credit_are_refused() -> None:
    desk = Desk()
    lapsed = ordered(desk, "C00004", quantity=10, price=1280)
    assert desk.refused("so.confirm", "ruan.sales", so=lapsed, lines=promise(10)) == "CUSTOMER_LICENCE_EXPIRED"
    narrow = ordered(desk, "C00005", quantity=2, item=PLATE, price=92000)
    assert desk.refused("so.confirm", "ruan.sales", so=narrow, lines=promise(2)) == "CUSTOMER_LICENCE_SCOPE"
    dear = ordered(desk, "C00003", quantity=850, item=KIT, price=14200)
    assert (
        desk.refused("so.confirm", "ruan.sales", so=dear, lines=promise(510, rest_date="2026-12-10")) == "CREDIT_LIMIT"
    )


def test_credit_is_released_by_the_controller_and_by_nobody_else() -> None:
    desk = Desk()
    order = ordered(desk, "C00003", quantity=850, item=KIT, price=14200)
    desk.do("so.hold", "ruan.sales", so=order, reason="Over the limit")
    assert desk.refused("so.release", "ruan.sales", so=order, reason="It is fine") in {"NO_AUTH", "SOD"}
    assert desk.refused("so.release", "jia.credit", so=order, reason="Guarantee", signed=False) == "SIGNATURE_REQUIRED"
    desk.do("so.release", "jia.credit", so=order, reason="Bank guarantee", evidence="BG-26-11")
    desk.do("so.confirm", "ruan.sales", so=order, lines=promise(510, rest_date="2026-12-10"))
    line = desk.last("SO")["lines"]["10"]
    assert (desk.last("SO")["status"], line["confirmed"], line["rest_date"]) == ("confirmed", 510, "2026-12-10")


def test_prepayment_makes_room_under_the_limit() -> None:
    desk = Desk()
    order = ordered(desk, "C00003", quantity=850, item=KIT, price=14200)
    desk.do("rct.post", "bai.ar", customer="C00003", reference="PRE-1", amount=4_000_000)
    desk.do("so.confirm", "ruan.sales", so=order, lines=promise(510, rest_date="2026-12-10"))
    assert (desk.last("RCT")["unapplied"], broken_invariants(desk.state)) == (4_000_000, ())


def test_only_free_fresh_unpromised_stock_is_promised_and_a_rest_needs_its_date() -> None:
    desk = Desk()
    small = ordered(desk, "C00003", quantity=800, item=KIT, price=14200)
    desk.do("rct.post", "bai.ar", customer="C00003", reference="PRE-2", amount=40_000_000)
    assert desk.refused("so.confirm", "ruan.sales", so=small, lines=promise(800)) == "ATP_SHORT"
    assert desk.refused("so.confirm", "ruan.sales", so=small, lines=promise(510)) == "INPUT_INVALID"
    desk.do("so.confirm", "ruan.sales", so=small, lines=promise(510, rest_date="2026-12-10"))
    other = ordered(desk, "C00003", quantity=1, item=KIT, price=14200)
    assert desk.refused("so.confirm", "ruan.sales", so=other, lines=promise(1)) == "ATP_SHORT"


def test_price_off_the_list_is_warned_of_and_the_same_reference_is_refused() -> None:
    desk = Desk()
    lines = [{"item": SET, "quantity": 10, "price": 1280}]
    args: dict[str, Any] = {"customer": "C00001", "requested_date": "2026-12-05", "lines": lines}
    assert desk.refused("so.create", "ruan.sales", reference="A-1", **args) == "PRICE_MISMATCH"
    desk.do("so.create", "ruan.sales", reference="A-1", override_reason="Agreed in tender", **args)
    args["lines"] = [{**lines[0], "price": 1860}]
    assert desk.refused("so.create", "ruan.sales", reference="a-1", **args) == "DUPLICATE_DOCUMENT"


@pytest.mark.requirement("A27")
def test_nothing_leaves_without_release() -> None:
    desk = Desk()
    number = delivery(desk)
    pick: dict[str, Any] = {"dn": number, "line": "10"}
    assert desk.refused("dn.pick", "cao.ship", lot="L26-9305", quantity=600, **pick) == "LOT_STATUS"
    assert desk.refused("dn.pick", "cao.ship", lot="L26-9302", quantity=600, **pick) == "LOT_STATUS"
    desk.do("lot.hold", "xu.qe", lot=FIRST, reason="Seal under doubt")
    assert desk.refused("dn.pick", "cao.ship", lot=FIRST, quantity=10, **pick) == "LOT_ON_HOLD"
    desk.do("dn.pick", "cao.ship", lot=SECOND, quantity=4000, **pick)
    desk.do("dn.scan", "cao.ship", lot=SECOND, udi=label(desk, SECOND), **pick)
    desk.do("dn.pack", "cao.ship", dn=number)
    desk.do("lot.hold", "xu.qe", lot=SECOND, reason="Complaint")
    assert desk.refused("dn.post", "cao.ship", dn=number) == "LOT_ON_HOLD"


def test_first_expired_leaves_first_and_too_old_is_warned_of() -> None:
    desk = Desk()
    number = delivery(desk)
    pick: dict[str, Any] = {"dn": number, "line": "10"}
    assert desk.refused("dn.pick", "cao.ship", lot=SECOND, quantity=800, **pick) == "FEFO_VIOLATION"
    assert desk.refused("dn.pick", "cao.ship", lot="L26-9401", quantity=800, **pick) == "CUSTOMER_SHELF_LIFE"
    assert desk.refused("dn.pick", "cao.ship", lot=FIRST, quantity=3201, **pick) == "STOCK_NEGATIVE"
    assert desk.refused("dn.pick", "cao.ship", lot=FIRST, quantity=4001, **pick) == "NOT_CONFIRMED"
    strict = Desk(parameters={"severity.FEFO_VIOLATION": "stop"})
    pick["dn"] = delivery(strict)
    refusal = strict.submit(
        "dn.pick", "cao.ship", lot=SECOND, quantity=8, override_reason="Near the door", **pick
    ).refusal
    assert refusal is not None
    assert (refusal.code, refusal.severity.value) == ("FEFO_VIOLATION", "stop")


def test_expired_lot_is_refused_on_its_day() -> None:
    desk = Desk(clock="2026-12-13T09:00")
    number = delivery(desk)
    assert desk.refused("dn.pick", "cao.ship", dn=number, line="10", lot="L26-9401", quantity=10) == "LOT_EXPIRED"


def test_label_must_say_what_the_lot_master_says() -> None:
    desk = Desk()
    number = delivery(desk)
    scan: dict[str, Any] = {"dn": number, "line": "10", "lot": FIRST}
    desk.do("dn.pick", "cao.ship", quantity=3200, **scan)
    di = (desk.state.master("ITEM", SET) or {})["di"]
    for wrong in (
        write_udi(di, SECOND, "2028-09-20"),
        write_udi(di, FIRST, "2028-09-21"),
        write_udi("0", FIRST, ""),
        "?",
    ):
        assert desk.refused("dn.scan", "cao.ship", udi=wrong, **scan) == "UDI_MISMATCH"
    assert desk.refused("dn.pack", "cao.ship", dn=number) == "PICK_INCOMPLETE"
    desk.do("dn.pick", "cao.ship", dn=number, line="10", lot=SECOND, quantity=800)
    assert desk.refused("dn.pack", "cao.ship", dn=number) == "UDI_NOT_SCANNED"
    desk.do("dn.unpick", "cao.ship", reason="Wrong pallet", **scan)
    assert (desk.last("DN")["status"], desk.last("DN")["lines"]["10"]["lots"]) == (
        "created",
        {SECOND: 800},
    )


def test_pump_needs_a_serial_that_has_not_left_before() -> None:
    desk = Desk()
    order = ordered(desk, quantity=1, item="FG-30050", price=520000)
    desk.do("so.confirm", "ruan.sales", so=order, lines=promise(1))
    desk.do("dn.create", "cao.ship", so=order, lines=[{"line": "10", "quantity": 1}])
    lot = next(row["lot"] for row in desk.state.stock_rows(item="FG-30050", stock_type="U"))
    where: dict[str, Any] = {"dn": desk.number("DN"), "line": "10", "lot": lot}
    desk.do("dn.pick", "cao.ship", quantity=1, **where)
    assert desk.refused("dn.scan", "cao.ship", udi=label(desk, lot), **where) == "UDI_SERIAL_USED"
    desk.do("dn.scan", "cao.ship", udi=label(desk, lot) + "(21)P1-0001", **where)
    assert desk.refused("dn.scan", "cao.ship", udi=label(desk, lot) + "(21)P1-0001", **where) == "UDI_SERIAL_USED"


def test_order_delivery_and_bill_want_three_people() -> None:
    desk = Desk()
    number = shipped(desk)
    assert desk.refused("bil.post", "cao.ship", dn=number, reference="E-1") == "SOD"
    assert desk.refused("bil.post", "lin.buyer", dn=number, reference="E-1") == "NO_AUTH"
    desk.do("bil.post", "bai.ar", dn=number, reference="E-1")
    assert desk.refused("bil.post", "bai.ar", dn=number, reference="E-2") == "DUPLICATE_DOCUMENT"


def test_money_over_the_invoice_stays_on_account_and_clears_the_next() -> None:
    desk = Desk()
    bill = billed(desk)
    gross = desk.last("BIL")["gross"]
    desk.do("rct.post", "bai.ar", customer="C00001", reference="B-1", amount=gross - 100, bills=[bill])
    assert (desk.last("BIL")["open"], desk.last("BIL")["status"]) == (100, "posted")
    assert desk.refused("rct.post", "bai.ar", customer="C00001", reference="b-1", amount=5) == "DUPLICATE_DOCUMENT"
    assert (
        desk.refused("rct.post", "bai.ar", customer="C00002", reference="B-2", amount=5, bills=[bill])
        == "INPUT_INVALID"
    )
    desk.do("rct.post", "bai.ar", customer="C00001", reference="B-3", amount=150)
    receipt = desk.number("RCT")
    desk.do("rct.clear", "bai.ar", rct=receipt, bills=[bill])
    assert (desk.last("RCT")["unapplied"], desk.state.document("BIL", bill)) == (50, desk.last("BIL"))
    assert broken_invariants(desk.state) == ()


def returned(desk: Desk) -> tuple[str, str]:
    """Forty sets of the first lot, asked back and authorised; the return and the invoice they were billed on."""
    bill = billed(desk)
    number = desk.number("DN")
    desk.do("rma.request", "ruan.sales", dn=number, line="10", lot=FIRST, quantity=40, reason="Leaking")
    desk.do("rma.authorise", "yan.cs", rma=desk.number("RMA"), verdict="approved", rationale="Complaint")
    return desk.number("RMA"), bill


def test_return_goes_to_returns_stock_is_inspected_and_credited() -> None:
    desk = Desk()
    request, bill = returned(desk)
    desk.do("rma.receive", "qin.store", rma=request, quantity=40)
    assert desk.state.stock(lot=FIRST, stock_type="R") == 40
    desk.do("rma.inspect", "xu.qe", rma=request, finding="Needle hub cracked", stock_type="B")
    owed = desk.state.gl("1122")
    desk.do("bil.credit", "bai.ar", rma=request, bil=bill, reference="E-INV-2", reason="Returned")
    credit = 40 * 1860 * 113 // 100
    assert (owed - desk.state.gl("1122"), desk.last("BIL")["gross"]) == (credit, -credit)
    desk.do("rma.close", "yan.cs", rma=request)
    assert (desk.state.stock(lot=FIRST, stock_type="B"), desk.last("RMA")["status"]) == (40, "closed")
    assert request in desk.state.genealogy(FIRST)
    assert broken_invariants(desk.state) == ()


def test_return_refuses_the_unshipped_the_unauthorised_and_warns_of_short_cuts() -> None:
    desk = Desk()
    request, bill = returned(desk)
    number = desk.number("DN")
    again: dict[str, Any] = {"dn": number, "line": "10", "reason": "More"}
    assert desk.refused("rma.request", "ruan.sales", lot=FIRST, quantity=3161, **again) == "OVER_RETURN"
    assert desk.refused("rma.request", "ruan.sales", lot="L26-9310", quantity=1, **again) == "OVER_RETURN"
    assert desk.refused("rma.receive", "qin.store", rma=request, quantity=40, stock_type="U") == "RETURN_BYPASSED"
    desk.do("rma.receive", "qin.store", rma=request, quantity=40)
    credit: dict[str, Any] = {"rma": request, "bil": bill, "reference": "E-3", "reason": "x"}
    assert desk.refused("bil.credit", "bai.ar", **credit) == "RETURN_NOT_INSPECTED"
    assert desk.refused("rma.inspect", "xu.qe", rma=request, finding="Looks fine", stock_type="U") == "RETURN_BYPASSED"
    desk.do("rma.request", "yan.cs", lot=FIRST, quantity=1, **again)
    own = desk.number("RMA")
    assert desk.refused("rma.authorise", "yan.cs", rma=own, verdict="approved", rationale="x") == "FOUR_EYES"


def test_card_and_conclusion_are_kept_and_a_later_card_names_the_earlier() -> None:
    desk = Desk()
    card: dict[str, Any] = {
        "figure": "otif",
        "source": "SO",
        "date_basis": "requested",
        "counted_unit": "line",
        "cancelled_rule": "customer_out",
        "formula": "Lines in full on the requested day / lines not cancelled by the customer",
        "owner": "lu.sales",
    }
    assert desk.refused("kpi.define", "lu.sales", review_on="2026-12-01", **card) == "INPUT_INVALID"
    desk.do("kpi.define", "lu.sales", review_on="2027-06-30", **card)
    first = desk.number("KPI")
    desk.do("kpi.define", "fang.exec", review_on="2027-12-31", **card)
    assert (desk.last("KPI")["replaces"], desk.last("KPI")["status"]) == (first, "defined")
    assert desk.refused("kpi.define", "cao.ship", review_on="2027-12-31", **card) == "NO_AUTH"


def test_label_is_read_as_printed_and_nonsense_is_not() -> None:
    assert read_udi("(01)06901233001009(17)280920(10)L26-9402(21)7") == Udi(
        "06901233001009", "L26-9402", "2028-09-20", "7"
    )
    assert [read_udi(text) for text in ("", "06901233001009", "(10)L26-9402", "(01)1 and more")] == [None] * 4
