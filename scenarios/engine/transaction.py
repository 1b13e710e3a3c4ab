"""What a command's decision works with: it reads a state, refuses by `require`, and proposes events.

Nothing is changed here; the events gathered become the state's next step only if the whole decision succeeds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.engine.clock import day
from scenarios.engine.numbering import spell
from scenarios.engine.parameters import SEVERITY
from scenarios.engine.quantities import decimal_text, share
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import CommandSpec
from scenarios.engine.state import State
from scenarios.engine.transitions import is_legal
from scenarios.engine.values import Command, Event, Refusal, Severity

PLANT = "1000"
Body = Mapping[str, Any]


class Transaction:
    """One command being decided against one state."""

    def __init__(self, state: State, command: Command, spec: CommandSpec, args: Mapping[str, Any]) -> None:
        self.state = state
        self.command = command
        self.spec = spec
        self.args = args
        self.user = command.user
        self.today = day(state.clock)
        self.events: list[Event] = []
        self.reads: dict[str, None] = {}
        self.window: Body | None = None
        self._drawn: dict[str, int] = {}

    def require(self, condition: bool, code: str, *, about: str = "", **args: str) -> None:
        """Refuse with `code` unless the condition holds; a warning may be passed with an override reason."""
        if condition:
            return
        severity = self.severity(code)
        reason = self.command.args.get("override_reason")
        if severity is Severity.WARN and isinstance(reason, str) and reason.strip():
            self.add(
                "rule.overridden", {"code": code, "reason": reason.strip()[:2000], "by": self.user, "about": about}
            )
            return
        raise Refused(Refusal(code=code, severity=severity, args=args, about=about))

    def severity(self, code: str) -> Severity:
        """Stop or warn, as the parameter table has it now."""
        row = self.state.tables["master.PARAMETER"].get(f"{SEVERITY}{code}")
        return Severity(row["live_value"]) if row is not None else Severity.STOP

    def document(self, kind: str, number: str | None = None) -> Body:
        """The document named by the argument of its kind, or by number; refuses an unknown one."""
        wanted = number if number is not None else self.args[kind.lower()]
        body = self.state.document(kind, wanted)
        if body is None:
            raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": kind, "id": str(wanted)[:40]}))
        return body

    def item(self, number: str) -> Body:
        """The item's master record."""
        body = self.state.master("ITEM", number)
        if body is None:
            raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "ITEM", "id": number[:40]}))
        self.read("ITEM", number)
        return body

    def quantity_text(self, item: str, quantity: int) -> str:
        """A quantity with its unit, as refusals show it."""
        body = self.item(item)
        return f"{decimal_text(quantity, body['decimals'])} {body['unit']}"

    def read(self, kind: str, number: str) -> None:
        """Note that the decision relied on an object."""
        self.reads[f"{kind}:{number}"] = None

    def add(self, kind: str, fields: Mapping[str, Any], *objects: str) -> None:
        """Propose an event."""
        self.events.append(Event(kind=kind, fields=fields, objects=objects))

    def next_number(self, kind: str) -> str:
        """The next number of a kind, counting those this transaction has drawn."""
        self._drawn[kind] = self._drawn.get(kind, 0) + 1
        return spell(kind, self.state.tables["counter"].get(kind, 0) + self._drawn[kind])

    def create(
        self, kind: str, body: Mapping[str, Any], *, status: str, refs: Sequence[str] = (), number: str = ""
    ) -> str:
        """Propose a new document, under a number drawn beforehand if one is given; returns its number."""
        number = number or self.next_number(kind)
        now = self.state.clock
        head = {"id": number, "status": status, "created_by": self.user, "created_at": now, "changed_at": now}
        full = {**head, **body, "refs": tuple(refs)}
        self.add("document.created", {"kind": kind, "id": number, "body": full}, f"{kind}:{number}")
        return number

    def change(self, kind: str, body: Body, changes: Mapping[str, Any]) -> None:
        """Propose new values at paths (`status`, `lines/10/received`); a status must be a legal step."""
        name = f"{kind}:{body['id']}"
        rows: list[list[Any]] = []
        for path, new in changes.items():
            old = _at(body, path)
            if path == "status":
                self.require(
                    is_legal(kind, old, new), "ILLEGAL_TRANSITION", about=name, document=name, status=old, wanted=new
                )
            if old != new:
                rows.append([path, old, new])
        if rows:
            self.add("document.changed", {"kind": kind, "id": body["id"], "changes": rows}, name)

    def change_master(self, kind: str, body: Body, changes: Mapping[str, Any]) -> None:
        """Propose new values in a master record (a user, a role, a parameter): it counts from the next command on."""
        rows = [[path, _at(body, path), new] for path, new in changes.items()]
        rows = [row for row in rows if row[1] != row[2]]
        if rows:
            name = f"{kind}:{body['id']}"
            self.add("master.changed", {"kind": kind, "id": body["id"], "changes": rows}, name)

    def create_master(self, kind: str, number: str, body: Mapping[str, Any]) -> None:
        """Propose a new master record under a number that is not taken."""
        taken = self.state.master(kind, number) is not None
        self.require(not taken, "DUPLICATE_DOCUMENT", about=f"{kind}:{number}", document=number)
        self.add("master.created", {"kind": kind, "id": number, "body": {"id": number, **body}}, f"{kind}:{number}")

    def require_status(self, kind: str, body: Body, *allowed: str) -> None:
        """Refuse unless the document stands in one of these states."""
        name = f"{kind}:{body['id']}"
        stands = {"document": name, "status": body["status"], "required": "|".join(allowed)}
        self.require(body["status"] in allowed, "ILLEGAL_TRANSITION", about=name, **stands)

    def move(
        self,
        movement: str,
        *,
        item: str,
        lot: str,
        stock_type: str,
        quantity: int,
        value: int,
        document: str,
        location: str,
    ) -> None:
        """Propose a stock movement; going below nought is refused."""
        if quantity < 0:
            key = "|".join((item, lot, PLANT, location, stock_type))
            held = self.state.tables["stock"].get(key, {"quantity": 0})["quantity"]
            self.require(
                held + quantity >= 0,
                "STOCK_NEGATIVE",
                about=f"LOT:{lot}" if lot else f"ITEM:{item}",
                held=self.quantity_text(item, held),
                wanted=self.quantity_text(item, -quantity),
                stock_type=stock_type,
            )
        fields = {
            "movement": movement,
            "item": item,
            "lot": lot,
            "plant": PLANT,
            "location": location,
            "stock_type": stock_type,
            "quantity": quantity,
            "value": value,
            "document": document,
        }
        self.add("stock.moved", fields, document, *([f"LOT:{lot}"] if lot else []))

    def transfer(self, movement: str, *, lot: str, source: str, target: str, quantity: int, document: str) -> None:
        """Propose to move a lot's stock from one stock type to another, with its share of the value."""
        for row in self.state.stock_rows(lot=lot, stock_type=source):
            part = min(quantity, row["quantity"])
            quantity -= part
            value = share(row["value"], part, row["quantity"])
            where = {"item": row["item"], "lot": lot, "document": document, "location": row["location"]}
            self.move(movement, stock_type=source, quantity=-part, value=-value, **where)
            self.move(movement, stock_type=target, quantity=part, value=value, **where)

    def post(self, document: str, lines: Sequence[Mapping[str, Any]]) -> None:
        """Propose a ledger entry of the lines that are not nought; an unbalanced one is our own mistake.

        Refuses accounts outside the window, if the posting goes to a closed month through one.
        """
        kept = [line for line in lines if line["debit"] or line["credit"]]
        if self.window is not None:
            low, high = self.window["account_from"], self.window["account_to"]
            beyond = ", ".join(sorted({line["account"] for line in kept if not low <= line["account"] <= high}))
            name = f"PEX:{self.window['id']}"
            self.require(not beyond, "WINDOW_ACCOUNTS", about=name, accounts=beyond, low=low, high=high)
            self.read("PEX", self.window["id"])
        assert sum(line["debit"] - line["credit"] for line in kept) == 0, kept
        if kept:
            self.add("ledger.posted", {"id": self.next_number("JE"), "document": document, "lines": kept}, document)

    def sign(self, subject: str) -> None:
        """Record the signature that the command carries; the engine has checked that it is there."""
        self.add("signature.given", {"by": self.user, "meaning": self.spec.meaning, "subject": subject}, subject)


def _at(body: Body, path: str) -> Any:
    value: Any = body
    for part in path.split("/"):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def ledger_line(account: str, amount: int, **references: str) -> dict[str, Any]:
    """A ledger line of a signed amount: positive is debit, negative credit."""
    return {"account": account, "debit": max(amount, 0), "credit": max(-amount, 0), **references}
