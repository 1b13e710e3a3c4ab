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
        "TKT": Screen(
            names("id name status priority reporter reported_at answer_due original"),
            names(
                "status name priority rationale reporter reported_at answer_due minutes_to_triage original workaround "
                "workaround_text cause minutes_to_ease solution solved_by confirmed_by answer reopened_because closed_by text"
            ),
        ),
        "FAQ": Screen(names("id tkt question created_by"), names("tkt question answer created_by created_at")),
        "ESC": Screen(
            names("id status to about created_by created_at"),
            names("status to about reason answer answered_by created_by created_at"),
        ),
    },
    look_ups=("RBK", "TKT", "FAQ", "ESC"),
    work={
        "rbk.start": ("RBK", _can_begin),
        "rbk.finish": ("RBK", status("running")),
        "rbk.correct": ("RBK", status("failed")),
        "tkt.triage": ("TKT", status("new")),
        "tkt.workaround": ("TKT", status("triaged")),
        "tkt.resolve": ("TKT", status("eased")),
        "tkt.confirm": ("TKT", status("resolved")),
        "tkt.close": ("TKT", status("confirmed")),
    },
    people=names("reporter solved_by confirmed_by owner finished_by waived_by answered_by"),
    choices=names("phase priority workaround cause"),
    links={"rbk": "RBK", "esc": "ESC", "tkt": "TKT", "original": "TKT"},
    unseen=names("link finding ready due_at true_minutes will_fail owner_absent"),
    long_texts=names("solution question evidence failure correction compensation"),
    tones=tones(
        go="answered confirmed", risk="running triaged eased", stop="failed new", none="skipped duplicate waiting"
    ),
)
