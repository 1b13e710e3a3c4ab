"""Temporary approval of a supplier for one item: by an approved change, for a stated time, with tightened inspection."""

from scenarios.engine.clock import days_between
from scenarios.engine.commands.role_design import master
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

LONGEST_APPROVAL_DAYS = 90
"""Longer than a quarter is no bridge; the supplier goes through the whole approval then."""


@command(
    "vendor.admit",
    code="VN01",
    document="VENDOR",
    fields=(
        Field("vendor", FieldType.REF, kind="VENDOR"),
        Field("item", FieldType.REF, kind="ITEM"),
        Field("cr", FieldType.REF, kind="CR"),
        Field("valid_from", FieldType.DATE),
        Field("valid_to", FieldType.DATE),
        Field("sample_size", FieldType.INTEGER, minimum=20, maximum=2000),
    ),
    meaning="supplier_admission",
)
def admit_supplier(tx: Transaction) -> None:
    """Lets an approved supplier deliver one more item for a time; each lot then takes at least so large a sample.

    Refuses a supplier without a licence in force, a change about somebody else, and a date that has passed.
    """
    vendor, item, change = master(tx, "VENDOR"), master(tx, "ITEM"), tx.document("CR")
    name, about = f"VENDOR:{vendor['id']}", f"CR:{change['id']}"
    tx.require(change["status"] == "approved", "CHANGE_NOT_APPROVED", about=about, cr=change["id"])
    ours = change["about"] == name
    tx.require(ours, "CHANGE_OTHER_SUBJECT", about=about, cr=change["id"], subject=change["about"] or "–")
    tx.require(vendor["status"] == "approved", "VENDOR_NOT_APPROVED", about=name, vendor=vendor["id"], item="")
    first, last = tx.args["valid_from"], tx.args["valid_to"]
    licence = vendor["licence_valid_to"]
    tx.require(licence >= last, "VENDOR_LICENCE_EXPIRED", about=name, vendor=vendor["id"], valid_to=licence)
    tx.require(first >= tx.today, "EFFECTIVITY_PAST", about=name, date=first, today=tx.today)
    fits = 0 <= days_between(first, last) < LONGEST_APPROVAL_DAYS
    tx.require(fits, "INPUT_INVALID", field="valid_to", problem="date")
    admission = {"from": first, "to": last, "sample_size": tx.args["sample_size"], "cr": change["id"], "by": tx.user}
    tx.change_master("ITEM", item, {f"admitted/{vendor['id']}": admission})
    done = f"{vendor['id']} / {item['id']}: {first} – {last}"
    tx.change("CR", change, {"status": "implemented", "implemented_by": tx.user, "done": done})
    tx.sign(name)
