"""Effectiveness of a CAPA: measured on the day agreed, never before; then closed by somebody else, or opened again."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_CAPA = Field("capa", FieldType.REF, kind="CAPA")


def _require_window(tx: Transaction, capa: Body) -> None:
    name = f"CAPA:{capa['id']}"
    waiting = [number for number, row in capa["actions"].items() if not row["done"]]
    tx.require(not waiting, "ACTIONS_OPEN", about=name, document=name, open=", ".join(waiting))
    days = str(tx.state.parameter("effectiveness_days"))
    elapsed = bool(capa["check_on"]) and tx.today >= capa["check_on"]
    tx.require(elapsed, "EFFECTIVENESS_WINDOW", about=name, document=name, days=days, earliest=capa["check_on"] or "–")


@command(
    "capa.check",
    code="CA06",
    document="CAPA",
    fields=(_CAPA, Field("measured", FieldType.INTEGER), Field("finding")),
)
def check_effect(tx: Transaction) -> None:
    """Reads the figure on or after the day agreed and holds it against the target."""
    capa = tx.document("CAPA")
    _require_window(tx, capa)
    effective = "yes" if tx.args["measured"] <= capa["target"] else "no"
    changes = {"status": "checked", "measured": tx.args["measured"], "finding": tx.args["finding"]}
    tx.change("CAPA", capa, {**changes, "effective": effective, "checked_by": tx.user})


@command("capa.close", code="CA07", document="CAPA", fields=(_CAPA, Field("conclusion")), meaning="capa_closure")
def close_capa(tx: Transaction) -> None:
    """Closes an effective CAPA with a signature; refused before the window has passed, or without the effect."""
    capa = tx.document("CAPA")
    name = f"CAPA:{capa['id']}"
    _require_window(tx, capa)
    tx.require_status("CAPA", capa, "checked")
    seen = {"measured": str(capa["measured"]), "target": str(capa["target"])}
    tx.require(capa["effective"] == "yes", "NOT_EFFECTIVE", about=name, document=name, **seen)
    tx.change("CAPA", capa, {"status": "closed", "conclusion": tx.args["conclusion"], "closed_by": tx.user})
    tx.sign(name)


@command("capa.reopen", code="CA08", document="CAPA", fields=(_CAPA, Field("reason")))
def reopen_capa(tx: Transaction) -> None:
    """Opens it again for another cause, because the first has not held."""
    tx.change("CAPA", tx.document("CAPA"), {"status": "reopened", "reopened_because": tx.args["reason"]})
