"""Load script: its parameters are set, what it leaves behind is archived for a time, or deleted for good."""

from scenarios.engine.commands.load_batch import MIG, reworked, unsigned
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.staging import rows_in_books, staged_table
from scenarios.engine.transaction import Transaction
from scenarios.migration.api import PARAMETERS

LONGEST_YEARS = 99


@command(
    "mig.set",
    code="MG12",
    document="MIG",
    fields=(
        MIG,
        Field("parameter", FieldType.CHOICE, choices=tuple(PARAMETERS)),
        Field("setting", FieldType.CHOICE, choices=tuple(dict.fromkeys(v for row in PARAMETERS.values() for v in row))),
        Field("reason"),
    ),
)
def set_parameter(tx: Transaction) -> None:
    """Sets one parameter of the batch's script, with the reason."""
    batch = unsigned(tx)
    about = f"MIG:{batch['id']}"
    name, setting = tx.args["parameter"], tx.args["setting"]
    known = "script" in staged_table(tx.state, batch["table"]) and setting in PARAMETERS[name]
    tx.require(known, "PARAMETER_UNFIT", about=about, parameter=name, setting=setting)
    changes = {f"parameters/{name}": setting, f"reasons/{name}": tx.args["reason"]}
    tx.change("MIG", batch, reworked(batch, changes))


@command(
    "mig.archive",
    code="MG13",
    document="MIG",
    fields=(
        MIG,
        Field("years", FieldType.INTEGER, minimum=1, maximum=LONGEST_YEARS),
        Field("batch_records", FieldType.CHOICE, choices=("keep", "leave")),
        Field("reason"),
    ),
)
def archive(tx: Transaction) -> None:
    """Keeps every row that was not loaded, read-only and for so many years, with or without their batch records."""
    batch = unsigned(tx)
    tx.require_status("MIG", batch, "loaded", "reconciled")
    tx.require(not batch["purged"], "ALREADY_PURGED", about=f"MIG:{batch['id']}", mig=batch["id"])
    kept = batch["rows_staged"] - len(rows_in_books(tx.state, batch))
    row = {"rows": kept, "years": tx.args["years"], "batch_records": tx.args["batch_records"], "by": tx.user}
    tx.change("MIG", batch, {"archive": {**row, "at": tx.state.clock, "reason": tx.args["reason"]}})


@command("mig.purge", code="MG14", document="MIG", fields=(MIG, Field("reason")))
def purge(tx: Transaction) -> None:
    """Deletes every row that was not loaded; there is no way back."""
    batch = unsigned(tx)
    tx.require_status("MIG", batch, "loaded", "reconciled")
    gone = batch["rows_staged"] - len(rows_in_books(tx.state, batch))
    tx.change("MIG", batch, {"purged": gone, "purged_because": tx.args["reason"], "archive": {}})
