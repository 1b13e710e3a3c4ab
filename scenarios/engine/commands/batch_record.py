"""Batch record: entries as the work is done, corrected by further entries, completed, reviewed, and then locked."""

from typing import Any

from scenarios.engine.clock import minutes_between
from scenarios.engine.commands.readings import past_moment, reading_text, readings, unknown_characteristic
from scenarios.engine.quantities import decimal_text
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

LATE_MINUTES = 30
"""An entry about something longer ago than this is a late entry, and says why."""
_BR = Field("br", FieldType.REF, kind="BR")
OPEN = ("issued", "in_execution")


@command(
    "br.record",
    code="BR01",
    document="BR",
    fields=(
        _BR,
        Field("page", FieldType.CODE),
        Field("performed_at", FieldType.CODE, required=False),
        readings("results"),
    ),
)
def record_entry(tx: Transaction) -> None:
    """Writes readings of one page down; the time is that of writing. What is there is corrected, never written over.

    `performed_at` says when it was read if that was earlier: more than half an hour ago is a warning to explain.
    """
    record = _open_record(tx)
    order = tx.document("WO", record["wo"])
    page, name = tx.args["page"], f"BR:{record['id']}"
    there = current_entries(record)
    performed = past_moment(tx, "performed_at", tx.args.get("performed_at", tx.state.clock))
    late = minutes_between(performed, tx.state.clock)
    tx.require(late <= LATE_MINUTES, "BACKDATED_ENTRY", about=name, minutes=str(late), performed=performed[-5:])
    head = {"performed_at": performed, "corrects": "", "reason": ""}
    fresh: dict[str, Any] = {}
    for given in tx.args["results"]:
        code = given["characteristic"]
        rule = _rule(tx, order, page, code)
        known = (page, code) in there or code in {row["characteristic"] for row in fresh.values()}
        tx.require(not known, "ENTRY_EXISTS", about=name, document=name, page=page)
        fresh[str(len(record["entries"]) + len(fresh) + 1)] = _entry(tx, rule, page, given["value"], head)
    tx.change("BR", record, {f"entries/{number}": row for number, row in fresh.items()})


@command(
    "br.correct",
    code="BR02",
    document="BR",
    fields=(
        _BR,
        Field("entry", FieldType.CODE),
        Field("value", FieldType.READING, item_from="entry"),
        Field("reason"),
    ),
)
def correct_entry(tx: Transaction) -> None:
    """Adds an entry that names the wrong one, with the reason; the wrong one stays legible."""
    record = _open_record(tx)
    old = record["entries"].get(tx.args["entry"])
    if old is None:
        number = f"{record['id']}/{tx.args['entry']}"[:40]
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "BR", "id": number}))
    order = tx.document("WO", record["wo"])
    rule = _rule(tx, order, old["page"], old["characteristic"])
    head = {"performed_at": tx.state.clock, "corrects": tx.args["entry"], "reason": tx.args["reason"]}
    number = str(len(record["entries"]) + 1)
    tx.change("BR", record, {f"entries/{number}": _entry(tx, rule, old["page"], tx.args["value"], head)})


@command("br.complete", code="BR03", document="BR", fields=(_BR,), meaning="batch_completed")
def complete_record(tx: Transaction) -> None:
    """Declares the record complete; refuses while a page wants a signature, a reading or a passed check."""
    record = tx.document("BR")
    name = f"BR:{record['id']}"
    gaps = open_points(tx, record)
    tx.require(not gaps, "BATCH_RECORD_INCOMPLETE", about=name, document=name, missing=", ".join(gaps))
    tx.change("BR", record, {"status": "completed", "completed_by": tx.user})
    tx.sign(name)


@command(
    "br.review", code="BR04", document="BR", fields=(_BR, Field("remarks", required=False)), meaning="batch_review"
)
def review_record(tx: Transaction) -> None:
    """Quality has read the record; from here on it is locked. Refuses a record with gaps."""
    record = tx.document("BR")
    name = f"BR:{record['id']}"
    gaps = open_points(tx, record)
    tx.require(not gaps, "BATCH_RECORD_INCOMPLETE", about=name, document=name, missing=", ".join(gaps))
    changes = {"status": "reviewed", "reviewed_by": tx.user, "remarks": tx.args.get("remarks", "")}
    tx.change("BR", record, changes)
    tx.sign(name)


