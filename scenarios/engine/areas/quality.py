"""Release, complaints, corrective action, training requests, recall, and the counting of labels."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "REL": Kind("REL-26-{:04d}", edges("requested>reviewed>released|rejected")),
        "CMP": Kind("CMP-26-{:04d}", edges("received>assessed>investigated>closed"), 100),
        "CAPA": Kind(
            "CAPA-26-{:04d}",
            edges(
                "initiated>analysed>planned>approved>implemented>checked>closed",
                "planned>planned",
                "analysed>analysed",
                "checked|implemented>reopened",
                "reopened>analysed",
            ),
            30,
        ),
        "TRQ": Kind("TRQ-26-{:04d}", edges("requested>accepted|declined")),
        "RCL": Kind(
            "RCL-26-{:04d}",
            edges("opened|scoped>scoped", "scoped>blocked>notified>reconciled>closed"),
        ),
        "PKL": Kind(
            "PKL-26-{:04d}", edges("packed>stopped>checked>reconciled>relabelled>passed", "packed>passed"), 900
        ),
    },
    refusals=(
        "RELEASE_NEEDS_REVIEW",
        "OPEN_DEVIATION",
        "TRACE_NOT_OPENED",
        "REPORT_MISSING",
        "CAUSE_WITHOUT_EVIDENCE",
        "ACTIONS_OPEN",
        "EFFECTIVENESS_WINDOW",
        "NOT_EFFECTIVE",
        "LAB_PHASE_FIRST",
        "RETEST_NOT_APPROVED",
        "REWORK_NOT_DISPOSED",
        "REINSPECTION_OPEN",
        "NOT_IN_SCOPE",
        "MASS_BALANCE",
        "RECALL_OPEN",
        "LINE_NOT_STOPPED",
        "LABELS_NOT_RECONCILED",
        "LABEL_COUNT_DIFFERS",
        "LABEL_MISMATCH",
    ),
    warnings=("CLOCK_OVERDUE",),
    separations={
        "rel.decide": (("rel", "created_by", "FOUR_EYES", "SOD-31"),),
        "capa.approve": (("capa", "created_by", "FOUR_EYES", "SOD-32"),),
        "capa.close": (("capa", "created_by", "FOUR_EYES", "SOD-32"),),
        "oos.approve_retest": (("oos", "retest_by", "FOUR_EYES", "SOD-33"),),
        "dev.close": (("dev", "created_by", "FOUR_EYES", "SOD-34"),),
        "label.reconcile": (("pkl", "checked_by", "FOUR_EYES", "SOD-35"),),
    },
    reports=("COMPLAINTS", "SHIPPED"),
    inventory_accounts=("1406",),
)
