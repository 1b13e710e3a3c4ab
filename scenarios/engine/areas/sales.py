"""Order to cash: sales order, delivery, billing document, incoming payment, customer return, and how figures are read."""

from scenarios.engine.area import Area, Kind, edges

_PROGRESS = "confirmed|partly_delivered|delivered|billed"

AREA = Area(
    kinds={
        "SO": Kind(
            "{:08d}",
            edges(
                "draft>on_hold>draft",
                f"draft>{_PROGRESS}",
                f"{_PROGRESS}>{_PROGRESS}",
                "billed>closed",
                "draft|on_hold|confirmed>cancelled",
            ),
            30000600,
        ),
        "DN": Kind(
            "{:08d}",
            edges(
                "created>picked>packed>issued>delivered",
                "picked|packed>created",
                "issued>reversed",
                "created|picked>cancelled",
            ),
            80000600,
        ),
        "BIL": Kind("{:08d}", edges("posted>cleared"), 90000600),
        "RCT": Kind("RCT-26-{:04d}", edges("posted>cleared"), 100),
        "RMA": Kind(
            "RMA-26-{:04d}",
            edges("requested>authorised|rejected", "authorised>received>inspected>credited|replaced>closed"),
            100,
        ),
        "KPI": Kind("KPI-26-{:04d}", first=10),
        "RDC": Kind("RD-26-{:04d}"),
        "CLS": Kind("CLS-26-{:04d}"),
    },
    masters=("CUSTOMER", "PRICE"),
    refusals=(
        "CUSTOMER_BLOCKED",
        "CUSTOMER_LICENCE_EXPIRED",
        "CUSTOMER_LICENCE_SCOPE",
        "CREDIT_LIMIT",
        "ATP_SHORT",
        "NOT_CONFIRMED",
        "PICK_INCOMPLETE",
        "UDI_MISMATCH",
        "UDI_NOT_SCANNED",
        "UDI_SERIAL_USED",
        "OVER_RETURN",
        "OVER_RECEIPT",
    ),
    warnings=("PRICE_MISMATCH", "CUSTOMER_SHELF_LIFE", "RETURN_BYPASSED", "RETURN_NOT_INSPECTED", "DIFFERENCE_OPEN"),
    separations={
        "so.release": (("so", "created_by", "SOD", "SOD-41"),),
        "dn.create": (("so", "created_by", "SOD", "SOD-42"),),
        "dn.post": (("dn.so", "created_by", "SOD", "SOD-42"),),
        "bil.post": (("dn", "created_by", "SOD", "SOD-43"), ("dn.so", "created_by", "SOD", "SOD-43")),
        "rma.authorise": (("rma", "created_by", "FOUR_EYES", "SOD-44"),),
        "bil.credit": (("rma", "received_by", "SOD", "SOD-45"), ("rma", "authorised_by", "SOD", "SOD-45")),
    },
    reports=(
        "ATP",
        "CREDIT",
        "RECEIVABLES",
        "PRICES",
        "OTIF_SALES",
        "OTIF_LOGISTICS",
        "OTIF_LINES",
        "STOCK_GL",
        "STOCK_LOTS",
        "UNPOSTED",
        "QUALITY_BOARD",
        "QUALITY_STEPS",
        "SUPPLIER_PPM",
    ),
)
