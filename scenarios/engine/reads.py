"""What one may ask of a state: documents, stock, ledger, lots, flow and the change log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.dataset import Dataset
from scenarios.engine.overlay import Overlay
from scenarios.engine.values import JournalEntry

Body = Mapping[str, Any]
STOCK_KEY = ("item", "lot", "plant", "location", "stock_type")


@dataclass(frozen=True)
class ChangeRow:
    """One line of an object's change log, refusals and look-ups included."""

    seq: int
    at: str
    user: str
    command: str
    path: str
    old: Any
    new: Any
    outcome: str
    code: str


class Reads:
    """The reads of a state; it holds no fields of its own."""

    dataset: Dataset
    start: Any
    clock: str
    tables: Mapping[str, Overlay]
    journal: tuple[JournalEntry, ...]

    def document(self, kind: str, number: str) -> Body | None:
        """The body of a document, or None."""
        table = self.tables.get(f"doc.{kind}")
        return table.get(number) if table is not None else None

    def documents(self, kind: str) -> tuple[Body, ...]:
        """All documents of a kind, those of the base first."""
        table = self.tables.get(f"doc.{kind}")
        return tuple(table.values()) if table is not None else ()

    def own_documents(self, kind: str) -> tuple[Body, ...]:
        """The documents of a kind that this attempt has created or changed."""
        table = self.tables.get(f"doc.{kind}")
        return tuple(table.own.values()) if table is not None else ()

    def master(self, kind: str, number: str) -> Body | None:
        """A master record, or None; a LOT is found among the lots."""
        if kind == "LOT":
            return self.lot(number)
        table = self.tables.get(f"master.{kind}")
        return table.get(number) if table is not None else None

    def masters(self, kind: str) -> Mapping[str, Body]:
        """A whole master table by id."""
        table = self.tables.get("lot" if kind == "LOT" else f"master.{kind}")
        if table is None:
            return {}
        return dict(table.items()) if table.own else table.base

    def exists(self, kind: str, number: str) -> bool:
        """Whether there is a document or master record of that kind and number."""
        return self.document(kind, number) is not None or self.master(kind, number) is not None

    def lot(self, number: str) -> Body | None:
        """A lot's master record, or None."""
        found: Body | None = self.tables["lot"].get(number)
        return found

    def lots(self) -> tuple[Body, ...]:
        """Every lot."""
        return tuple(self.tables["lot"].values())

    def stock_rows(self, **where: str | None) -> Iterator[dict[str, Any]]:
        """Stock lines that are not empty; `where` narrows by item, lot, plant, location, stock_type."""
        wanted = [(STOCK_KEY.index(name), value) for name, value in where.items() if value is not None]
        # Thousands of lines are passed over for the few that match: most of them by one look into the key's text.
        needle = max((value for _place, value in wanted), key=len, default="")
        for key, row in self.tables["stock"].items():
            if needle not in key or (not row["quantity"] and not row["value"]):
                continue
            parts = key.split("|")
            if all(parts[place] == value for place, value in wanted):
                yield {
                    **dict(zip(STOCK_KEY, parts, strict=True)), "quantity": row["quantity"], "value": row["value"],
                }  # fmt: skip

    def stock(self, **where: str | None) -> int:
        """The quantity on hand that matches, in the item's decimals."""
        return sum(row["quantity"] for row in self.stock_rows(**where))

    def ledger_lines(self, account: str | None = None, **where: str) -> Iterator[Mapping[str, Any]]:
        """Ledger lines, opening lines first; `where` names po, po_line, vendor, item, iv or document."""
        opening = self.dataset.opening_lines
        accounts = (account,) if account is not None else tuple(opening)
        for name in accounts:
            for line in opening.get(name, ()):
                if all(line.get(key) == value for key, value in where.items()):
                    yield line
        for entry in self.tables["entry"].own.values():
            for line in entry["lines"]:
                if account is not None and line["account"] != account:
                    continue
                full = {**line, "document": entry["document"]}
                if all(full.get(key) == value for key, value in where.items()):
                    yield full

    def gl(self, account: str, **where: str) -> int:
        """Debit minus credit of an account in cents, of the lines that match only if something is asked for."""
        if not where:
            balance: int = self.tables["balance"].get(account, 0)
            return balance
        return sum(line["debit"] - line["credit"] for line in self.ledger_lines(account, **where))

    def trial_balance(self) -> dict[str, tuple[int, int, int]]:
        """Per account: turnover debit, turnover credit (opening lines included), balance."""
        totals: dict[str, list[int]] = {}
        for line in self.ledger_lines():
            row = totals.setdefault(line["account"], [0, 0])
            row[0] += line["debit"]
            row[1] += line["credit"]
        return {account: (debit, credit, debit - credit) for account, (debit, credit) in sorted(totals.items())}

    def genealogy_edges(self) -> tuple[Mapping[str, Any], ...]:
        """Every genealogy edge: source, target, relation, quantity."""
        return tuple(self.tables["edge"].values())

    def genealogy(self, number: str, direction: str = "forward") -> frozenset[str]:
        """All that can be reached from a lot along the edges, forward to its use or backward to its source."""
        near, far = ("source", "target") if direction == "forward" else ("target", "source")
        net: dict[tuple[str, str], int] = {}
        for edge in self.tables["edge"].values():
            pair = (edge[near], edge[far])
            net[pair] = net.get(pair, 0) + edge["quantity"]
        reached: dict[str, list[str]] = {}
        for (one, other), quantity in net.items():
            if quantity > 0:
                reached.setdefault(one, []).append(other)
        found: set[str] = set()
        waiting = [number]
        while waiting:
            fresh = set(reached.get(waiting.pop(), ())) - found
            found |= fresh
            waiting.extend(fresh)
        return frozenset(found)

    def document_flow(self, name: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """The chain a document belongs to: its nodes (`KIND:id`, oldest first) and its edges."""
        nodes: dict[str, None] = {}
        edges: dict[tuple[str, str], None] = {}
        waiting = [name]
        while waiting:
            node = waiting.pop()
            if node in nodes:
                continue
            nodes[node] = None
            kind, _, number = node.partition(":")
            body = self.document(kind, number) or {}
            before = [(source, node) for source in body.get("refs", ())]
            after = [(node, target) for target in self.tables["flow"].get(node, ())]
            for source, target in (*before, *after):
                if self.document(*source.split(":", 1)) is not None:
                    edges[source, target] = None
                    waiting.append(target if source == node else source)
        return tuple(sorted(nodes, key=self._age)), tuple(edges)

    def _age(self, name: str) -> tuple[str, str]:
        body = self.document(*name.split(":", 1))
        return (body["created_at"] if body else "", name)

    def change_log(self, name: str) -> tuple[ChangeRow, ...]:
        """All that happened to `KIND:id` in this attempt, and what was tried or looked at."""
        rows: list[ChangeRow] = []
        for entry in self.journal:
            if name not in entry.objects:
                continue
            head = (entry.seq, entry.at, entry.command.user, entry.command.name)
            code = entry.refusal.code if entry.refusal else ""
            found = [
                change for event in entry.events if name in event.objects for change in event.fields.get("changes", ())
            ]
            for path, old, new in found or [("", None, None)]:
                rows.append(ChangeRow(*head, path, old, new, entry.outcome.value, code))
        return tuple(rows)

    def signatures(self, subject: str | None = None) -> tuple[Mapping[str, Any], ...]:
        """The electronic signatures given, of one subject (`KIND:id`) or all."""
        given = self.tables["signature"].values()
        return tuple(row for row in given if subject is None or row["subject"] == subject)

    def overrides(self) -> tuple[Mapping[str, Any], ...]:
        """The warnings that somebody went past, with the reason given."""
        return tuple(self.tables["override"].values())

    @property
    def seats(self) -> Mapping[str, tuple[str, ...]] | None:
        """Which hats each seat may wear; None means that everybody may be everybody."""
        found: Mapping[str, tuple[str, ...]] | None = self.start.seats
        return found

    def hat(self, seat: str) -> str:
        """The hat a seat wears now: the last one switched to, else its first."""
        hats = (self.seats or {}).get(seat, ())
        worn: str = self.tables["hat"].get(seat, hats[0] if hats else "")
        return worn

    def parameter(self, name: str) -> Any:
        """A parameter as this attempt has it now; an unknown one is our own mistake."""
        row = self.tables["master.PARAMETER"].get(name)
        if row is None:
            raise KeyError(name)
        return row["live_value"]
