"""The screens of procure to pay, from the requisition to the payment."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _awaits_goods(body: Body) -> bool:
    return body["status"] in {"released", "partly_received"}


def _awaits_invoice(body: Body) -> bool:
    late = any(line["received"] - line["returned"] > line["invoiced"] for line in body["lines"].values())
    return late and body["status"] in {"partly_received", "received"}


def _is_payable(body: Body) -> bool:
    return body["status"] in {"posted", "released"} and not body["blocks"]


def _awaits_return(body: Body) -> bool:
    return body["status"] == "disposed" and body["disposition"] == "return"


AREA = ScreenArea(
    screens={
        "PR": Screen(
            names("id status item quantity need_by created_by"),
            names("status item quantity need_by reason created_by created_at approved_by po rejected_because"),
        ),
        "PO": Screen(
            names("id status vendor total created_by changed_at"),
            names(
                "status vendor version total pr contract created_by created_at approved_by approvals released_by evidence change_reason "
                "rejected_because cancelled_because"
            ),
            "lines",
            names("line item quantity price delivery_date received returned rejected invoiced"),
        ),
        "GR": Screen(
            names("id status movement po delivery_note created_at"),
            names(
                "status movement po delivery_note posting_date created_by created_at reverses reversed_by ncr reason"
            ),
            "lines",
            names("line po_line item quantity lot supplier_lot expiry stock_type qi value"),
        ),
        "QI": Screen(
            names("id status item lot quantity decision"),
            names(
                "status item lot quantity gr po vendor least_sample sample_size decision decided_by reason resample_reason created_at"
            ),
        ),
        "NCR": Screen(
            names("id status item lot vendor disposition"),
            names(
                "status item lot quantity vendor qi po description containment cause disposition rationale disposed_by "
                "executed_quantity created_by created_at closed_by"
            ),
            "signatures",
            names("by role meaning"),
        ),
        "SCAR": Screen(names("id status vendor ncr due"), names("status vendor ncr due text created_by created_at")),
        "IV": Screen(
            names("id status blocks vendor reference due_on gross open"),
            names(
                "status blocks vendor po reference invoice_date due_on posting_date net tax gross open created_by created_at "
                "released_by reversed_because"
            ),
            "lines",
            names("line quantity price net credited credited_net"),
        ),
        "CM": Screen(
            names("id status iv vendor reference basis gross"),
            names("status iv po vendor reference basis reason net tax gross created_by created_at"),
            "lines",
            names("line quantity price net"),
        ),
        "PAY": Screen(
            names("id status total created_by approved_by"),
            names("status total created_by created_at approved_by executed_by"),
        ),
        "ITEM": Screen(
            names("id name type unit standard_price reorder_point"),
            names(
                "name type unit standard_price reorder_point vendors admitted shelf_life_days lot_tracked inspected location"
            ),
        ),
        "VENDOR": Screen(
            names("id name status licence_valid_to payment_days"), names("name status licence_valid_to payment_days")
        ),
        "CONTRACT": Screen(
            names("id vendor item price valid_from valid_to"), names("vendor item price valid_from valid_to text")
        ),
        "ACCOUNT": Screen(names("id name"), names("name")),
        "PLAN": Screen(names("id"), (), "characteristics", names("code name low high unit patient_contact")),
    },
    look_ups=names("PR PO GR QI PLAN OOS NCR SCAR IV CM PAY ITEM VENDOR CONTRACT ACCOUNT"),
    work={
        "pr.submit": ("PR", status("draft")),
        "pr.approve": ("PR", status("submitted")),
        "po.create": ("PR", status("approved")),
        "po.submit": ("PO", status("draft")),
        "po.approve": ("PO", status("submitted")),
        "po.release": ("PO", status("approved")),
        "gr.post": ("PO", _awaits_goods),
        "qi.sample": ("QI", status("created")),
        "qi.record": ("QI", status("sampled")),
        "qi.decide": ("QI", status("recorded")),
        "oos.close": ("OOS", status("open")),
        "ncr.contain": ("NCR", status("open")),
        "ncr.investigate": ("NCR", status("contained")),
        "mrb.decide": ("NCR", status("investigated")),
        "mrb.concur": ("NCR", status("disposed")),
        "gr.return": ("NCR", _awaits_return),
        "ncr.close": ("NCR", status("executed")),
        "inv.post": ("PO", _awaits_invoice),
        "inv.release": ("IV", status("blocked")),
        "pay.propose": ("IV", _is_payable),
        "pay.approve": ("PAY", status("proposed")),
        "pay.execute": ("PAY", status("approved")),
    },
    money=names(
        "price total net tax gross open owed cleared credited_net received_value invoiced_value standard_price"
    ),
    quantities=names("received returned rejected invoiced credited executed_quantity reorder_point"),
    people=names("approved_by released_by executed_by decided_by disposed_by"),
    choices=names("decision disposition basis movement block"),
    links={
        "pr": "PR",
        "po": "PO",
        "gr": "GR",
        "qi": "QI",
        "ncr": "NCR",
        "iv": "IV",
        "oos": "OOS",
        "reverses": "GR",
        "reversed_by": "GR",
        "vendor": "VENDOR",
        "contract": "CONTRACT",
    },
    long_texts=names("cause rationale hypothesis conclusion"),
    tones=tones(
        go="posted released paid received invoiced approved ordered executed cleared decided issued",
        stop="blocked",
        risk="submitted recorded investigated proposed disposed",
    ),
    named=("ITEM", "VENDOR", "ACCOUNT"),
    listed=("VENDOR",),
    choice_lists={"blocks": "block"},
)
