"""Production: bill of materials, work order, batch record, sterilisation load, scrap and temporary change."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "BOM": Kind("BOM-{:05d}", edges("draft>released>superseded"), 30000),
        "WO": Kind(
            "{:07d}",
            edges("created>released>started>delivered>teco>closed", "released>delivered", "created>cancelled"),
            1000200,
        ),
        "BR": Kind("BR-26-{:04d}", edges("issued>in_execution>completed>reviewed>approved|rejected")),
        "STR": Kind(
            "26-{:04d}",
            edges("planned>sent>data_received>accepted|rejected", "accepted>released", "rejected>resterilised"),
            900,
        ),
        "SCR": Kind("SCR-26-{:04d}"),
        "TCH": Kind("TC-26-{:04d}", edges("requested>approved|rejected")),
    },
    masters=("ROUTING", "WC", "EQUIPMENT"),
    refusals=(
        "BOM_NOT_EFFECTIVE",
        "BOM_RELEASED",
        "ROUTING_SEQUENCE",
        "EQUIPMENT_CAL_OVERDUE",
        "EQUIPMENT_NOT_SUITED",
        "LINE_CLEARANCE_MISSING",
        "INSPECTION_NOT_PASSED",
        "PARAMETER_OUT_OF_WINDOW",
        "COMPONENT_MISSING",
        "SUBSTITUTE_NOT_APPROVED",
        "QUANTITY_EXCEEDED",
        "BATCH_RECORD_INCOMPLETE",
        "ENTRY_EXISTS",
        "LOCKED_AFTER_REVIEW",
        "STER_NOT_ACCEPTED",
        "STER_OUT_OF_WINDOW",
        "AERATION_NOT_ELAPSED",
        "RELEASE_NEEDED",
        "LOT_ON_HOLD",
    ),
    warnings=("YIELD_OUT_OF_LIMIT", "OVER_ISSUE", "FEFO_VIOLATION", "BACKDATED_ENTRY"),
    separations={
        "tc.decide": (("tch", "created_by", "FOUR_EYES", "SOD-14"),),
        "br.review": (("br", "completed_by", "FOUR_EYES", "SOD-15"),),
        "br.decide": (("br", "completed_by", "FOUR_EYES", "SOD-15"),),
        "str.decide": (("str", "created_by", "SOD", "SOD-16"),),
    },
    reports=("PERFORMED", "QUALIFIED"),
    inventory_accounts=("1408",),
)
