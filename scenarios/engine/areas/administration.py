"""Users, roles, parameters, interfaces, the audit log, and the change requests by which they change."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "CR": Kind(
            "CR-26-{:04d}",
            edges(
                "draft>impact_assessed>approved>implemented>verified>closed",
                "draft|impact_assessed>rejected",
                "implemented>approved",
            ),
            40,
        ),
    },
    refusals=(
        "FUNCTION_NOT_YOURS",
        "EFFECTIVITY_PAST",
        "CHANGE_INCOMPLETE",
        "CHANGE_OPPOSED",
        "APPROVER_NOT_ENTITLED",
    ),
    separations={
        "cr.approve": (("cr", "created_by", "FOUR_EYES", "SOD-21"),),
        "cr.verify": (("cr", "implemented_by", "FOUR_EYES", "SOD-22"),),
    },
)