@command(
    "br.decide",
    code="BR05",
    document="BR",
    fields=(
        _BR,
        Field("verdict", FieldType.CHOICE, choices=("approved", "rejected")),
        Field("reason", required=False),
    ),
    meaning="batch_approval",
)
def decide_record(tx: Transaction) -> None:
    """Approves or rejects a reviewed record."""
    record = tx.document("BR")
    name = f"BR:{record['id']}"
    explained = tx.args["verdict"] == "approved" or "reason" in tx.args
    tx.require(explained, "REASON_REQUIRED", about=name, field="reason", problem="missing")
    changes = {"status": tx.args["verdict"], "approved_by": tx.user, "reason": tx.args.get("reason", "")}
    tx.change("BR", record, changes)
    tx.sign(name)


@command("br.annotate", code="BR06", document="BR", fields=(_BR, Field("text")), meaning="annotation")
def annotate_record(tx: Transaction) -> None:
    """Adds a signed remark to a record that is locked; nothing in it changes."""
    record = tx.document("BR")
    tx.require_status("BR", record, "completed", "reviewed", "approved", "rejected")
    row = {"by": tx.user, "at": tx.state.clock, "text": tx.args["text"]}
    tx.change("BR", record, {"annotations": (*record.get("annotations", ()), row)})
    tx.sign(f"BR:{record['id']}")


def current_entries(record: Body) -> dict[tuple[str, str], Body]:
    """The entry that counts now for each reading: the last of those that correct each other."""
    return {(entry["page"], entry["characteristic"]): entry for entry in record["entries"].values()}


def open_points(tx: Transaction, record: Body) -> list[str]:
    """What the record wants still, as `50 performed`, `50 verified`, `50 SEAL_T`, `40 IPC`."""
    order = tx.document("WO", record["wo"])
    found = current_entries(record)
    gaps: list[str] = []
    for key, page in record["pages"].items():
        gaps += [f"{key} {part}" for part in ("performed", "verified") if not page[f"{part}_by"]]
        if key in order["operations"]:
            rules = _parameters(tx, order, key)
            gaps += [f"{key} {code}" for code in rules if (key, code) not in found]
            step = order["operations"][key]
            if step["inspection"] and step["check"] != "passed":
                gaps.append(f"{key} {step['inspection']}")
    return gaps


def require_in_window(tx: Transaction, order: Body, record: Body, page: str) -> None:
    """Refuse to confirm an operation with a reading outside its validated window."""
    found = current_entries(record)
    for code, rule in _parameters(tx, order, page).items():
        entry = found.get((page, code))
        fits = entry is None or rule["low"] <= entry["reading"] <= rule["high"]
        tx.require(
            fits,
            "PARAMETER_OUT_OF_WINDOW",
            about=f"BR:{record['id']}",
            characteristic=code,
            reading=entry["text"] if entry else "",
            low=decimal_text(rule["low"], rule["decimals"]),
            high=decimal_text(rule["high"], rule["decimals"]),
        )


def _open_record(tx: Transaction) -> Body:
    record = tx.document("BR")
    name = f"BR:{record['id']}"
    tx.require(record["status"] in OPEN, "LOCKED_AFTER_REVIEW", about=name, document=name)
    return record


def _parameters(tx: Transaction, order: Body, page: str) -> dict[str, Any]:
    routing = tx.state.master("ROUTING", order["routing"]) or {"parameters": ()}
    return {row["code"]: row for row in routing["parameters"] if row["operation"] == page}


def _rule(tx: Transaction, order: Body, page: str, code: str) -> Body:
    rule: Body | None = _parameters(tx, order, page).get(code)
    if rule is None:
        raise unknown_characteristic("characteristic")
    return rule


def _entry(tx: Transaction, rule: Body, page: str, reading: int, head: dict[str, str]) -> dict[str, Any]:
    row = {
        "page": page,
        "characteristic": rule["code"],
        "reading": reading,
        "text": reading_text(rule, reading),
        **head,
    }
    return {**row, "by": tx.user, "at": tx.state.clock}
