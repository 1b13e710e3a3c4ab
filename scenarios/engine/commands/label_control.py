"""Wrong labels: the line stops, every carton is looked at, every label is counted, and only then is anything relabelled."""

from typing import Any

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

RIGHT, WRONG = "right", "wrong"
_PKL = Field("pkl", FieldType.REF, kind="PKL")


def _name(listing: Body) -> str:
    return f"PKL:{listing['id']}"


def mismatched(tx: Transaction, listing: Body) -> list[str]:
    """The cartons whose printed expiry or lot is not the lot's own."""
    lot = tx.state.lot(listing["lot"]) or {"expiry": ""}
    return [
        key
        for key, row in listing["lines"].items()
        if row["printed_expiry"] != lot["expiry"] or row["printed_lot"] != listing["lot"]
    ]


@command("line.stop", code="LB01", document="PKL", fields=(_PKL, Field("reason")))
def stop_line(tx: Transaction) -> None:
    """Stops packing of the lot; nothing of it goes on until the labels are sorted out."""
    listing = tx.document("PKL")
    tx.change("PKL", listing, {"status": "stopped", "stop_reason": tx.args["reason"], "stopped_by": tx.user})


@command(
    "label.check",
    code="LB02",
    document="PKL",
    fields=(
        _PKL,
        Field(
            "verdicts",
            FieldType.LINES,
            columns=(Field("line", FieldType.CODE), Field("verdict", FieldType.CHOICE, choices=(RIGHT, WRONG))),
        ),
    ),
)
def check_labels(tx: Transaction) -> None:
    """Gives each carton a verdict; all of them, not a sample, for nobody knows yet how far the fault reaches."""
    listing = tx.document("PKL")
    stopped = listing["status"] != "packed"
    tx.require(stopped, "LINE_NOT_STOPPED", about=_name(listing), document=_name(listing))
    given = {row["line"]: row["verdict"] for row in tx.args["verdicts"]}
    unknown = [key for key in given if key not in listing["lines"]]
    tx.require(not unknown, "UNKNOWN_OBJECT", kind="PKL", id=f"{listing['id']}/{', '.join(unknown)}"[:40])
    missing = [key for key in listing["lines"] if key not in given]
    tx.require(not missing, "RESULTS_INCOMPLETE", about=_name(listing), missing=", ".join(missing))
    changes: dict[str, Any] = {f"lines/{key}/verdict": verdict for key, verdict in given.items()}
    tx.change("PKL", listing, {"status": "checked", "checked_by": tx.user, **changes})


@command(
    "label.reconcile",
    code="LB03",
    document="PKL",
    fields=(
        _PKL,
        *(Field(name, FieldType.INTEGER) for name in ("labels_issued", "labels_used", "labels_damaged")),
        Field("labels_returned", FieldType.INTEGER),
    ),
)
def reconcile_labels(tx: Transaction) -> None:
    """Issued = used + damaged + returned, to the label; a label that nobody can account for may be on a product."""
    listing = tx.document("PKL")
    counts = {name: tx.args[f"labels_{name}"] for name in ("issued", "used", "damaged", "returned")}
    total = counts["used"] + counts["damaged"] + counts["returned"]
    fits = counts["issued"] == total
    figures = {"issued": str(counts["issued"]), "total": str(total)}
    tx.require(fits, "LABEL_COUNT_DIFFERS", about=_name(listing), document=_name(listing), **figures)
    changes = {f"labels_{name}": value for name, value in counts.items()}
    tx.change("PKL", listing, {"status": "reconciled", "reconciled_by": tx.user, **changes})


@command(
    "label.relabel",
    code="LB04",
    document="PKL",
    fields=(
        _PKL,
        Field("deviation", FieldType.REF, kind="DEV"),
        Field(
            "cartons",
            FieldType.LINES,
            columns=(Field("line", FieldType.CODE), Field("printed_expiry", FieldType.DATE)),
        ),
    ),
    meaning="relabelling",
)
def relabel(tx: Transaction) -> None:
    """Replaces the labels of cartons found wrong, under a deviation, with what the lot says and nothing else."""
    listing = tx.document("PKL")
    name = _name(listing)
    counted = listing["status"] == "reconciled"
    tx.require(counted, "LABELS_NOT_RECONCILED", about=name, document=name)
    expiry = (tx.state.lot(listing["lot"]) or {"expiry": ""})["expiry"]
    changes: dict[str, Any] = {}
    for row in tx.args["cartons"]:
        key = row["line"]
        known = key in listing["lines"] and listing["lines"][key]["verdict"] == WRONG
        tx.require(known, "UNKNOWN_OBJECT", kind="PKL", id=f"{listing['id']}/{key}"[:40])
        right = row["printed_expiry"] == expiry
        tx.require(right, "LABEL_MISMATCH", about=name, document=name, cartons=key, expiry=expiry)
        changes |= {f"lines/{key}/printed_expiry": expiry, f"lines/{key}/verdict": "relabelled"}
    wrong = [key for key, row in listing["lines"].items() if row["verdict"] == WRONG]
    left = [key for key in wrong if f"lines/{key}/verdict" not in changes]
    tx.require(not left, "LABEL_MISMATCH", about=name, document=name, cartons=", ".join(left), expiry=expiry)
    done = {"status": "relabelled", "relabelled_by": tx.user, "deviation": tx.args["deviation"]}
    tx.read("DEV", tx.args["deviation"])
    tx.change("PKL", listing, {**done, **changes})
    tx.sign(name)


@command("pack.pass", code="LB05", document="PKL", fields=(_PKL,))
def pass_on(tx: Transaction) -> None:
    """Passes the cartons on; once the line was stopped, only with every label right again."""
    listing = tx.document("PKL")
    if listing["status"] != "packed":
        wrong = mismatched(tx, listing)
        expiry = (tx.state.lot(listing["lot"]) or {"expiry": ""})["expiry"]
        name, cartons = _name(listing), ", ".join(wrong)
        tx.require(not wrong, "LABEL_MISMATCH", about=name, document=name, cartons=cartons, expiry=expiry)
    tx.change("PKL", listing, {"status": "passed", "passed_by": tx.user})
