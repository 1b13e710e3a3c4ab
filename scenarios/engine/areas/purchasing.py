"""Procure to pay: requisition, order, receipt, incoming inspection, invoice, payment."""

from scenarios.engine.area import Area, Kind, edges

_ORDER_PROGRESS = "released|partly_received|received|invoiced"

AREA = Area(
    kinds={
        "PR": Kind("{:07d}", edges("draft>submitted>approved|rejected", "approved>ordered"), 1000400),
        "PO": Kind(
            "{:010d}",
            edges(
                "draft>submitted>approved|rejected",
                f"approved>{_ORDER_PROGRESS}",
                f"{_ORDER_PROGRESS}>{_ORDER_PROGRESS}",
                f"submitted|approved|{_ORDER_PROGRESS}>submitted",
                "draft|submitted|approved|released>cancelled",
            ),
            4500001000,
        ),
        "GR": Kind("{:010d}", edges("posted>reversed"), 5000000000),
        "QI": Kind(
            "{:011d}",
            edges("created>sampled>recorded>decided", "sampled|recorded>sampled", "created|sampled|recorded>cancelled"),
            10000000000,
        ),
        "OOS": Kind("OOS-26-{:04d}", edges("open>lab_done>production_done", "open|lab_done|production_done>closed")),
        "NCR": Kind("NCR-26-{:04d}", edges("open>contained>investigated>disposed>executed>closed")),
        "SCAR": Kind("SCAR-26-{:04d}"),
        "IV": Kind(
            "{:010d}",
            edges(
                "posted|blocked|released>blocked",
                "blocked>released",
                "posted|released>paid",
                "posted|blocked|released>cleared",
                "posted|blocked|released>reversed",
            ),
            5105600000,
        ),
        "CM": Kind("CM-26-{:04d}"),
        "PAY": Kind("PAY-26-{:04d}", edges("proposed>approved>executed")),
    },
    masters=("ITEM", "VENDOR", "CONTRACT", "ACCOUNT", "PLAN"),
    refusals=(
        "APPROVAL_LIMIT",
        "VENDOR_NOT_APPROVED",
        "VENDOR_LICENCE_EXPIRED",
        "OVER_DELIVERY",
        "UD_ACCEPT_FAILED_LOT",
        "RESULTS_INCOMPLETE",
        "OPEN_NCR",
        "OPEN_OOS",
        "CONCESSION_NOT_ALLOWED",
        "CONCESSION_UNSIGNED",
        "DISPOSITION_MISSING",
        "DUPLICATE_INVOICE",
        "PAYMENT_BLOCKED",
        "AMOUNT_EXCEEDED",
        "ALREADY_PROPOSED",
        "NOTHING_DUE",
    ),
    warnings=("INSPECTION_BYPASSED", "SHELF_LIFE_SHORT", "BLOCK_CAUSE_STANDS"),
    separations={
        "pr.approve": (("pr", "created_by", "FOUR_EYES", "SOD-05"),),
        "po.approve": (
            ("po", "created_by", "FOUR_EYES", "SOD-05"),
            ("po.pr", "created_by", "FOUR_EYES", "SOD-05"),
        ),
        "gr.post": (("po", "created_by", "SOD", "SOD-01"),),
        "inv.post": (("po", "created_by", "SOD", "SOD-02"), ("po.*GR", "created_by", "SOD", "SOD-07")),
        "inv.release": (("iv", "created_by", "SOD", "SOD-06"),),
        "pay.approve": (("pay", "created_by", "FOUR_EYES", "SOD-04"),),
        "qi.decide": (("qi.gr", "created_by", "SOD", "SOD-08"),),
        "mrb.concur": (("ncr", "disposed_by", "FOUR_EYES", "SOD-13"),),
    },
    reports=("GRIR", "OPEN_ITEMS", "REORDER"),
    inventory_accounts=("1403", "1405"),
)
