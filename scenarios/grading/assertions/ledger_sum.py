"""Ledger sum: the balance of a general-ledger account, for one order, supplier or item when said so."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.api import Event
from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.patterns import DocumentPattern, agrees, describe_wanted
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace

KEYS = ("po", "po_line", "vendor", "item", "iv", "wo")

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LedgerSum:
    """Debit minus credit of `account`, narrowed by the keys, in cents; with `each`, for every document of a pattern."""

    account: str
    keys: Keys
    each: DocumentPattern | None
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> LedgerSum:
        """Read `ledger: gl`, `account`, the keys, `each` and `sum`."""
        table.word("ledger", known=("gl",))
        each = None
        if "each" in table:
            inner = table.table("each")
            each = DocumentPattern.read(inner)
            inner.finish()
        keys = tuple((key, table.word(key)) for key in KEYS if key in table)
        return cls(table.word("account"), keys, each, table.value("sum"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        narrowed = enumerated([value for _key, value in self.keys] or ["–"])
        if self.each is not None:
            narrowed = Text("每张{d}", "each {d}").fill(d=self.each.sentence())
        return Text(
            "科目 {account}（{keys}）余额 {wanted} 分", "Account {account} ({keys}) stands at {wanted} cents"
        ).fill(account=self.account, keys=narrowed, wanted=describe_wanted(self.wanted))

    def check(self, trace: Trace) -> Finding:
        """Read the balance, or each one, and the rows that posted to it; what was never posted to earns nothing."""
        groups: list[Keys] = [self.keys]
        if self.each is not None:
            kind = self.each.kind.lower()
            groups = [(*self.keys, (kind, str(body["id"]))) for body in trace.documents(self.each)]
        rows = {keys: [entry.seq for entry in trace.entries if self._posts(entry.events, keys)] for keys in groups}
        moved = [keys for keys in groups if rows[keys]]
        if not moved:
            return Finding(NO_CREDIT, Text("没有任何过账。", "Nothing was posted."))
        balances = {keys: trace.state.gl(self.account, **dict(keys)) for keys in moved}
        good = [keys for keys in moved if agrees(balances[keys], self.wanted)]
        amounts = enumerated(money(balance) for balance in balances.values())
        found = Text("余额 {sum} 元。", "Balance {sum} yuan.").fill(sum=amounts)
        return Finding(share(len(good), len(groups)), found, tuple(sorted(rows[keys][-1] for keys in moved)))

    def _posts(self, events: tuple[Event, ...], keys: Keys) -> bool:
        return any(
            line.get("account") == self.account and all(str(line.get(key)) == value for key, value in keys)
            for event in events
            if event.kind == "ledger.posted"
            for line in event.fields["lines"]
        )


def money(cents: int) -> str:
    """Return cents as an amount a bookkeeper reads."""
    return f"{cents / 100:,.2f}"
