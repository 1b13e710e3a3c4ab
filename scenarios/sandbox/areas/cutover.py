"""The screens of one area: the run-book, decisions, parallel run and hypercare."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _can_begin(body: Body) -> bool:
    return body["status"] == "pending" and bool(body["ready"])


AREA = ScreenArea(
    screens={
        "RBK": Screen(
            names("id name status owner phase planned_minutes forecast_minutes predecessors"),
            names(
                "status name phase owner planned_minutes forecast_minutes predecessors soft verification checkpoint competence "
                "started_at finished_at finished_by evidence failure correction forecast_reason assigned_because overlap_reason "
                "waived_because compensation waived_by"
            ),
        ),
        "ESC": Screen(
            names("id status to about created_by created_at"),
            names("status to about reason answer answered_by created_by created_at"),
        ),
    },
    look_ups=("RBK", "ESC"),
    work={
        "rbk.start": ("RBK", _can_begin),
        "rbk.finish": ("RBK", status("running")),
        "rbk.correct": ("RBK", status("failed")),
    },
    people=names("owner finished_by waived_by answered_by"),
    choices=names("phase"),
    links={"rbk": "RBK", "esc": "ESC"},
    unseen=names("ready due_at true_minutes will_fail owner_absent"),
    long_texts=names("evidence failure correction compensation"),
    tones=tones(go="answered", risk="running", stop="failed", none="skipped"),
)
