"""Planning: forecasts, MRP runs, planned orders and the exception messages that a planner settles."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "FC": Kind("FC-26-{:04d}", edges("draft>published>superseded")),
        "MRP": Kind("MRP-26-{:04d}"),
        "PLO": Kind("PLO-26-{:04d}", edges("proposed>firmed>converted", "proposed>superseded")),
        "SLT": Kind("SL-26-{:04d}", edges("planned>confirmed", "planned|confirmed>cancelled")),
        "ABS": Kind("ABS-26-{:04d}"),
        "EXC": Kind("EX-26-{:04d}", edges("open>settled", "open>superseded")),
    },
    refusals=("NO_HISTORY", "DISPOSITION_UNFIT", "PERSON_ABSENT", "PERSON_BUSY", "CAPACITY_EXCEEDED"),
    warnings=("CHANGEOVER_DROPPED",),
    reports=("DEMAND", "COVERAGE", "CAPACITY"),
)
