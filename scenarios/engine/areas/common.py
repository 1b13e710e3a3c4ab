"""What every area uses: tasks, messages, stop reports, and the refusals of the machinery itself."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "TASK": Kind("T-{:05d}", edges("open>done")),
        "MSG": Kind("M-{:05d}", edges("received>refused")),
        "DEV": Kind("DEV-26-{:04d}", edges("open>assessed>closed")),
    },
    masters=("USER", "ROLE"),
    refusals=(
        "UNKNOWN_COMMAND",
        "INPUT_INVALID",
        "UNKNOWN_OBJECT",
        "UNKNOWN_USER",
        "HAT_NOT_YOURS",
        "NO_AUTH",
        "SOD",
        "FOUR_EYES",
        "QUALIFICATION_EXPIRED",
        "QUALIFICATION_MISSING",
        "SIGNATURE_REQUIRED",
        "REASON_REQUIRED",
        "ILLEGAL_TRANSITION",
        "PERIOD_CLOSED",
        "FUTURE_POSTING",
        "LOT_REQUIRED",
        "LOT_EXPIRED",
        "LOT_STATUS",
        "STOCK_NEGATIVE",
        "NOT_ADDRESSED",
        "DUPLICATE_DOCUMENT",
    ),
    reports=("WORKLIST", "STOCK", "TB", "TRACE"),
)
