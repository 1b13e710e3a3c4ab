"""Review of the audit log: a finding names its entries, an incident names its findings, and the log stays as it is."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

AUDIT_PART = "audit_log"
CATEGORIES = ("back_dating", "shared_account", "mass_export", "log_gap", "other")
_FINDINGS = Field("findings", FieldType.REFS, kind="AUF")


@command(
    "audit.find",
    code="AU01",
    document="AUF",
    fields=(
        Field("category", FieldType.CHOICE, choices=CATEGORIES),
        Field("entries", FieldType.REFS),
        Field("statement"),
    ),
)
def record_finding(tx: Transaction) -> None:
    """Records a finding with the numbers of the log entries that show it; refuses a number that the log lacks."""
    log = tx.state.dataset.part(AUDIT_PART)
    unknown = [entry for entry in tx.args["entries"] if entry not in log]
    tx.require(not unknown, "EVIDENCE_UNKNOWN", entries=", ".join(unknown))
    body = {name: tx.args[name] for name in ("category", "entries", "statement")}
    tx.create("AUF", {**body, "withdrawn_because": ""}, status="recorded")


@command(
    "audit.withdraw", code="AU02", document="AUF", fields=(Field("auf", FieldType.REF, kind="AUF"), Field("reason"))
)
def withdraw_finding(tx: Transaction) -> None:
    """Withdraws a finding that did not bear a second look; it stays on record as withdrawn."""
    changes = {"status": "withdrawn", "withdrawn_because": tx.args["reason"]}
    tx.change("AUF", tx.document("AUF"), changes)


@command(
    "inc.open",
    code="IN01",
    document="INC",
    fields=(
        Field("title"),
        Field("severity", FieldType.CHOICE, choices=("high", "critical")),
        _FINDINGS,
        Field("text"),
        Field("owner", FieldType.REF, kind="USER"),
    ),
)
def open_incident(tx: Transaction) -> None:
    """Opens an incident on recorded findings, with somebody who answers for it."""
    for number in tx.args["findings"]:
        tx.require_status("AUF", tx.document("AUF", number), "recorded")
    body = {name: tx.args[name] for name in ("title", "severity", "findings", "text", "owner")}
    tx.create("INC", body, status="open", refs=[f"AUF:{number}" for number in tx.args["findings"]])


@command(
    "log.purge",
    code="AU03",
    document="",
    fields=(Field("date_from", FieldType.DATE), Field("date_to", FieldType.DATE), Field("reason")),
)
def purge_log(tx: Transaction) -> None:
    """Asks to remove entries of the audit log; there is no way to do it, and the attempt is itself on record."""
    tx.require(False, "AUDIT_IMMUTABLE", date=tx.args["date_from"])
