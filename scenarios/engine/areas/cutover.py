"""The run-book, decisions, parallel run, hypercare tickets."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "RBK": Kind("RB-{:02d}", edges("pending>running>done", "running>failed>pending", "pending>skipped")),
        "TKT": Kind(
            "HC-{:03d}",
            edges(
                "new>triaged>eased>resolved>confirmed>closed",
                "new|triaged>duplicate",
                "triaged>resolved>triaged",
            ),
        ),
        "DEC": Kind("DEC-{:02d}", edges("proposed>voted>decided")),
        "REK": Kind("REK-{:03d}", edges("open>keyed>reconciled")),
        "DIF": Kind("DIF-{:02d}", edges("open>classified")),
        "DFT": Kind("DFT-{:02d}"),
        "FAQ": Kind("FAQ-{:03d}"),
        "ESC": Kind("ESC-{:03d}", edges("open>answered")),
    },
    masters=("CRIT",),
    refusals=(
        "DEFECT_NOT_REAL",
        "DEFECT_TWICE",
        "CRITERIA_OPEN",
        "VOTED_ALREADY",
        "PAST_NO_RETURN",
        "REK_NOTHING",
        "REK_OPEN",
        "REK_DIFFERS",
        "RBK_PREDECESSOR",
        "RBK_NOT_OWNER",
        "RBK_OWNER_ABSENT",
        "RBK_TOO_EARLY",
        "RBK_CHECK_FAILED",
        "OVERLAP_NOT_ALLOWED",
        "TKT_NOT_CONFIRMED",
        "TKT_NOT_REPORTER",
        "TKT_NO_WORKAROUND",
        "LINK_ITSELF",
        "LINK_TO_DUPLICATE",
    ),
    warnings=("WAIVER_VERIFICATION", "BROAD_RIGHTS", "CRITICAL_CRITERION_OPEN", "OLD_SYSTEM_FROZEN"),
    reports=("RUNBOOK", "HYPERCARE", "PARALLEL"),
)
