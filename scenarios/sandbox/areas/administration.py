"""The screens of administration: change requests, users, roles, parameters, interfaces, the audit log."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _awaits_plan(body: Body) -> bool:
    return body["status"] in {"draft", "impact_assessed"} and not body["effective_from"]


AREA = ScreenArea(
    screens={
        "CR": Screen(
            names("id status subject_kind title created_by created_at"),
            names(
                "status subject_kind about title change reason functions effective_from effective_lot old_stock "
                "implementation verification created_by created_at approved_by implemented_by done verified_by result "
                "evidence closed_by rejected_because"
            ),
            "assessments",
            names("function verdict impact action by at"),
        ),
    },
    look_ups=names("CR"),
    work={
        "cr.assess": ("CR", status("draft")),
        "cr.plan": ("CR", _awaits_plan),
        "cr.approve": ("CR", status("impact_assessed")),
        "cr.implement": ("CR", status("approved")),
        "cr.verify": ("CR", status("implemented")),
        "cr.close": ("CR", status("verified")),
    },
    people=names("implemented_by verified_by"),
    choices=names("subject_kind function verdict old_stock result"),
    choice_lists={"functions": "function"},
    links={"cr": "CR"},
    long_texts=names("change impact implementation verification done"),
    tones=tones(go="implemented verified", risk="impact_assessed"),
)
