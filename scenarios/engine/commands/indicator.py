"""How figures are read and answered for: the definition of a key figure, a conclusion from a report, the sign-off of a close."""

from scenarios.engine.areas import REPORTS
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

FIGURES = ("otif", "inventory_value", "first_pass_yield", "rolled_yield", "supplier_ppm")
DATES = ("requested", "confirmed", "posting", "none")
UNITS = ("line", "order", "lot", "piece")
CANCELLED = ("all_out", "customer_out", "all_in", "none")
CAUSES = (
    "definition",
    "timing",
    "double_load",
    "unposted",
    "rework_hidden",
    "small_sample",
    "data_error",
    "performance",
)
ACTIONS = (
    "define",
    "investigate",
    "reverse_load",
    "adjust_ledger",
    "accept",
    "collect_more",
    "attack_step",
    "sanction",
)


@command(
    "kpi.define",
    code="KP01",
    document="KPI",
    fields=(
        Field("figure", FieldType.CHOICE, choices=FIGURES),
        Field("source", FieldType.CODE),
        Field("date_basis", FieldType.CHOICE, choices=DATES),
        Field("counted_unit", FieldType.CHOICE, choices=UNITS),
        Field("cancelled_rule", FieldType.CHOICE, choices=CANCELLED),
        Field("formula"),
        Field("owner", FieldType.REF, kind="USER"),
        Field("review_on", FieldType.DATE),
    ),
)
def define_figure(tx: Transaction) -> None:
    """Writes the card of a key figure: where it comes from, what is counted, what is left out, who answers for it.

    A new card replaces the one before it; both stay on the record. A review date in the past is refused.
    """
    tx.require(tx.args["review_on"] > tx.today, "INPUT_INVALID", field="review_on", problem="date")
    earlier = [card["id"] for card in tx.state.documents("KPI") if card["figure"] == tx.args["figure"]]
    body = {**tx.args, "replaces": earlier[-1] if earlier else ""}
    tx.create("KPI", body, status="defined", refs=[f"KPI:{earlier[-1]}"] if earlier else [])


@command(
    "report.conclude",
    code="KP02",
    document="RDC",
    fields=(
        Field("report", FieldType.CHOICE, choices=REPORTS),
        Field("cause_tag", FieldType.CHOICE, choices=CAUSES),
        Field("measure_tag", FieldType.CHOICE, choices=ACTIONS),
        Field("rationale"),
        Field("owner", FieldType.REF, kind="USER"),
        Field("due", FieldType.DATE),
    ),
)
def conclude(tx: Transaction) -> None:
    """Writes down what a report was taken to mean and what is to be done about it, by whom and until when."""
    tx.require(tx.args["due"] >= tx.today, "INPUT_INVALID", field="due", problem="date")
    tx.read("REPORT", tx.args["report"])
    tx.create("RDC", dict(tx.args), status="concluded")


@command(
    "close.sign",
    code="CL01",
    document="CLS",
    fields=(Field("period", FieldType.CODE), Field("remarks")),
    meaning="close",
)
def sign_close(tx: Transaction) -> None:
    """Signs a month's books as agreeing; warns while a load batch that stands in the books has not been reconciled."""
    open_batches = [one["id"] for one in tx.state.documents("MIG") if one["status"] in {"loaded", "reconciled"}]
    about = f"MIG:{open_batches[0]}" if open_batches else ""
    tx.require(not open_batches, "DIFFERENCE_OPEN", about=about, mig=", ".join(open_batches))
    number = tx.create("CLS", dict(tx.args), status="signed")
    tx.sign(f"CLS:{number}")
