"""Acceptance of a load: reconciled with the source's control figures, attested by quality, signed off by its owner."""

from typing import Any

from scenarios.engine.commands.load_batch import MIG, unsigned
from scenarios.engine.registry import Field, command
from scenarios.engine.staging import rows_in_books, staged_table
from scenarios.engine.transaction import Transaction
from scenarios.migration.api import differences, number_text, reconciled

SHOWN_LINES = 20
"""So many open differences are kept with the batch; the sheet shows them all."""


@command("mig.reconcile", code="MG09", document="MIG", fields=(MIG,))
def reconcile(tx: Transaction) -> None:
    """Compares the loaded rows with the control figures of the source and keeps the number of differences."""
    batch = unsigned(tx)
    standing = rows_in_books(tx.state, batch)
    tx.require(bool(standing), "NOTHING_LOADED", about=f"MIG:{batch['id']}", mig=batch["id"])
    open_lines = differences(reconciled(staged_table(tx.state, batch["table"]), standing.values()))
    shown = [[line.measure, line.key, number_text(line.difference)] for line in open_lines[:SHOWN_LINES]]
    changes: dict[str, Any] = {"differences": len(open_lines), "open_lines": shown}
    if batch["status"] != "reconciled":
        changes["status"] = "reconciled"
    tx.change("MIG", batch, changes)


@command(
    "mig.attest", code="MG10", document="MIG", fields=(MIG, Field("statement")), meaning="stock_status_attestation"
)
def attest(tx: Transaction) -> None:
    """Quality signs that what is blocked or in inspection in the old system is so in the new one."""
    batch = unsigned(tx)
    tx.require_status("MIG", batch, "loaded", "reconciled")
    tx.change("MIG", batch, {"attested_by": tx.user, "statement": tx.args["statement"]})
    tx.sign(f"MIG:{batch['id']}")


@command("mig.sign", code="MG11", document="MIG", fields=(MIG, Field("note")), meaning="migration_acceptance")
def sign_off(tx: Transaction) -> None:
    """Accepts the batch: nothing rejected is undecided, quality has signed for its stock, and no difference is open."""
    batch = unsigned(tx)
    about = f"MIG:{batch['id']}"
    tx.require(batch["differences"] is not None, "NOT_RECONCILED", about=about, mig=batch["id"])
    table = staged_table(tx.state, batch["table"])
    tx.require(not batch["rejected"], "REJECTS_OPEN", about=about, mig=batch["id"], count=str(batch["rejected"]))
    kept = bool(batch["archive"]) or not table.get("script")
    tx.require(kept, "ARCHIVE_MISSING", about=about, mig=batch["id"])
    needs_quality = bool(table.get("attested"))
    tx.require(not needs_quality or bool(batch["attested_by"]), "ATTESTATION_MISSING", about=about, mig=batch["id"])
    tx.require(
        not batch["differences"],
        "RECONCILIATION_OPEN",
        about=about,
        mig=batch["id"],
        count=str(batch["differences"]),
    )
    tx.change("MIG", batch, {"status": "signed_off", "signed_by": tx.user, "note": tx.args["note"]})
    tx.sign(about)
