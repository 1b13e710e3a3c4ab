"""What the forms of production know when they open: the next operation, its readings with their windows, what to issue."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.api import State
from scenarios.sandbox.area import Body, Known, Row


def _order(state: State, known: Mapping[str, Any]) -> Body:
    record = state.document("BR", str(known.get("br", ""))) or {}
    return state.document("WO", str(known.get("wo") or record.get("wo", ""))) or {"operations": {}, "components": {}}


def _rules(state: State, order: Body, kind: str, operation: str) -> list[Body]:
    routing = state.master("ROUTING", order.get("routing", "")) or {kind: ()}
    return [row for row in routing[kind] if row["operation"] == operation]


def _first(order: Body, wanted: Mapping[str, Any]) -> str:
    steps = order["operations"].items()
    return next((key for key, step in steps if all(step[name] == value for name, value in wanted.items())), "")


def order_of_record(state: State, known: Known) -> Known:
    """The order of the batch record that the form was opened from."""
    record = state.document("BR", known.get("br", ""))
    return {"wo": record["wo"]} if record else {}


def next_operation(state: State, known: Known) -> Known:
    """The first open operation, and how many pieces come to it."""
    order = _order(state, known)
    number = known.get("operation") or _first(order, {"status": "open"})
    if not number:
        return {}
    done = [step["good"] for step in order["operations"].values() if step["status"] == "confirmed"]
    return {"operation": number, "good": known.get("good", str(done[-1] if done else order["quantity"]))}


def unverified_operation(state: State, known: Known) -> Known:
    """The first operation that was done and that nobody has verified."""
    record = state.document("BR", _order(state, known).get("br", "")) or {"pages": {}}
    pages = record["pages"].items()
    waiting = (key for key, page in pages if key != "CLR" and page["performed_by"] and not page["verified_by"])
    return {"operation": known.get("operation") or next(waiting, "")}


def unchecked_operation(state: State, known: Known) -> Known:
    """The first confirmed operation whose check has not passed."""
    order = _order(state, known)
    for key, step in order["operations"].items():
        if step["inspection"] and step["status"] == "confirmed" and step["check"] != "passed":
            return {"operation": known.get("operation", key)}
    return {}


def next_page(state: State, known: Known) -> Known:
    """The first open operation that has readings to write down."""
    order = _order(state, known)
    record = state.document("BR", known.get("br", "")) or {"entries": {}}
    written = {entry["page"] for entry in record["entries"].values()}
    for key in order["operations"]:
        if key not in written and _rules(state, order, "parameters", key):
            return {"page": known.get("page", key)}
    return {}


def good_pieces(state: State, known: Known) -> Known:
    """What the last operation has given."""
    steps = list(_order(state, known)["operations"].values())
    return {"quantity": known.get("quantity", str(steps[-1]["good"]) if steps else "")}


def components(state: State, known: Known) -> list[Row]:
    """What the order still wants, item by item; the lots are read off the goods."""
    return [
        {"item": line["item"], "quantity": line["planned"] - line["issued"], "_item": line["item"]}
        for line in _order(state, known)["components"].values()
        if line["planned"] > line["issued"]
    ]


def checks(state: State, known: Known) -> list[Row]:
    """The characteristics of the check, with their limits."""
    return _rows(_rules(state, _order(state, known), "checks", known.get("operation", "")))


def parameters(state: State, known: Known) -> list[Row]:
    """The readings that the page wants, with their windows."""
    return _rows(_rules(state, _order(state, known), "parameters", known.get("page", "")))


def cycle(state: State, _known: Known) -> list[Row]:
    """The values of a sterilisation cycle, with the validated window."""
    return _rows(state.parameter("sterilisation_window"))


def _rows(rules: list[Body]) -> list[Row]:
    return [{"characteristic": rule["code"], "_characteristic": rule} for rule in rules]


def rule_of_reading(state: State, values: Mapping[str, Any], row: Mapping[str, Any]) -> Body | None:
    """The rule of a reading in a batch record, an in-process check or a sterilisation cycle, None for any other."""
    code = row.get("characteristic", "")
    if values.get("str"):
        found = state.parameter("sterilisation_window")
    elif values.get("entry"):
        record = state.document("BR", str(values.get("br", ""))) or {"entries": {}}
        entry = record["entries"].get(str(values["entry"]), {"page": "", "characteristic": ""})
        code, found = entry["characteristic"], _rules(state, _order(state, values), "parameters", entry["page"])
    elif values.get("br"):
        found = _rules(state, _order(state, values), "parameters", str(values.get("page", "")))
    elif values.get("wo"):
        found = _rules(state, _order(state, values), "checks", str(values.get("operation", "")))
    else:
        return None
    rule: Body | None = next((one for one in found if one["code"] == code), None)
    return rule
