"""The run-book, decisions, parallel run, hypercare tickets."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "RBK": Kind("RB-{:02d}", edges("pending>running>done", "running>failed>pending", "pending>skipped")),
        "ESC": Kind("ESC-{:03d}", edges("open>answered")),
    },
    refusals=(
        "RBK_PREDECESSOR",
        "RBK_NOT_OWNER",
        "RBK_OWNER_ABSENT",
        "RBK_TOO_EARLY",
        "RBK_CHECK_FAILED",
        "OVERLAP_NOT_ALLOWED",
    ),
    warnings=("WAIVER_VERIFICATION",),
    reports=("RUNBOOK",),
)
