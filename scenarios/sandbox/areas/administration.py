"""The screens of administration: change requests, users, roles, parameters, interfaces, the audit log."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _awaits_plan(body: Body) -> bool:
    return body["status"] in {"draft", "impact_assessed"} and not body["effective_from"]


def _awaits_trial(body: Body) -> bool:
    return _awaits_test(body) and not body.get("trials")


def _awaits_test(body: Body) -> bool:
    return (
        bool(body.get("settings"))
        and not body.get("tests")
        and body["status"] in {"draft", "impact_assessed", "approved"}
    )


def _awaits_transport(body: Body) -> bool:
    return bool(body.get("tests")) and body["status"] == "approved"


AREA = ScreenArea(
    screens={
        "CR": Screen(
            names("id status subject_kind title created_by created_at"),
            names(
                "status subject_kind about title change reason functions effective_from effective_lot old_stock "
                "implementation verification settings created_by created_at approved_by implemented_by done verified_by "
                "result evidence closed_by rejected_because"
            ),
            "assessments",
            names("function verdict impact action by at"),
            more={
                "trials": names("line po quantity expiry try_reason outcome code by at"),
                "tests": names("line outcome evidence by at"),
            },
        ),
        "TR": Screen(
            names("id status cr created_by created_at"),
            names("status cr source target created_by created_at"),
            "lines",
            names("line before after"),
        ),
        "PEX": Screen(
            names("id status period user account_from account_to until"),
            names("status cr period user account_from account_to until created_by created_at closed_by"),
        ),
        "DEL": Screen(
            names("id status delegator deputy role limit valid_from valid_to"),
            names(
                "status delegator deputy role limit valid_from valid_to reason created_by created_at approved_by ended_by "
                "ended_because rejected_because"
            ),
        ),
        "ACR": Screen(
            names("id status user role severity created_by"),
            names(
                "status user role reason conflicts severity checked_by control approved_by provisioned_by created_by "
                "created_at revoked_by revoked_because rejected_because"
            ),
        ),
        "REC": Screen(
            names("id status created_by created_at"),
            names("status created_by created_at"),
            "lines",
            names("user role decision control"),
        ),
        "AUF": Screen(
            names("id status category statement created_by created_at"),
            names("status category entries statement withdrawn_because created_by created_at"),
        ),
        "INC": Screen(
            names("id status severity title owner created_by"),
            names("status severity title findings owner text created_by created_at"),
        ),
        "IFM": Screen(
            names("id status sequence person competence change_kind valid_to key problem"),
            names(
                "status sequence key person competence change_kind valid_to problem created_at handled_by skipped_because"
            ),
        ),
        "PARAMETER": Screen(
            names("id name live_value qas_value minimum maximum owner_role"),
            names("name live_value qas_value unit minimum maximum owner_role changed_by cr"),
        ),
        "SODRULE": Screen(names("id severity one other name"), names("severity one other name")),
    },
    look_ups=names("CR TR PEX DEL ACR REC IFM AUF INC USER ROLE PARAMETER SODRULE"),
    work={
        "cr.assess": ("CR", status("draft")),
        "cr.plan": ("CR", _awaits_plan),
        "cr.approve": ("CR", status("impact_assessed")),
        "cr.implement": ("CR", status("approved")),
        "cr.verify": ("CR", status("implemented")),
        "cr.close": ("CR", status("verified")),
        "acr.check": ("ACR", status("requested")),
        "acr.approve": ("ACR", status("sod_checked")),
        "acr.provision": ("ACR", status("approved")),
        "del.approve": ("DEL", status("requested")),
        "param.try": ("CR", _awaits_trial),
        "param.test": ("CR", _awaits_test),
        "param.transport": ("CR", _awaits_transport),
        "period.shut": ("PEX", status("open")),
        "ifm.reprocess": ("IFM", status("error")),
    },
    money=names("limit"),
    people=names(
        "implemented_by verified_by changed_by checked_by provisioned_by revoked_by delegator deputy ended_by owner "
        "handled_by person"
    ),
    choices=names(
        "subject_kind function verdict old_stock result system outcome severity category change_kind problem decision"
    ),
    choice_lists={"functions": "function"},
    links={
        "cr": "CR",
        "acr": "ACR",
        "rec": "REC",
        "role": "ROLE",
        "parameter": "PARAMETER",
        "account_from": "ACCOUNT",
        "account_to": "ACCOUNT",
    },
    long_texts=names("change impact implementation verification done statement"),
    tones=tones(
        go="implemented verified active provisioned imported signed processed",
        risk="impact_assessed requested sod_checked",
        stop="error withdrawn revoked",
        next="skipped duplicate ended",
    ),
    named=("PARAMETER", "SODRULE"),
)
