"""What one area adds to the sandbox company: demand history, forecasts, planned items and their orders at the wrong time."""

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.chance import Chance
from scenarios.datasets.demand import demand_history
from scenarios.datasets.supply import add_supply


def _contribute(company: Company, chance: Chance) -> None:
    company.parameters["changeover_minutes"] = 45
    add_supply(company)
    seed = company.size.seed + chance.between(1, 9)
    others = sorted(item["id"] for item in company.books.items.values() if item["type"] == "FG")
    company.parts["demand"] = lambda: demand_history(others, Chance(seed))


AREA = DataArea(
    roles={
        "PLANNER": ("物料计划员", "Material planner", ("fc.*", "mrp.run", "exc.settle", "plo.*")),
        "SCHED": ("排程员", "Scheduler", ("plo.firm", "plo.convert", "slot.plan", "slot.cancel", "wo.promise")),
        "LINE-LEAD": ("班组长", "Line lead", ("slot.confirm",)),
    },
    contribute=_contribute,
)
