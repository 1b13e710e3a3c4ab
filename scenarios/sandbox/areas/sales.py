"""The screens of order to cash, and of the cards and conclusions written from reports."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _awaits_delivery(body: Body) -> bool:
    waiting = any(line["confirmed"] > line["delivered"] for line in body["lines"].values())
    return body["status"] in {"confirmed", "partly_delivered"} and waiting


def _awaits_bill(body: Body) -> bool:
    return body["status"] in {"issued", "delivered"} and not body["billed"]


def _awaits_scan(body: Body) -> bool:
    unscanned = any(set(line["lots"]) - set(line["scanned"]) for line in body["lines"].values())
    return body["status"] in {"created", "picked"} and unscanned


def _is_open(body: Body) -> bool:
    return body["status"] == "posted" and body["open"] > 0


AREA = ScreenArea(
    screens={
        "CUSTOMER": Screen(
            names("id name status price_list licence_valid_to credit_limit"),
            names(
                "name status price_list licence licence_valid_to scope credit_limit payment_days minimum_life_pct address"
            ),
        ),
        "PRICE": Screen(names("id list item price valid_to"), names("list item price valid_to")),
        "SO": Screen(
            names("id status customer reference requested_date gross created_by"),
            names(
                "status customer reference agreement requested_date price_list net tax gross hold_reason released_by release_reason "
                "evidence credit_approved confirmed_by created_by created_at cancelled_because"
            ),
            "lines",
            names(
                "line item quantity price requested_date confirmed confirmed_date rest_date delivered delivered_on billed"
            ),
        ),
        "DN": Screen(
            names("id status so customer created_by created_at"),
            names(
                "status so customer address created_by created_at packed_by issued_by issued_at carrier received_on receiver "
                "billed unpick_reason reversed_because cancelled_because"
            ),
            "lines",
            names("line item quantity picked lots scanned"),
        ),
        "BIL": Screen(
            names("id status bill_type customer reference due_on gross open"),
            names(
                "status bill_type customer so dn rma bil reference reason due_on net tax gross open created_by created_at"
            ),
            "lines",
            names("line item quantity price net credited"),
        ),
        "RCT": Screen(
            names("id status customer reference amount unapplied"),
            names("status customer reference amount unapplied cleared created_by created_at"),
        ),
        "RMA": Screen(
            names("id status customer item lot quantity created_at"),
            names(
                "status customer dn line item lot quantity reason created_by created_at authorised_by rationale received "
                "received_by stock_type inspected_by finding credit_memo so closed_by"
            ),
        ),
        "KPI": Screen(
            names("id status figure source owner review_on"),
            names(
                "status figure source date_basis counted_unit cancelled_rule formula owner review_on replaces created_by "
                "created_at"
            ),
        ),
        "RDC": Screen(
            names("id status report cause_tag measure_tag owner due"),
            names("status report cause_tag measure_tag rationale owner due created_by created_at"),
        ),
        "CLS": Screen(names("id status period created_by"), names("status period remarks created_by created_at")),
    },
    look_ups=("SO", "DN", "BIL", "RCT", "RMA", "CUSTOMER", "PRICE", "KPI", "RDC", "CLS"),
    work={
        "so.confirm": ("SO", status("draft")),
        "so.release": ("SO", status("on_hold")),
        "dn.create": ("SO", _awaits_delivery),
        "dn.pick": ("DN", status("created")),
        "dn.scan": ("DN", _awaits_scan),
        "dn.pack": ("DN", status("picked")),
        "dn.post": ("DN", status("packed")),
        "dn.deliver": ("DN", status("issued")),
        "bil.post": ("DN", _awaits_bill),
        "rct.post": ("BIL", _is_open),
        "rma.authorise": ("RMA", status("requested")),
        "rma.receive": ("RMA", status("authorised")),
        "rma.inspect": ("RMA", status("received")),
        "bil.credit": ("RMA", status("inspected")),
        "rma.close": ("RMA", status("credited", "replaced")),
    },
    money=names("credit_limit credit_approved unapplied cost"),
    quantities=names("confirmed delivered billed picked cancelled"),
    people=names("confirmed_by packed_by issued_by authorised_by received_by inspected_by owner"),
    choices=names("bill_type figure date_basis counted_unit cancelled_rule cause_tag measure_tag"),
    links={
        "so": "SO",
        "dn": "DN",
        "bil": "BIL",
        "rma": "RMA",
        "rct": "RCT",
        "customer": "CUSTOMER",
        "credit_memo": "BIL",
        "replaces": "KPI",
    },
    long_texts=names("formula finding"),
    tones=tones(
        go="confirmed delivered billed credited replaced defined concluded signed active inspected",
        risk="on_hold requested partly_delivered picked",
    ),
    named=("CUSTOMER",),
    listed=("CUSTOMER",),
)
