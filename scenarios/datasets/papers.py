"""The papers of what was made: batch records, in-process checks, inspection lots and sterilisation loads."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.bills import MAIN
from scenarios.datasets.floor import CHECKS, PARAMETERS, STERILISATION, rules
from scenarios.datasets.truths import OPERATIONS, ORDERED, STERILISER, Made
from scenarios.engine.clock import days_later, later
from scenarios.engine.quantities import decimal_text

Row = dict[str, Any]


def head(number: str, status: str, by: str, at: str, refs: list[str]) -> Row:
    """What every document has."""
    return {"id": number, "status": status, "created_by": by, "created_at": at, "changed_at": at, "refs": refs}


def check_row(operation: str, day: str) -> Row:
    """An in-process check that passed."""
    typical = {"LEAK": 0, "FLOW": 60, "PEEL": 310, "CHANNEL": 0, "UDI": 0}
    values = {rule[0]: typical[rule[0]] for rule in CHECKS[operation]}
    return {"by": "wei.ipqc", "at": f"{day}T{9 + int(operation) // 20}:40", "values": values, "failed": []}


def add_record(company: Company, made: Made, number: str) -> None:
    """The batch record of an order, signed page by page as far as it went."""
    pages: dict[str, Row] = {}
    entries: dict[str, Row] = {}
    typical = {"MELT_T": 174, "CURE": 30, "SEAL_T": 136, "SEAL_P": 38, "SEAL_S": 14}
    performers = {
        "CLR": "gao.lei",
        "10": "gao.lei",
        "20": "gao.lei",
        "30": "gao.lei",
        "40": "chen.gang",
        "50": made.sealer,
    }
    for place, key in enumerate(("CLR", *OPERATIONS)):
        at = f"{made.sealed}T{8 + place:02d}:30"
        signed = key == "CLR" or OPERATIONS.index(key) < made.done
        performer = performers.get(key, "liu.fang") if signed else ""
        verifier = "yu.line" if signed and key != made.unverified else ""
        pages[key] = {
            "performed_by": performer,
            "performed_at": at if signed else "",
            "verified_by": verifier,
            "verified_at": later(at, 12) if verifier else "",
        }
        for rule in rules(PARAMETERS.get(key, ())) if signed else ():
            reading = typical[rule["code"]]
            text = f"{decimal_text(reading, rule['decimals'])} {rule['unit']}"
            entry = {"page": key, "characteristic": rule["code"], "reading": reading, "text": text}
            entry |= {"performed_at": at, "corrects": "", "reason": "", "by": performer, "at": at}
            entries[str(len(entries) + 1)] = entry
    finished = made.record in {"completed", "reviewed", "approved"}
    looked = made.record in {"reviewed", "approved"}
    names = {
        "completed_by": "yu.line" if finished else "",
        "reviewed_by": "xu.qe" if looked else "",
        "approved_by": "hu.rel" if made.record == "approved" else "",
    }
    company.documents("BR")[number] = {
        **head(number, made.record, "song.sched", f"{made.sealed}T08:00", [f"WO:{made.order}"]),
        "wo": made.order,
        "item": MAIN,
        "lot": made.lot,
        "quantity": ORDERED,
        **names,
        "decision": "",
        "reason": "",
        "pages": pages,
        "entries": entries,
    }


def add_inspection(company: Company, made: Made, index: int) -> None:
    """The inspection lot of finished goods that are not yet released."""
    number = f"{10_000_009_000 + index:011d}"
    typical = {"LEAK": 0, "FLOW": 60, "PEEL": 305, "EO_RES": 180}
    measured = {"by": "sun.iqc", "at": "2026-11-27T14:00", "values": typical, "failed": []}
    recorded = made.inspection == "recorded"
    company.documents("QI")[number] = {
        **head(number, made.inspection, "yu.line", f"{days_later(made.sealed, 1)}T10:00", [f"WO:{made.order}"]),
        "gr": "",
        "gr_line": "",
        "po": "",
        "vendor": "",
        "wo": made.order,
        "item": MAIN,
        "lot": made.lot,
        "quantity": made.good,
        "characteristics": company.masters["PLAN"][MAIN]["characteristics"],
        "sample_size": 20 if recorded else 0,
        "result_sets": [measured] if recorded else [],
        "decision": "",
        "decided_by": "",
    }


def add_load(
    company: Company, number: str, status: str, end: str, lots: tuple[tuple[str, int], ...], values: tuple[int, ...]
) -> None:
    """A sterilisation load with the values of its cycle."""
    parameters = []
    for rule, value in zip(rules(STERILISATION), values, strict=True):
        text = f"{decimal_text(value, rule['decimals'])} {rule['unit']}"
        names = {"code": rule["code"], "name_zh": rule["name_zh"], "name_en": rule["name_en"]}
        fits = rule["low"] <= value <= rule["high"]
        parameters.append({**names, "text": text, "window": rule["window"], "fits": fits})
    decided = status in {"accepted", "released"}
    company.documents("STR")[number] = {
        **head(number, status, "peng.ster", f"{days_later(end, -2)}T09:00", [f"LOT:{lot}" for lot, _ in lots]),
        "vendor": STERILISER,
        "cycle_end": end,
        "delivery_note": f"EO-{number}",
        "sent_at": f"{days_later(end, -1)}T08:00",
        "received_at": later(end, 60 * 20),
        "decision": "A" if decided else "",
        "decided_by": "hu.rel" if decided else "",
        "reason": "",
        "replaced_by": "",
        "lines": {
            str(place): {"item": MAIN, "lot": lot, "quantity": quantity, "returned": quantity}
            for place, (lot, quantity) in enumerate(lots, start=1)
        },
        "parameters": parameters,
        "out_of_window": [row["code"] for row in parameters if not row["fits"]],
    }
