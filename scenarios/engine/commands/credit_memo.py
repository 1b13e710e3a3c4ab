"""Credit memo: the supplier owes less, for a price charged too high or for goods that went back."""

from typing import Any

from scenarios.engine.commands.matching import OPEN
from scenarios.engine.commands.purchase_order import order_line, progress
from scenarios.engine.quantities import amount, divide_half_up, money_text, share
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

_LINES = Field(
    "lines",
    FieldType.LINES,
    columns=(
        Field("line", FieldType.CODE),
        Field("quantity", FieldType.QUANTITY, item_from="line"),
        Field("price", FieldType.MONEY, minimum=1),
    ),
)


@command(
    "cm.post",
    code="CM01",
    document="CM",
    fields=(
        Field("iv", FieldType.REF, kind="IV"),
        Field("reference", FieldType.CODE),
        Field("basis", FieldType.CHOICE, choices=("price", "quantity")),
        _LINES,
        Field("reason"),
    ),
)
def post_credit_memo(tx: Transaction) -> None:
    """Lowers an open invoice; `price` is the difference per unit on basis price, the invoiced price on basis quantity.

    Refuses more than the invoice line still holds. An invoice credited in full is cleared. Blocks stay until released.
    """
    invoice = tx.document("IV")
    tx.require_status("IV", invoice, *OPEN)
    order = tx.document("PO", invoice["po"])
    order_lines: dict[str, dict[str, Any]] = {number: dict(line) for number, line in order["lines"].items()}
    invoice_lines: dict[str, dict[str, Any]] = {number: dict(line) for number, line in invoice["lines"].items()}
    name = f"IV:{invoice['id']}"
    credited: dict[str, dict[str, Any]] = {}
    for given in tx.args["lines"]:
        number = given["line"]
        order_line(tx, order, number)
        tx.require(number in invoice_lines and number not in credited, "INPUT_INVALID", field="lines", problem="line")
        credited[number] = _credited(tx, name, order_lines[number], invoice_lines[number], given)
    net = sum(line["net"] for line in credited.values())
    tax = divide_half_up(net * tx.state.parameter("tax_percent"), 100)
    if net == sum(line["net"] - line["credited_net"] for line in invoice["lines"].values()):
        tax = invoice["open"] - net
    gross = net + tax
    tx.require(
        gross <= invoice["open"],
        "AMOUNT_EXCEEDED",
        about=name,
        wanted=money_text(gross),
        limit=money_text(invoice["open"]),
    )
    body = {
        **{key: tx.args[key] for key in ("iv", "reference", "basis", "reason")},
        **{key: invoice[key] for key in ("po", "vendor")},
        "net": net,
        "tax": tax,
        "gross": gross,
        "lines": credited,
    }
    number = tx.create("CM", body, status="posted", refs=[name])
    _book(tx, f"CM:{number}", invoice, order, credited, net, tax)
    changes: dict[str, Any] = {
        f"lines/{key}/{field}": line[field]
        for key, line in invoice_lines.items()
        for field in ("cleared", "credited", "credited_net")
    }
    left = invoice["open"] - gross
    tx.change("IV", invoice, changes | {"open": left, **({} if left else {"status": "cleared", "blocks": ()})})
    advanced: dict[str, Any] = {
        f"lines/{key}/{field}": line[field]
        for key, line in order_lines.items()
        for field in ("invoiced", "invoiced_value")
    }
    moving = order["status"] not in {"submitted", "approved"}
    tx.change("PO", order, advanced | ({"status": progress(order_lines)} if moving else {}))


def _credited(tx: Transaction, name: str, order: dict[str, Any], line: dict[str, Any], given: Body) -> dict[str, Any]:
    """What one line gives back; advances the invoice line and, on basis quantity, the order line."""
    quantity, left = given["quantity"], line["quantity"] - line["credited"]
    tx.require(
        quantity <= left,
        "AMOUNT_EXCEEDED",
        about=name,
        wanted=tx.quantity_text(order["item"], quantity),
        limit=tx.quantity_text(order["item"], left),
    )
    net = amount(quantity, given["price"], tx.item(order["item"])["decimals"])
    limit = line["net"] - line["credited_net"]
    tx.require(net <= limit, "AMOUNT_EXCEEDED", about=name, wanted=money_text(net), limit=money_text(limit))
    unclear = 0
    if tx.args["basis"] == "quantity":
        unclear = share(line["cleared"], quantity, left)
        line["cleared"] -= unclear
        line["credited"] += quantity
        order["invoiced"] -= quantity
        order["invoiced_value"] -= unclear
    line["credited_net"] += net
    return {"quantity": quantity, "price": given["price"], "net": net, "uncleared": unclear}


def _book(
    tx: Transaction, document: str, invoice: Body, order: Body, credited: dict[str, dict[str, Any]], net: int, tax: int
) -> None:
    references = {"po": invoice["po"], "vendor": invoice["vendor"], "iv": invoice["id"]}
    entry = [ledger_line("2202", net + tax, **references), ledger_line("2221", -tax, **references)]
    for number, line in credited.items():
        mine = {**references, "po_line": number, "item": order["lines"][number]["item"]}
        entry.append(ledger_line("2202-GRIR", -line["uncleared"], **mine))
        entry.append(ledger_line("1404", line["uncleared"] - line["net"], **mine))
    tx.post(document, entry)
