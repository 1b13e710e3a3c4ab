"""CAPA: a cause with evidence, a plan with owners and dates, an approval, actions done, and a measured effect."""

from typing import Any

from scenarios.engine.clock import days_later
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

_CAPA = Field("capa", FieldType.REF, kind="CAPA")
METHODS = ("five_why", "fishbone", "fault_tree", "data_analysis")
ACTION_TYPES = ("process", "design", "document", "training", "equipment", "supplier", "inspection")


def _name(capa: Body) -> str:
    return f"CAPA:{capa['id']}"


def _object(tx: Transaction, name: str, field: str) -> str:
    """An object named `KIND:id`; refuses one that does not exist, so that evidence leads somewhere."""
    kind, colon, number = name.partition(":")
    if not colon:
        raise Refused(Refusal(code="INPUT_INVALID", args={"field": field, "problem": "text"}))
    tx.require(tx.state.exists(kind, number), "UNKNOWN_OBJECT", kind=kind, id=number)
    tx.read(kind, number)
    return name


@command(
    "capa.open",
    code="CA01",
    document="CAPA",
    fields=(
        Field("title"),
        Field("problem"),
        Field("kind_of_action", FieldType.CHOICE, choices=("corrective", "preventive")),
        Field("complaints", FieldType.REFS, required=False, kind="CMP"),
        Field("ncrs", FieldType.REFS, required=False, kind="NCR"),
    ),
)
def open_capa(tx: Transaction) -> None:
    """Opens it with the problem in figures, and with the complaints and nonconformances that it rests on."""
    complaints, reports = tx.args.get("complaints", ()), tx.args.get("ncrs", ())
    names = [*(f"CMP:{number}" for number in complaints), *(f"NCR:{number}" for number in reports)]
    body: dict[str, Any] = {name: tx.args[name] for name in ("title", "problem", "kind_of_action")}
    body |= {"complaints": complaints, "ncrs": reports, "method": "", "cause": "", "evidence": (), "actions": {}}
    body |= {"metric": "", "baseline": 0, "target": 0, "check_on": "", "measured": "", "effective": ""}
    body |= dict.fromkeys(("analysed_by", "approved_by", "implemented_at", "checked_by", "closed_by"), "")
    tx.create("CAPA", body, status="initiated", refs=names)


@command(
    "capa.analyse",
    code="CA02",
    document="CAPA",
    fields=(
        _CAPA,
        Field("method", FieldType.CHOICE, choices=METHODS),
        Field("cause"),
        Field("evidence", FieldType.LINES, required=False, columns=(Field("object", FieldType.CODE), Field("finding"))),
    ),
)
def analyse_cause(tx: Transaction) -> None:
    """States the root cause and the records that prove it; a cause that no record shows is an opinion, and refused."""
    capa = tx.document("CAPA")
    rows = tuple(
        {"object": _object(tx, row["object"], "evidence"), "finding": row["finding"]}
        for row in tx.args.get("evidence", ())
    )
    tx.require(bool(rows), "CAUSE_WITHOUT_EVIDENCE", about=_name(capa), document=_name(capa))
    changes = {"status": "analysed", "method": tx.args["method"], "cause": tx.args["cause"], "evidence": rows}
    tx.change("CAPA", capa, {**changes, "analysed_by": tx.user})


@command(
    "capa.plan",
    code="CA03",
    document="CAPA",
    fields=(
        _CAPA,
        Field(
            "actions",
            FieldType.LINES,
            columns=(
                Field("action"),
                Field("action_type", FieldType.CHOICE, choices=ACTION_TYPES),
                Field("owner", FieldType.REF, kind="USER"),
                Field("due", FieldType.DATE),
            ),
        ),
        Field("metric"),
        Field("baseline", FieldType.INTEGER),
        Field("target", FieldType.INTEGER),
        Field("check_on", FieldType.DATE),
    ),
)
def plan_actions(tx: Transaction) -> None:
    """Actions with owner and date, the figure that will show the effect, and the day on which it is read.

    That day lies at least the effectiveness window after the last action: an earlier figure shows nothing yet.
    """
    capa = tx.document("CAPA")
    late = [row["due"] for row in tx.args["actions"] if row["due"] < tx.today]
    tx.require(not late, "EFFECTIVITY_PAST", about=_name(capa), date=min(late, default=""), today=tx.today)
    rows = {
        str(number): {**row, "done": "", "done_at": "", "done_by": ""}
        for number, row in enumerate(tx.args["actions"], 1)
    }
    last = max((row["due"] for row in tx.args["actions"]), default=tx.today)
    days = tx.state.parameter("effectiveness_days")
    earliest = days_later(last, days)
    window = tx.args["check_on"] >= earliest
    tx.require(
        window, "EFFECTIVENESS_WINDOW", about=_name(capa), document=_name(capa), days=str(days), earliest=earliest
    )
    changes = {name: tx.args[name] for name in ("metric", "baseline", "target", "check_on")}
    tx.change("CAPA", capa, {"status": "planned", "actions": rows, **changes})


@command("capa.approve", code="CA04", document="CAPA", fields=(_CAPA,), meaning="capa_approval")
def approve_plan(tx: Transaction) -> None:
    """Signs the plan; a plan without an action is refused."""
    capa = tx.document("CAPA")
    tx.require(bool(capa["actions"]), "ACTIONS_OPEN", about=_name(capa), document=_name(capa), open="–")
    tx.change("CAPA", capa, {"status": "approved", "approved_by": tx.user})
    tx.sign(_name(capa))


@command(
    "capa.act",
    code="CA05",
    document="CAPA",
    fields=(_CAPA, Field("line", FieldType.CODE), Field("done"), Field("evidence", FieldType.CODE, required=False)),
)
def report_action(tx: Transaction) -> None:
    """Says what was done of one action, with its record as evidence; the last one makes the plan implemented."""
    capa = tx.document("CAPA")
    tx.require_status("CAPA", capa, "approved")
    number = tx.args["line"]
    row = capa["actions"].get(number)
    tx.require(row is not None, "UNKNOWN_OBJECT", kind="CAPA", id=f"{capa['id']}/{number}")
    evidence = _object(tx, tx.args["evidence"], "evidence") if "evidence" in tx.args else ""
    done = {"done": tx.args["done"], "done_at": tx.state.clock, "done_by": tx.user, "evidence": evidence}
    changes: dict[str, Any] = {f"actions/{number}/{key}": value for key, value in done.items()}
    waiting = [key for key, other in capa["actions"].items() if key != number and not other["done"]]
    if not waiting:
        changes |= {"status": "implemented", "implemented_at": tx.state.clock}
    tx.change("CAPA", capa, changes)
