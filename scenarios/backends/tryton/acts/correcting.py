"""A corrective action request: an e-mail to the supplier, sent from the alert, of which Tryton keeps what went to whom."""

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.papers import Heading, word_body, word_subject
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import next_number

ALERT, EMAIL, INSPECTION, SHIPMENT = "quality.alert", "ir.email", "quality.inspection", "stock.shipment.in"


def issue(world: World, order: Order) -> None:
    """Sent to the address of whoever Tryton has as the supplier of the inspected shipment."""
    args = order.args
    alert = world.id_of("NCR", args["ncr"])
    number = next_number(order.state, "SCAR")
    heading = Heading(number, args["ncr"], world.day_there(args["due"]))
    sent = world.client.call(
        order.user,
        f"model.{EMAIL}.send",
        _address_of(world, _supplier_of(world, alert)),
        "",
        "",
        word_subject(heading),
        word_body(args["text"]),
        None,
        [ALERT, alert],
    )
    world.know("SCAR", number, int(sent), by=order.user)


def _supplier_of(world: World, alert: int) -> int:
    (row,) = world.client.read(ADMIN, ALERT, [alert], ["origin"])
    (inspected,) = world.client.read(ADMIN, INSPECTION, [_record(row["origin"])], ["origin"])
    (shipment,) = world.client.read(ADMIN, SHIPMENT, [_record(inspected["origin"])], ["supplier"])
    return int(shipment["supplier"])


def _record(reference: str) -> int:
    return int(reference.partition(",")[2])


def _address_of(world: World, party: int) -> str:
    found = world.client.search_read(
        ADMIN, "party.contact_mechanism", [["party", "=", party], ["type", "=", "email"]], ["value"]
    )
    if not found:
        raise TrytonRefusedError("Tryton has no e-mail address of this supplier.")
    return str(found[0]["value"])


ACTS = {"scar.issue": issue}
