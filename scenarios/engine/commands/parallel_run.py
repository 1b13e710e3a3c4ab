"""The parallel run: each difference gets a kind and a reason, real defects are raised, the old system is left alone."""

from typing import Any

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

KINDS_OF_DIFFERENCE = ("timing", "config", "data", "user")
SEVERITIES = ("critical", "major", "minor")
REAL = frozenset(("config", "data"))
"""What no later run and no more careful hand will make disappear: it has to be mended in the new system."""
_DIFS = Field("difs", FieldType.REFS, kind="DIF")


@command(
    "dif.classify",
    code="PL01",
    document="DIF",
    fields=(_DIFS, Field("kind_of_difference", FieldType.CHOICE, choices=KINDS_OF_DIFFERENCE), Field("reason")),
)
def classify(tx: Transaction) -> None:
    """Says of what kind differences are, and why; doing it again corrects the verdict."""
    for number in tx.args["difs"]:
        body = tx.document("DIF", number)
        verdict = {"kind_of_difference": tx.args["kind_of_difference"], "explained": tx.args["reason"], "by": tx.user}
        tx.change("DIF", body, verdict if body["status"] == "classified" else {"status": "classified", **verdict})


@command(
    "dft.raise",
    code="PL02",
    document="DFT",
    fields=(_DIFS, Field("severity", FieldType.CHOICE, choices=SEVERITIES), Field("description")),
)
def raise_defect(tx: Transaction) -> None:
    """Raises one defect for all the differences that it causes; each belongs to one defect, and is of a real kind."""
    numbers = sorted(tx.args["difs"])
    for number in numbers:
        body = tx.document("DIF", number)
        name = f"DIF:{number}"
        tx.require(body["kind_of_difference"] in REAL, "DEFECT_NOT_REAL", about=name, document=name)
        tx.require(not body["defect"], "DEFECT_TWICE", about=name, document=name, defect=body["defect"])
    scope = ",".join(numbers)
    made = {"severity": tx.args["severity"], "description": tx.args["description"], "difs": tuple(numbers)}
    marks: dict[str, Any] = {"scope": scope, "judged": f"{numbers[0]}:{tx.args['severity']}"}
    defect = tx.create("DFT", {**made, **marks}, status="open", refs=[f"DIF:{number}" for number in numbers])
    for number in numbers:
        tx.change("DIF", tx.document("DIF", number), {"defect": defect})


@command("old.correct", code="PL03", document="DIF", fields=(Field("dif", FieldType.REF, kind="DIF"), Field("reason")))
def correct_old_system(tx: Transaction) -> None:
    """Changes the old system so that it agrees: the comparison then shows nothing, and proves nothing."""
    body = tx.document("DIF", tx.args["dif"])
    tx.require(False, "OLD_SYSTEM_FROZEN", about=f"DIF:{body['id']}", document=f"DIF:{body['id']}")
    tx.change("DIF", body, {"old_figure": body["new_figure"], "old_changed_because": tx.args["reason"]})
