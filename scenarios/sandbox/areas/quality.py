"""The screens of one area: release, complaints, corrective action, training requests, recall and label control."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones
from scenarios.sandbox.quality_forms import ROWS


def _awaits_retest(body: Body) -> bool:
    return bool(body.get("retest_by")) and not body.get("retest_approved_by") and body["status"] != "closed"


def _awaits_production(body: Body) -> bool:
    return body["status"] == "lab_done" and body.get("lab_finding") == "no_error"


def _awaits_rework(body: Body) -> bool:
    return body["status"] == "disposed" and body["disposition"] == "rework"


def _is_rework(body: Body) -> bool:
    return body["status"] == "released" and body["kind"] == "rework"


AREA = ScreenArea(
    screens={
        "REL": Screen(
            names("id status lot item wo decision decided_by"),
            names(
                "status lot item wo br quantity remarks findings points created_by created_at reviewed_by decision "
                "reason decided_by decided_at"
            ),
        ),
        "CMP": Screen(
            names("id status category item lot customer quantity event_date"),
            names(
                "status category item lot customer quantity event_date description source created_by created_at "
                "assess_by harm reportable rationale assessed_by report_by report_reference cause lot_history "
                "conclusion reply closed_by"
            ),
        ),
        "CAPA": Screen(
            names("id status title check_on effective created_by"),
            names(
                "status title problem kind_of_action complaints ncrs method cause evidence analysed_by metric baseline "
                "target check_on approved_by implemented_at measured finding effective checked_by conclusion "
                "reopened_because closed_by created_by created_at"
            ),
            "actions",
            names("line action action_type owner due done done_by"),
        ),
        "TRQ": Screen(
            names("id status competence people due created_by"),
            names("status competence people content due about created_by created_at answer decided_by"),
        ),
        "RCL": Screen(
            names("id status level supplier_lot cause"),
            names(
                "status level cause supplier_lot source lots trace_note scoped_by blocked notices balance "
                "reconciled_by effectiveness closed_by created_by created_at"
            ),
        ),
        "PKL": Screen(
            names("id status lot item quantity wo"),
            names(
                "status lot item quantity wo stop_reason stopped_by checked_by labels_issued labels_used "
                "labels_damaged labels_returned reconciled_by deviation relabelled_by passed_by created_by created_at"
            ),
            "lines",
            names("line sscc quantity printed_lot printed_expiry verdict"),
        ),
        "OOS": Screen(
            names("id status qi lab_finding created_by"),
            names(
                "status qi hypothesis checks lab_finding lab_by finding production_by retest_size retest_method "
                "retest_rule retest_by retest_approved_by conclusion created_by created_at closed_by"
            ),
        ),
        "DEV": Screen(
            names("id status about weight created_by created_at"),
            names("status about reason weight impact lots assessed_by conclusion closed_by created_by created_at"),
        ),
    },
    look_ups=("REL", "CMP", "CAPA", "RCL", "DEV", "PKL", "TRQ"),
    work={
        "rel.review": ("REL", status("requested")),
        "rel.decide": ("REL", status("reviewed")),
        "dev.assess": ("DEV", status("open")),
        "dev.close": ("DEV", status("assessed")),
        "cmp.assess": ("CMP", status("received")),
        "cmp.investigate": ("CMP", status("assessed")),
        "cmp.close": ("CMP", status("investigated")),
        "capa.analyse": ("CAPA", status("initiated", "reopened")),
        "capa.plan": ("CAPA", status("analysed")),
        "capa.approve": ("CAPA", status("planned")),
        "capa.act": ("CAPA", status("approved")),
        "capa.check": ("CAPA", status("implemented")),
        "capa.close": ("CAPA", status("checked")),
        "training.answer": ("TRQ", status("requested")),
        "oos.lab": ("OOS", status("open")),
        "oos.production": ("OOS", _awaits_production),
        "oos.approve_retest": ("OOS", _awaits_retest),
        "rework.order": ("NCR", _awaits_rework),
        "rework.report": ("WO", _is_rework),
        "rcl.scope": ("RCL", status("opened")),
        "rcl.block": ("RCL", status("scoped")),
        "rcl.notify": ("RCL", status("blocked")),
        "rcl.reconcile": ("RCL", status("notified")),
        "rcl.close": ("RCL", status("reconciled")),
        "label.check": ("PKL", status("stopped")),
        "label.reconcile": ("PKL", status("checked")),
        "label.relabel": ("PKL", status("reconciled")),
        "pack.pass": ("PKL", status("packed", "relabelled")),
    },
    people=names(
        "assessed_by analysed_by checked_by owner done_by scoped_by reconciled_by stopped_by relabelled_by passed_by "
        "lab_by production_by retest_by retest_approved_by investigated_by"
    ),
    choices=names("category harm reportable kind_of_action method action_type effective level lab_finding weight"),
    choice_lists={"points": "points"},
    form_rows=ROWS,
    links={
        "rel": "REL",
        "cmp": "CMP",
        "capa": "CAPA",
        "trq": "TRQ",
        "rcl": "RCL",
        "pkl": "PKL",
        "dev": "DEV",
        "printed_lot": "LOT",
    },
    long_texts=names(
        "findings problem trace_note effectiveness checks finding instruction content impact lot_history reply rule"
    ),
    tones=tones(
        go="passed relabelled reconciled notified checked analysed planned",
        risk="received assessed initiated scoped opened lab_done production_done",
        stop="stopped reopened",
    ),
)
