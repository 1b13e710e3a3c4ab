"""Batches that quality's drills are about, beside those that production has planted."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.areas.sales_papers import add_order, bill, order_line, ship
from scenarios.datasets.bills import LOTS, MAIN
from scenarios.datasets.made import add_made_order
from scenarios.datasets.papers import add_load, head
from scenarios.datasets.truths import Made

Row = dict[str, Any]

LEAKING = (
    Made("1000212", "L26-9321", 1958, "2026-10-22", "chen.gang", "L26-9109", ()),
    Made("1000213", "L26-9322", 1961, "2026-10-29", "chen.gang", "L26-9109", ()),
)
"""Two sold batches whose bond was cured 20 minutes, not 30: at the limit of the window, after a revised instruction."""
SHORT_CURE_MINUTES = 20
WEAK_SEAL = Made(
    "1000219",
    "L26-9323",
    1964,
    "2026-11-10",
    "chen.gang",
    "L26-9109",
    (("Q", 1964),),
    "teco",
    "reviewed",
    inspection="created",
)
"""Sterilised and ready for its final inspection, where the peel strength fails."""
MISLABELLED = Made(
    "1000223",
    "L26-9324",
    1960,
    "2026-11-30",
    "chen.gang",
    "L26-9109",
    (("Q", 1960),),
    "delivered",
    "completed",
    inspection="created",
)
LOADS = (
    ("26-0905", "released", "2026-10-25T16:00", (("L26-9321", 1958),), (543, 58, 625, 386, 0)),
    ("26-0907", "released", "2026-10-31T16:00", (("L26-9322", 1961),), (546, 59, 633, 388, 0)),
    ("26-0915", "released", "2026-11-13T16:00", (("L26-9323", 1964),), (547, 60, 641, 390, 0)),
)
SOLD = (
    ("30000511", "80000511", "C00001", "L26-9321", 1000, "2026-11-10"),
    ("30000512", "80000512", "C00006", "L26-9321", 958, "2026-11-11"),
    ("30000513", "80000513", "C00002", "L26-9322", 1000, "2026-11-16"),
    ("30000514", "80000514", "C00007", "L26-9322", 961, "2026-11-17"),
)
"""Order, delivery, customer, lot, quantity, day: the leaking batches have all left, and are paid for."""
CARTONS, PIECES = 20, 98
WRONG_CARTONS = ("07", "08")
LIST = "PKL-26-0901"
NEEDLE_REPORT = "NCR-26-0017"


def add_batches(company: Company) -> None:
    """The four batches with their loads, the short cure in two records, the report on the needles, the carton list."""
    for number, made in enumerate((*LEAKING, WEAK_SEAL, MISLABELLED), start=41):
        add_made_order(company, made, number)
    for load in LOADS:
        add_load(company, *load)
    for number in (41, 42):
        _shorten_cure(company, f"BR-26-{number:04d}")
    for order, delivery, customer, lot, quantity, day in SOLD:
        _sell(company, order, delivery, customer, lot, quantity, day)
    _square_receipts(company)
    _report_needles(company)
    _list_cartons(company)


def _shorten_cure(company: Company, record: str) -> None:
    for entry in company.documents("BR")[record]["entries"].values():
        if entry["characteristic"] == "CURE":
            entry |= {"reading": SHORT_CURE_MINUTES, "text": f"{SHORT_CURE_MINUTES} min"}


def _sell(company: Company, order: str, delivery: str, customer: str, lot: str, quantity: int, day: str) -> None:
    line = order_line(company, company.masters["CUSTOMER"][customer]["price_list"], MAIN, quantity, day)
    sold = add_order(company, order, "closed", customer, [line], at=f"{day[:8]}02T09:30")
    bill(company, f"9{delivery[1:]}", sold, ship(company, delivery, sold, {lot: quantity}, on=day), open_share=0)


def _square_receipts(company: Company) -> None:
    """What came in of a component lot is what is left of it and what the orders took: a recall counts on that."""
    books = company.books
    sums = dict.fromkeys((row[0] for row in LOTS), 0)
    for key, row in books.stock.items():
        lot = key.split("|")[1]
        if lot in sums:
            sums[lot] += row["quantity"]
    for edge in books.edges:
        if edge["relation"] == "consumption" and edge["source"] in sums:
            sums[edge["source"]] += edge["quantity"]
    for edge in books.edges:
        if edge["relation"] == "receipt" and edge["target"] in sums:
            edge["quantity"] = sums[edge["target"]]


def _report_needles(company: Company) -> None:
    """Bent needle tips were found in lot L26-9115, of which one waiting batch is made."""
    body = {"qi": "", "po": "", "lot": "L26-9115", "item": "RM-10106", "vendor": "V00014", "quantity": 400}
    said = {"description": "针尖弯曲，装配时抽查 200 支发现 6 支 / Bent tips: 6 of 200 pieces at assembly"}
    names = dict.fromkeys(("cause", "disposition", "rationale", "disposed_by"), "")
    contained = {"containment": "剩余 400 支已冻结 / The remaining 400 pieces are blocked"}
    rest: Row = {"signatures": [], "concurred": False, "executed_quantity": 0}
    company.documents("NCR")[NEEDLE_REPORT] = {
        **head(NEEDLE_REPORT, "contained", "xu.qe", "2026-11-27T10:20", ["LOT:L26-9115"]),
        **body,
        **said,
        **contained,
        **names,
        **rest,
    }
    company.books.counters["NCR"] = 20


def _list_cartons(company: Company) -> None:
    """Twenty cartons of L26-9324; on two of them the printer still had last year's master and printed its expiry."""
    expiry = company.books.lots[MISLABELLED.lot]["expiry"]
    earlier = f"{int(expiry[:4]) - 1}{expiry[4:]}"
    lines = {}
    for number in range(1, CARTONS + 1):
        key = f"{number:02d}"
        printed = earlier if key in WRONG_CARTONS else expiry
        sscc = f"3697{MISLABELLED.order}{number:07d}"
        row = {"sscc": sscc, "quantity": PIECES, "printed_lot": MISLABELLED.lot, "printed_expiry": printed}
        lines[key] = {**row, "verdict": ""}
    labels = dict.fromkeys(("labels_issued", "labels_used", "labels_damaged", "labels_returned"), 0)
    names = dict.fromkeys(
        ("stop_reason", "stopped_by", "checked_by", "reconciled_by", "relabelled_by", "passed_by"), ""
    )
    company.documents("PKL")[LIST] = {
        **head(LIST, "packed", "yu.line", "2026-11-30T16:40", [f"WO:{MISLABELLED.order}"]),
        "lot": MISLABELLED.lot,
        "item": MAIN,
        "wo": MISLABELLED.order,
        "quantity": CARTONS * PIECES,
        "deviation": "",
        **labels,
        **names,
        "lines": lines,
    }
