"""Deviation: what somebody stopped is assessed for its reach and its weight, and closed by somebody else."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

_DEV = Field("dev", FieldType.REF, kind="DEV")


@command(
    "dev.assess",
    code="DV01",
    document="DEV",
    fields=(
        _DEV,
        Field("weight", FieldType.CHOICE, choices=("minor", "major", "critical")),
        Field("impact"),
        Field("lots", FieldType.REFS, required=False, kind="LOT"),
    ),
)
def assess_deviation(tx: Transaction) -> None:
    """Says how far it reaches: which lots, how grave, what follows. The lots named count for their release."""
    deviation = tx.document("DEV")
    changes = {"status": "assessed", "weight": tx.args["weight"], "impact": tx.args["impact"], "assessed_by": tx.user}
    for lot in tx.args.get("lots", ()):
        tx.read("LOT", lot)
    tx.change("DEV", deviation, {**changes, "lots": tx.args.get("lots", ())})


@command("dev.close", code="DV02", document="DEV", fields=(_DEV, Field("conclusion")), meaning="deviation_closed")
def close_deviation(tx: Transaction) -> None:
    """Closes an assessed deviation with a signed conclusion; not by whoever reported it."""
    deviation = tx.document("DEV")
    tx.change("DEV", deviation, {"status": "closed", "conclusion": tx.args["conclusion"], "closed_by": tx.user})
    tx.sign(f"DEV:{deviation['id']}")
