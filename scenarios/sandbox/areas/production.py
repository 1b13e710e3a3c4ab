"""The screens of production: bill, order, batch record, sterilisation load, scrap, and the masters behind them."""

from scenarios.sandbox import production_forms
from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _awaits_clearance(body: Body) -> bool:
    return body["status"] == "issued"


def _has_open_operation(body: Body) -> bool:
    return body["status"] == "started" and any(step["status"] == "open" for step in body["operations"].values())


def _awaits_check(body: Body) -> bool:
    waiting = any(
        step["inspection"] and step["status"] == "confirmed" and step["check"] != "passed"
        for step in body["operations"].values()
    )
    return body["status"] == "started" and waiting


def _is_made(body: Body) -> bool:
    done = all(step["status"] == "confirmed" for step in body["operations"].values())
    return body["status"] == "started" and done


def _lacks_components(body: Body) -> bool:
    short = any(line["issued"] < line["planned"] for line in body["components"].values())
    return body["status"] in {"released", "started"} and short


AREA = ScreenArea(
    screens={
        "BOM": Screen(
            names("id status item revision effective_from effective_to"),
            names(
                "status item revision effective_from effective_to base_quantity created_by reason evidence released_by"
            ),
            "lines",
            names("line item quantity"),
        ),
        "WO": Screen(
            names("id status item quantity due bom lot"),
            names(
                "status kind item quantity due bom lot br received yield_basis_points material_value activity_value "
                "received_value settled_value created_by created_at released_by started_by delivered_by ended_by "
                "explanation refresh_reason closed_by promised promise_reason"
            ),
            "operations",
            names("line name competence status good scrap reason equipment check"),
            {"components": names("line item planned issued scrapped scrap_reason lots")},
        ),
        "BR": Screen(
            names("id status wo item lot created_at"),
            names("status wo item lot quantity created_at completed_by reviewed_by approved_by remarks reason"),
            "pages",
            names("line performed_by performed_at verified_by verified_at"),
            {
                "entries": names("line page characteristic text by at corrects reason"),
                "annotations": names("at by text"),
            },
        ),
        "STR": Screen(
            names("id status vendor cycle_end decision out_of_window"),
            names(
                "status vendor sent_at delivery_note cycle_end received_at out_of_window decision decided_by reason "
                "redo_of replaced_by created_by"
            ),
            "parameters",
            names("code name text window fits"),
            {"lines": names("line item lot quantity returned")},
        ),
        "SCR": Screen(
            names("id status item lot quantity value created_by"),
            names("status item lot quantity stock_type value reason ncr created_by created_at"),
        ),
        "TCH": Screen(
            names("id status wo component substitute quantity"),
            names("status wo component substitute quantity reason evidence created_by created_at decided_by rationale"),
        ),
        "ROUTING": Screen(
            names("id revision effective_from"),
            names("item revision effective_from"),
            "operations",
            names("line name work_centre clean_class competence inspection"),
            {
                "parameters": names("operation code name window"),
                "checks": names("operation code name window"),
            },
        ),
        "WC": Screen(names("id name rate"), names("name rate")),
        "EQUIPMENT": Screen(names("id name work_centre calibration_due"), names("name work_centre calibration_due")),
    },
    look_ups=("WO", "BR", "BOM", "ROUTING", "TCH", "STR", "EQUIPMENT"),
    work={
        "wo.release": ("WO", status("created")),
        "clearance.record": ("BR", _awaits_clearance),
        "wo.start": ("WO", status("released")),
        "gi.post": ("WO", _lacks_components),
        "op.confirm": ("WO", _has_open_operation),
        "ipc.record": ("WO", _awaits_check),
        "wo.deliver": ("WO", _is_made),
        "br.complete": ("BR", status("in_execution")),
        "br.review": ("BR", status("completed")),
        "br.decide": ("BR", status("reviewed")),
        "wo.teco": ("WO", status("delivered")),
        "wo.close": ("WO", status("teco")),
        "tc.decide": ("TCH", status("requested")),
        "str.send": ("STR", status("planned")),
        "str.decide": ("STR", status("data_received")),
        "str.release": ("STR", status("accepted")),
    },
    money=names("material_value activity_value received_value settled_value rate"),
    quantities=names("planned issued scrapped"),
    people=names("started_by delivered_by ended_by completed_by reviewed_by performed_by verified_by hold_by"),
    choices=names("kind verdict inspection check"),
    links={
        "wo": "WO",
        "br": "BR",
        "bom": "BOM",
        "str": "STR",
        "tch": "TCH",
        "equipment": "EQUIPMENT",
        "work_centre": "WC",
        "component": "ITEM",
        "substitute": "ITEM",
        "redo_of": "STR",
        "replaced_by": "STR",
        "routing": "ROUTING",
    },
    long_texts=names("explanation remarks"),
    tones=tones(
        go="started delivered teco closed completed reviewed accepted passed",
        risk="data_received requested in_execution resterilised",
        stop="superseded",
    ),
    named=("EQUIPMENT", "WC"),
    listed=("EQUIPMENT",),
    form_known={
        "clearance.record": production_forms.order_of_record,
        "op.confirm": production_forms.next_operation,
        "op.verify": production_forms.unverified_operation,
        "ipc.record": production_forms.unchecked_operation,
        "br.record": production_forms.next_page,
        "wo.deliver": production_forms.good_pieces,
    },
    form_rows={
        "gi.post": production_forms.components,
        "ipc.record": production_forms.checks,
        "br.record": production_forms.parameters,
        "str.receive": production_forms.cycle,
    },
    reading_rules=(production_forms.rule_of_reading,),
)
