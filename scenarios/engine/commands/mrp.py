"""MRP: a run proposes orders and raises messages; the planner firms, converts and settles them, one by one."""

from typing import Any

from scenarios.engine.commands.work_order import new_order
from scenarios.engine.planning import requirements
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

SUPPLY = ("U", "UQ", "UQB")
DISPOSITIONS = ("reschedule_in", "reschedule_out", "cancel", "expedite", "keep")
_PLO = Field("plo", FieldType.REF, kind="PLO")


@command("mrp.run", code="MR01", document="MRP", fields=(Field("supply", FieldType.CHOICE, choices=SUPPLY),))
def run(tx: Transaction) -> None:
    """Plans every item anew: what was proposed and not firmed, and messages not settled, make way for the fresh ones.

    `supply` says which stock counts as available; anything but U counts goods that nobody has released.
    """
    for kind, status in (("PLO", "proposed"), ("EXC", "open")):
        for body in tx.state.documents(kind):
            if body["status"] == status:
                tx.change(kind, body, {"status": "superseded"})
    found = requirements(tx.state, tx.args["supply"])
    number = tx.next_number("MRP")
    name = f"MRP:{number}"
    orders: dict[tuple[str, str], str] = {}
    for proposal in found.proposals:
        item = tx.item(proposal.item)
        body = {"item": proposal.item, "quantity": proposal.quantity, "due": proposal.due, "start": proposal.start}
        procurement = "make" if item["type"] in {"FG", "SF"} else "buy"
        more = {"procurement": procurement, "mrp": number, "became": ""}
        orders[proposal.item, proposal.due] = tx.create("PLO", {**body, **more}, status="proposed", refs=[name])
    for message in found.messages:
        about = message.document or f"PLO:{orders[message.item, message.proposed]}"
        body = {"type": message.type, "item": message.item, "about": about, "quantity": message.quantity}
        dates = {"current_date": message.current, "proposed_date": message.proposed, "mrp": number}
        blank = dict.fromkeys(("disposition", "reason", "settled_by"), "")
        tx.create("EXC", {**body, **dates, **blank}, status="open", refs=[name, about])
    body = {"supply": tx.args["supply"], "proposals": len(found.proposals), "messages": len(found.messages)}
    tx.create("MRP", body, status="done", number=number)


@command(
    "exc.settle",
    code="MR02",
    document="EXC",
    fields=(
        Field("exc", FieldType.REF, kind="EXC"),
        Field("disposition", FieldType.CHOICE, choices=DISPOSITIONS),
        Field("reason"),
    ),
)
def settle(tx: Transaction) -> None:
    """Says what is done about a message. An own order is moved or cancelled at once; a buyer gets a task.

    Refuses to move what has no date to move to, and to cancel an order that has been released.
    """
    message = tx.document("EXC")
    name, disposition = f"EXC:{message['id']}", tx.args["disposition"]
    dated = not disposition.startswith("reschedule") or bool(message["proposed_date"])
    tx.require(dated, "DISPOSITION_UNFIT", about=name, disposition=disposition, document=message["about"])
    done = {"status": "settled", "disposition": disposition, "reason": tx.args["reason"], "settled_by": tx.user}
    tx.change("EXC", message, done)
    kind, _, number = message["about"].partition(":")
    if kind == "WO" and disposition != "keep":
        _move_order(tx, message, tx.document("WO", number), disposition)
    if kind == "PO" and disposition != "keep":
        order = tx.document("PO", number)
        _ask(tx, order["created_by"], message, disposition)


def _move_order(tx: Transaction, message: Body, order: Body, disposition: str) -> None:
    if disposition == "cancel":
        tx.require_status("WO", order, "created")
        tx.change("WO", order, {"status": "cancelled"})
    else:
        tx.change("WO", order, {"due": message["proposed_date"]})


def _ask(tx: Transaction, buyer: str, message: Body, disposition: str) -> None:
    text = f"{message['current_date']} → {message['proposed_date'] or '–'}: {tx.args['reason']}"
    body = {"to": buyer, "subject": f"task.mrp.{disposition}", "text": text, "about": message["about"]}
    tx.create("TASK", {**body, "answer": "", "evidence": ""}, status="open", refs=[message["about"]])


@command("plo.firm", code="PL01", document="PLO", fields=(_PLO,))
def firm(tx: Transaction) -> None:
    """Firms a proposal: the next run leaves it as it is and counts it as a receipt."""
    tx.change("PLO", tx.document("PLO"), {"status": "firmed", "firmed_by": tx.user})


@command("plo.convert", code="PL02", document="PLO", fields=(_PLO,))
def convert(tx: Transaction) -> None:
    """Turns a firmed proposal into a production order or a draft requisition."""
    planned = tx.document("PLO")
    tx.require_status("PLO", planned, "firmed")
    name = f"PLO:{planned['id']}"
    if planned["procurement"] == "make":
        became = f"WO:{new_order(tx, planned['item'], planned['quantity'], planned['due'], refs=[name])}"
    else:
        head: dict[str, Any] = {"item": planned["item"], "quantity": planned["quantity"], "need_by": planned["due"]}
        more = {"reason": planned["mrp"], "approved_by": "", "po": ""}
        became = f"PR:{tx.create('PR', {**head, **more}, status='draft', refs=[name])}"
    tx.change("PLO", planned, {"status": "converted", "became": became})
