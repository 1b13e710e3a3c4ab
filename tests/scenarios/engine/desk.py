"""A desk in the sandbox company: says commands in a line each, and remembers the state between them."""

from typing import Any

from scenarios.datasets.api import dataset
from scenarios.engine.api import Command, JournalEntry, Outcome, State, command_specs, start_state, submit

CLOCK = "2026-12-01T09:00"


class Desk:
    """Submits commands to one attempt; `do` expects acceptance, `refused` expects a code."""

    def __init__(self, **start: Any) -> None:
        self.start = start_state(dataset("S"), **{"clock": CLOCK, **start})
        self.state: State = self.start

    def submit(
        self, name: str, user: str, /, *, seat: str = "learner", signed: bool = True, **args: Any
    ) -> JournalEntry:
        spec = command_specs().get(name)
        if spec is not None and spec.needs_signature and signed:
            args["signature"] = {"by": user, "meaning": spec.meaning}
        self.state, entry = submit(self.state, Command(name, args, user=user, seat=seat))
        return entry

    def do(self, name: str, user: str, /, **args: Any) -> JournalEntry:
        entry = self.submit(name, user, **args)
        assert entry.outcome is not Outcome.REFUSED, (name, entry.refusal)
        return entry

    def refused(self, name: str, user: str, /, **args: Any) -> str:
        entry = self.submit(name, user, **args)
        assert entry.refusal is not None, f"{name} was accepted"
        return entry.refusal.code

    def last(self, kind: str) -> dict[str, Any]:
        return dict(self.state.documents(kind)[-1])

    def number(self, kind: str) -> str:
        return str(self.last(kind)["id"])

    def released_order(
        self, item: str = "RM-10103", vendor: str = "V00023", quantity: int = 1000, price: int = 210
    ) -> str:
        line = {"item": item, "quantity": quantity, "price": price, "delivery_date": "2026-12-05"}
        self.do("po.create", "lin.buyer", vendor=vendor, lines=[line])
        number = self.number("PO")
        self.do("po.submit", "lin.buyer", po=number)
        self.do("po.approve", "gao.purmgr", po=number)
        self.do("po.release", "lin.buyer", po=number)
        return number

    def received(self, quantity: int = 1000, **order: Any) -> str:
        number = self.released_order(quantity=quantity, **order)
        line = {"line": "10", "quantity": quantity, "supplier_lot": "CH26-1101", "expiry": "2029-10-01"}
        self.do("gr.post", "zhou.rcv", po=number, delivery_note="DN-1", lines=[line])
        return number

    def measured(self, outer: int = 400) -> str:
        """Received tubing with results; 435 is the outer diameter that fails."""
        self.received()
        inspection = self.number("QI")
        self.do("qi.sample", "sun.iqc", qi=inspection, sample_size=8)
        self.record(inspection, outer)
        return inspection

    def record(self, inspection: str, outer: int) -> None:
        values = {"OD": outer, "ID": 300, "VIS": 0}
        results = [{"characteristic": code, "value": value} for code, value in values.items()]
        self.do("qi.record", "sun.iqc", qi=inspection, results=results)

    def invoiced(self, price: int = 210, quantity: int = 1000, reference: str = "INV-1") -> str:
        """An invoice for the last order."""
        line = {"line": "10", "quantity": quantity, "price": price}
        self.do(
            "inv.post", "wang.ap", po=self.number("PO"), reference=reference, invoice_date="2026-12-01", lines=[line]
        )
        return self.number("IV")

    def rejected(self) -> str:
        """Failed tubing, rejected, with an open nonconformance."""
        inspection = self.measured(435)
        self.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="OD 4.35")
        self.do("ncr.open", "sun.iqc", qi=inspection, description="OD 4.35 over 4.10")
        return self.number("NCR")

    def disposed(self, disposition: str = "return") -> str:
        report = self.rejected()
        self.do("ncr.contain", "xu.qe", ncr=report, action="Blocked, labelled, other lots checked")
        self.do("ncr.investigate", "xu.qe", ncr=report, cause="Worn die at the supplier")
        self.do("mrb.decide", "xu.qe", ncr=report, disposition=disposition, rationale="Supplier's fault")
        return report
