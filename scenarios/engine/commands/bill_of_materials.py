"""Bill of materials: revisions with effectivity. A released revision is never edited; a change is a new revision."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.state import State
from scenarios.engine.transaction import Body, Transaction

_BOM = Field("bom", FieldType.REF, kind="BOM")
FIRST_LETTER = "A"


def bill_in_force(state: State, item: str, date: str) -> Body | None:
    """The released revision of an item's bill that is effective on a date, or None."""
    found = [
        body
        for body in state.documents("BOM")
        if body["item"] == item
        and body["status"] == "released"
        and body["effective_from"] <= date
        and (not body["effective_to"] or date <= body["effective_to"])
    ]
    return max(found, key=lambda body: str(body["effective_from"]), default=None)


@command(
    "bom.revise",
    code="BM01",
    document="BOM",
    fields=(_BOM, Field("reason"), Field("evidence", FieldType.CODE, required=False)),
)
def revise(tx: Transaction) -> None:
    """Drafts the next revision as a copy of this one; `evidence` names the change that asks for it."""
    old = tx.document("BOM")
    letters = [body["revision"] for body in tx.state.documents("BOM") if body["item"] == old["item"]]
    revision = chr(ord(max(letters)) + 1)
    number = f"{old['item']}-{revision}"
    exists = tx.state.exists("BOM", number)
    tx.require(not exists, "DUPLICATE_DOCUMENT", about=f"BOM:{number}", document=number)
    body = {
        "item": old["item"],
        "revision": revision,
        "base_quantity": old["base_quantity"],
        "effective_from": "",
        "effective_to": "",
        "reason": tx.args["reason"],
        "evidence": tx.args.get("evidence", ""),
        "lines": {key: dict(line) for key, line in old["lines"].items()},
    }
    tx.create("BOM", body, status="draft", refs=[f"BOM:{old['id']}"], number=number)


@command(
    "bom.change",
    code="BM02",
    document="BOM",
    fields=(
        _BOM,
        Field("line", FieldType.CODE),
        Field("item", FieldType.REF, required=False, kind="ITEM"),
        Field("quantity", FieldType.INTEGER, required=False, minimum=1),
        Field("reason"),
    ),
)
def change_line(tx: Transaction) -> None:
    """Changes the item or quantity of a line of a draft; a released bill is refused."""
    bill = tx.document("BOM")
    name = f"BOM:{bill['id']}"
    tx.require(bill["status"] == "draft", "BOM_RELEASED", about=name, document=name, revision=bill["revision"])
    tx.require(tx.args["line"] in bill["lines"], "UNKNOWN_OBJECT", kind="BOM", id=f"{bill['id']}/{tx.args['line']}")
    line = {key: tx.args[key] for key in ("item", "quantity") if key in tx.args}
    tx.change("BOM", bill, {f"lines/{tx.args['line']}/{key}": value for key, value in line.items()})


@command(
    "bom.release",
    code="BM03",
    document="BOM",
    fields=(_BOM, Field("effective_from", FieldType.DATE)),
    meaning="bom_release",
)
def release(tx: Transaction) -> None:
    """Releases a draft from a date on, never in the past; the revision in force till then ends the day before."""
    bill = tx.document("BOM")
    name = f"BOM:{bill['id']}"
    start = tx.args["effective_from"]
    tx.require(start >= tx.today, "BOM_NOT_EFFECTIVE", about=name, document=name, revision=bill["revision"], date=start)
    tx.change("BOM", bill, {"status": "released", "effective_from": start, "released_by": tx.user})
    tx.sign(name)
