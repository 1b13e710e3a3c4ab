"""The screens of planning: forecasts, MRP runs, planned orders, exception messages."""

from scenarios.sandbox.area import Screen, ScreenArea, names, status, tones

AREA = ScreenArea(
    screens={
        "FC": Screen(
            names("id status item span excluded quantity created_by"),
            names("status item span excluded reason quantity created_by created_at published_by"),
        ),
        "MRP": Screen(
            names("id status supply proposals messages created_at"),
            names("status supply proposals messages created_by created_at"),
        ),
        "PLO": Screen(
            names("id status item quantity start due procurement"),
            names("status item quantity start due procurement mrp became created_at firmed_by"),
        ),
        "EXC": Screen(
            names("id status type item about current_date proposed_date disposition"),
            names(
                "status type item about quantity current_date proposed_date mrp disposition reason settled_by created_at"
            ),
        ),
        "SLT": Screen(
            names("id status date shift equipment wo person minutes"),
            names(
                "status wo operation item date shift equipment work_centre person pieces run changeover minutes reason "
                "created_by confirmed_by"
            ),
        ),
        "ABS": Screen(names("id status person date until"), names("status person date until reason created_at")),
    },
    look_ups=("FC", "MRP", "PLO", "EXC", "SLT", "ABS"),
    work={
        "fc.publish": ("FC", status("draft")),
        "exc.settle": ("EXC", status("open")),
        "plo.firm": ("PLO", status("proposed")),
        "plo.convert": ("PLO", status("firmed")),
        "slot.confirm": ("SLT", status("planned")),
    },
    people=names("published_by firmed_by settled_by person confirmed_by"),
    choices=names("type span supply procurement shift"),
    links={"mrp": "MRP", "plo": "PLO", "fc": "FC", "exc": "EXC", "slt": "SLT"},
    tones=tones(go="confirmed published firmed converted settled", risk="proposed"),
)
