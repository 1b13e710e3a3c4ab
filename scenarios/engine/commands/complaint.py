"""Complaint: received, assessed for its duty to report while the clock runs, investigated with the lot's history, closed."""

from scenarios.engine.clock import days_later, later
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_CMP = Field("cmp", FieldType.REF, kind="CMP")
HARMS = ("none", "could_harm", "serious_injury", "death")
CATEGORIES = ("leak", "label", "packaging", "flow", "particle", "delivery", "other")
REPORTED_TO = "NMPA"


@command(
    "cmp.receive",
    code="CP01",
    document="CMP",
    fields=(
        Field("item", FieldType.REF, kind="ITEM"),
        Field("lot", FieldType.REF, required=False, kind="LOT"),
        Field("customer", FieldType.CODE),
        Field("quantity", FieldType.INTEGER, minimum=1),
        Field("category", FieldType.CHOICE, choices=CATEGORIES),
        Field("description"),
        Field("event_date", FieldType.DATE),
        Field("source", FieldType.CODE, required=False),
    ),
)
def receive_complaint(tx: Transaction) -> None:
    """Takes a complaint down as it came; the clock of its assessment starts now."""
    tx.require(tx.args["event_date"] <= tx.today, "FUTURE_POSTING", date=tx.args["event_date"], today=tx.today)
    hours = tx.state.parameter("complaint_assess_hours")
    names = ("item", "customer", "quantity", "category", "description", "event_date")
    body = {name: tx.args[name] for name in names}
    blank = dict.fromkeys(("harm", "reportable", "report_by", "rationale", "assessed_by", "report_reference"), "")
    rest = dict.fromkeys(("cause", "lot_history", "conclusion", "closed_by"), "")
    body |= {"lot": tx.args.get("lot", ""), "source": tx.args.get("source", "")}
    body |= {"assess_by": later(tx.state.clock, hours * 60), **blank, **rest}
    refs = [f"LOT:{body['lot']}"] if body["lot"] else []
    tx.create("CMP", body, status="received", refs=refs)


@command(
    "cmp.assess",
    code="CP02",
    document="CMP",
    fields=(
        _CMP,
        Field("harm", FieldType.CHOICE, choices=HARMS),
        Field("reportable", FieldType.CHOICE, choices=("yes", "no")),
        Field("rationale"),
    ),
)
def assess_complaint(tx: Transaction) -> None:
    """Decides whether it must be reported, and sets the day by which; a late decision is a warning to explain."""
    complaint = tx.document("CMP")
    name = f"CMP:{complaint['id']}"
    in_time = tx.state.clock <= complaint["assess_by"]
    tx.require(in_time, "CLOCK_OVERDUE", about=name, document=name, due=complaint["assess_by"].replace("T", " "))
    days = tx.state.parameter("complaint_report_days")[tx.args["harm"]]
    report_by = days_later(complaint["created_at"], days) if tx.args["reportable"] == "yes" else ""
    changes = {"status": "assessed", **{key: tx.args[key] for key in ("harm", "reportable", "rationale")}}
    tx.change("CMP", complaint, {**changes, "report_by": report_by, "assessed_by": tx.user})


@command("cmp.report", code="CP03", document="CMP", fields=(_CMP, Field("reference", FieldType.CODE)))
def report_complaint(tx: Transaction) -> None:
    """Notes under which number the adverse event went to the authority."""
    complaint = tx.document("CMP")
    tx.require_status("CMP", complaint, "assessed", "investigated")
    tx.change("CMP", complaint, {"report_reference": tx.args["reference"], "reported_at": tx.state.clock})


@command(
    "cmp.investigate",
    code="CP04",
    document="CMP",
    fields=(_CMP, Field("cause"), Field("lot_history")),
)
def investigate_complaint(tx: Transaction) -> None:
    """States the cause and what the lot's history shows; refused while nobody has opened that history."""
    complaint = tx.document("CMP")
    lot = complaint["lot"]
    opened = not lot or has_opened_lot(tx, lot)
    tx.require(opened, "TRACE_NOT_OPENED", about=f"LOT:{lot}", lot=lot)
    changes = {"status": "investigated", "cause": tx.args["cause"], "lot_history": tx.args["lot_history"]}
    tx.change("CMP", complaint, {**changes, "investigated_by": tx.user})


@command("cmp.close", code="CP05", document="CMP", fields=(_CMP, Field("conclusion"), Field("reply")))
def close_complaint(tx: Transaction) -> None:
    """Closes with the reply to the customer; a reportable one only with the number of its report."""
    complaint = tx.document("CMP")
    name = f"CMP:{complaint['id']}"
    reported = complaint["reportable"] != "yes" or bool(complaint["report_reference"])
    tx.require(reported, "REPORT_MISSING", about=name, document=name, due=complaint["report_by"])
    changes = {"status": "closed", "conclusion": tx.args["conclusion"], "reply": tx.args["reply"]}
    tx.change("CMP", complaint, {**changes, "closed_by": tx.user})


def has_opened_lot(tx: Transaction, lot: str) -> bool:
    """Whether anybody has opened the lot's page, or traced it, in this attempt."""
    return any(_shows(entry.command.name, entry.command.args, lot) for entry in tx.state.journal)


def _shows(name: str, args: Body, lot: str) -> bool:
    if name == "view.open":
        return args.get("kind") == "LOT" and args.get("id") == lot
    return name == "report.run" and args.get("report") == "TRACE" and lot in str(args.get("params", {}))
