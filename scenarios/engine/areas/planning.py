"""Planning: forecasts, MRP runs, planned orders and the exception messages that a planner settles."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "FC": Kind("FC-26-{:04d}", edges("draft>published>superseded")),
        "MRP": Kind("MRP-26-{:04d}"),
        "PLO": Kind("PLO-26-{:04d}", edges("proposed>firmed>converted", "proposed>superseded")),
        "EXC": Kind("EX-26-{:04d}", edges("open>settled", "open>superseded")),
    },
    refusals=("NO_HISTORY", "DISPOSITION_UNFIT"),
    reports=("DEMAND", "COVERAGE"),
)
