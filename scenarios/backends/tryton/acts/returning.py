"""Return to the supplier: Tryton's return of a purchase, with its own shipment and a credit note that waits to be posted."""

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import next_number

PURCHASE, INCOMING, RETURN, MOVE = "purchase.purchase", "stock.shipment.in", "stock.shipment.in.return", "stock.move"


def send_back(world: World, order: Order) -> None:
    """Goods still at the door are received into the input place first: Tryton sends back only what it has in stock."""
    args, client = order.args, world.client
    receipt = args["gr"]
    known = world.facts.get(f"GR:{receipt}", {})
    shipment = world.id_of("GR", receipt)
    number = next_number(order.state, "GR")
    (row,) = client.read(ADMIN, INCOMING, [shipment], ["state"])
    if row["state"] == "draft" and isinstance(client.press(order.user, INCOMING, "receive", [shipment]), dict):
        raise TrytonRefusedError("Tryton still waits for an inspection of this shipment.")
    purchase = _returned_purchase(world, order, known)
    moves = client.search_read(ADMIN, MOVE, [["purchase", "=", purchase]], ["id"]) or []
    if not moves:
        raise TrytonRefusedError("Tryton made no move for the return.")
    lines = [move["id"] for move in moves]
    reference = " ".join(part for part in (number, args.get("ncr", "")) if part)
    made = _return_shipment(world, order, purchase, lines, reference)
    client.write(order.user, MOVE, lines, {"lot": world.id_of("LOT", known["lot"])})
    (row,) = client.read(ADMIN, RETURN, [made], ["state"])
    if row["state"] == "draft":
        client.press(order.user, RETURN, "wait", [made])
    client.press(order.user, RETURN, "assign_force", [made])
    client.press(order.user, RETURN, "do", [made])
    kept = {name: known[name] for name in ("po", "po_line", "item", "lot")}
    world.know("GR", number, made, **kept, returns=receipt, purchase=purchase, ncr=args.get("ncr", ""), by=order.user)
    world.note("PO", known["po"], returned_by=purchase)
    if args.get("ncr"):
        world.stages[f"NCR:{args['ncr']}"] = "executed"


def _returned_purchase(world: World, order: Order, known: dict[str, str]) -> int:
    client, user = world.client, order.user
    purchase = world.id_of("PO", known["po"])
    (before,) = client.read(ADMIN, PURCHASE, [purchase], ["lines"])
    client.wizard(user, "purchase.return_purchase", [("return_", "start", {})], on=PURCHASE, ids=[purchase])
    found = client.search_read(ADMIN, PURCHASE, [["origin", "=", f"{PURCHASE},{purchase}"]], ["lines", "state"])
    fresh = [row for row in found if row["state"] == "draft"]
    if not fresh:
        raise TrytonRefusedError("Tryton made no return of this order.")
    returned = fresh[-1]
    wanted = world.id_of("PO-LINE", f"{known['po']}/{known['po_line']}")
    for original, line in zip(before["lines"], returned["lines"], strict=True):
        quantity = -world.quantity_there(known["item"], order.args["quantity"]) if original == wanted else 0.0
        client.write(user, "purchase.line", [line], {"quantity": quantity})
    for button in ("quote", "confirm"):
        client.press(user, PURCHASE, button, [returned["id"]])
    return int(returned["id"])


def _return_shipment(world: World, order: Order, purchase: int, moves: list[int], reference: str) -> int:
    (row,) = world.client.read(ADMIN, PURCHASE, [purchase], ["shipment_returns"])
    if row["shipment_returns"]:
        made = int(row["shipment_returns"][0])
        world.client.write(order.user, RETURN, [made], {"reference": reference})
        return made
    (move,) = world.client.read(ADMIN, MOVE, moves[:1], ["from_location", "to_location"])
    po = world.known("GR", order.args["gr"])["po"]
    vendor = world.known("PO", po)["vendor"]
    (made,) = world.client.create(
        order.user,
        RETURN,
        {
            "supplier": world.id_of("VENDOR", vendor),
            "from_location": move["from_location"],
            "to_location": move["to_location"],
            "reference": reference,
            "moves": [["add", moves]],
        },
    )
    return made


ACTS = {"gr.return": send_back}
