"""The screens of one area: the run-book, decisions, parallel run and hypercare."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.api import State
from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _can_begin(body: Body) -> bool:
    return body["status"] == "pending" and bool(body["ready"])


def _criteria_to_judge(state: State, known: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row for each criterion of the decision, its number filled in."""
    body = state.document("DEC", known.get("dec", "")) or {"criteria": {}}
    return [{"criterion": number, "_criterion": state.master("CRIT", number)} for number in body["criteria"]]


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
        "DEC": Screen(
            names("id status matter recommendation outcome votes_count decided_by"),
            names(
                "status matter recommendation rationale outcome decision_reason conditions votes votes_count decided_by "
                "created_by created_at"
            ),
            "criteria",
            names("line verdict source by"),
        ),
        "REK": Screen(
            names("id status document posted_quantity legacy_number keyed_quantity"),
            names("status document posted_quantity legacy_number keyed_quantity keyed_by reconciled_by created_at"),
        ),
        "DIF": Screen(
            names("id day name old_figure new_figure text status kind_of_difference defect"),
            names(
                "status day name old_figure new_figure text kind_of_difference explained by defect old_changed_because created_at"
            ),
        ),
        "DFT": Screen(
            names("id severity description difs created_by"), names("severity description difs created_by created_at")
        ),
        "CRIT": Screen(names("id name matter critical text"), names("name matter critical text")),
        "FAQ": Screen(names("id tkt question created_by"), names("tkt question answer created_by created_at")),
        "ESC": Screen(
            names("id status to about created_by created_at"),
            names("status to about reason answer answered_by created_by created_at"),
        ),
    },
    look_ups=("RBK", "DEC", "CRIT", "REK", "DIF", "DFT", "TKT", "FAQ", "ESC"),
    work={
        "rbk.start": ("RBK", _can_begin),
        "rbk.finish": ("RBK", status("running")),
        "rbk.correct": ("RBK", status("failed")),
        "dec.vote": ("DEC", status("proposed", "voted")),
        "dec.decide": ("DEC", status("voted")),
        "rek.enter": ("REK", status("open")),
        "rek.reconcile": ("REK", status("keyed")),
        "dif.classify": ("DIF", status("open")),
        "tkt.triage": ("TKT", status("new")),
        "tkt.workaround": ("TKT", status("triaged")),
        "tkt.resolve": ("TKT", status("eased")),
        "tkt.confirm": ("TKT", status("resolved")),
        "tkt.close": ("TKT", status("confirmed")),
    },
    people=names(
        "decided_by keyed_by reconciled_by reporter solved_by confirmed_by owner finished_by waived_by answered_by"
    ),
    choices=names(
        "matter recommendation outcome verdict vote severity kind_of_difference phase priority workaround cause"
    ),
    links={
        "rbk": "RBK",
        "esc": "ESC",
        "tkt": "TKT",
        "dec": "DEC",
        "rek": "REK",
        "criterion": "CRIT",
        "defect": "DFT",
        "dif": "DIF",
        "original": "TKT",
    },
    form_rows={"dec.assess": _criteria_to_judge},
    named=("CRIT",),
    listed=("CRIT",),
    unseen=names("scope judged link finding ready due_at true_minutes will_fail owner_absent"),
    by_number=("RBK", "REK", "DIF"),
    long_texts=names("conditions solution question evidence failure correction compensation"),
    tones=tones(
        go="classified decided reconciled answered confirmed",
        risk="voted keyed running triaged eased",
        stop="failed new",
        none="skipped duplicate",
    ),
)
