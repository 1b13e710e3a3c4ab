"""Trying a parameter in the test system: real work, decided by the values that stand there, and nothing posted anywhere.

The test system is a copy of the live one that differs in its parameters. What is tried there is decided by the same rules.
"""

from typing import Any

from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.state import Draft, State
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Command, Refusal

TRIED = "gr.post"
TRIED_BY_RECEIPT = frozenset(
    ("over_delivery_pct", "minimum_life_pct", "severity.OVER_DELIVERY", "severity.SHELF_LIFE_SHORT")
)
"""Parameters by which a receipt is decided: these count as tested only once a receipt has been tried."""
OWN_MISTAKES = frozenset(("NO_AUTH", "SOD", "FOUR_EYES", "INPUT_INVALID", "UNKNOWN_OBJECT", "ILLEGAL_TRANSITION"))
"""Refusals that say who tried or how, and nothing about the parameter: they are passed on instead of noted."""
DELIVERY_NOTE = "QAS"


def test_system(state: State) -> State:
    """The same company as the test system has it: each parameter with its QAS value in force."""
    draft = Draft(state)
    for name, row in state.masters("PARAMETER").items():
        if row["qas_value"] != row["live_value"]:
            draft.put("master.PARAMETER", name, {**row, "live_value": row["qas_value"]})
    return draft.finished()


def tries_of(change: Body) -> tuple[Body, ...]:
    """What has been tried since a value was last set."""
    return tuple(change.get("trials", ()))


@command(
    "param.try",
    code="PM04",
    document="CR",
    fields=(
        Field("cr", FieldType.REF, kind="CR"),
        Field("po", FieldType.REF, kind="PO"),
        Field("line", FieldType.CODE),
        Field("quantity", FieldType.QUANTITY, item_from="line"),
        Field("supplier_lot", FieldType.CODE, required=False),
        Field("made", FieldType.DATE, required=False),
        Field("expiry", FieldType.DATE, required=False),
        Field("try_reason", required=False),
    ),
    for_everybody=True,
)
def try_receipt(tx: Transaction) -> None:
    """Tries a receipt in the test system and notes on the change request what came of it; nothing is posted.

    Refuses what the same person could not do in the live system either, and a change for which no value has been set.
    """
    from scenarios.engine.engine import decide  # the engine loads this module among its commands

    change = tx.document("CR")
    name = f"CR:{change['id']}"
    tx.require(bool(change.get("settings")), "NOTHING_TO_TEST", about=name, cr=change["id"])
    tx.require_status("CR", change, "draft", "impact_assessed", "approved")
    tx.read("PO", tx.args["po"])
    reason = tx.args.get("try_reason", "")
    decision = decide(test_system(tx.state), Command(TRIED, _receipt(tx, reason), tx.user, tx.command.seat))
    refusal = decision if isinstance(decision, Refusal) else None
    if refusal is not None and refusal.code in OWN_MISTAKES:
        raise Refused(refusal)
    quantity = tx.args["quantity"]
    row = {
        "po": tx.args["po"],
        "quantity": quantity,
        "item": _item(tx),
        "expiry": tx.args.get("expiry", ""),
        "try_reason": reason,
        "outcome": "refused" if refusal else "accepted",
        "taken": 0 if refusal else quantity,
        "code": refusal.code if refusal else "",
        "how": refusal.severity.value if refusal else "",
        "by": tx.user,
        "at": tx.state.clock,
    }
    tx.change("CR", change, {"trials": (*tries_of(change), row)})


def _receipt(tx: Transaction, reason: str) -> dict[str, Any]:
    names = ("line", "quantity", "supplier_lot", "made", "expiry")
    line = {name: tx.args[name] for name in names if name in tx.args}
    given: dict[str, Any] = {"po": tx.args["po"], "delivery_note": DELIVERY_NOTE, "lines": [line]}
    return given | ({"override_reason": reason} if reason else {})


def _item(tx: Transaction) -> str:
    order = tx.state.document("PO", tx.args["po"]) or {"lines": {}}
    return str(order["lines"].get(tx.args["line"], {}).get("item", ""))
