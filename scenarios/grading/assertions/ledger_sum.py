"""Ledger sum: the balance of a general-ledger account, for one order, supplier or item when said so."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import agrees, describe_wanted
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace

KEYS = ("po", "po_line", "vendor", "item", "iv", "document")


@dataclass(frozen=True)
class LedgerSum:
    """Debit minus credit of `account`, narrowed by the keys, in cents."""

    account: str
    keys: tuple[tuple[str, str], ...]
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> LedgerSum:
        """Read `ledger: gl`, `account`, the keys and `sum`."""
        table.word("ledger", known=("gl",))
        keys = tuple((key, table.word(key)) for key in KEYS if key in table)
        return cls(table.word("account"), keys, table.value("sum"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        narrowed = ", ".join(value for _key, value in self.keys)
        return Text(
            "科目 {account}（{keys}）余额 {wanted} 分", "Account {account} ({keys}) stands at {wanted} cents"
        ).fill(account=self.account, keys=narrowed or "–", wanted=describe_wanted(self.wanted))

    def check(self, trace: Trace) -> Finding:
        """Read the balance and the rows that posted to it."""
        keys = dict(self.keys)
        balance = trace.state.gl(self.account, **keys)
        credit = FULL if agrees(balance, self.wanted) else NO_CREDIT
        seqs = tuple(entry.seq for entry in trace.entries if any(self._posts(event) for event in entry.events))
        if not seqs:
            # A balance of nothing that was never moved shows no work, so it earns nothing.
            return Finding(NO_CREDIT, Text("没有任何过账。", "Nothing was posted."))
        found = Text("余额 {sum} 元。", "Balance {sum} yuan.").fill(sum=money(balance))
        return Finding(credit, found, seqs[-1:])

    def _posts(self, event: object) -> bool:
        if getattr(event, "kind", "") != "ledger.posted":
            return False
        fields = event.fields  # type: ignore[attr-defined]
        wanted = {key: value for key, value in self.keys if key != "document"}
        return any(
            line.get("account") == self.account and all(str(line.get(key)) == value for key, value in wanted.items())
            for line in fields["lines"]
        )


def money(cents: int) -> str:
    """Return cents as an amount a bookkeeper reads."""
    return f"{cents / 100:,.2f}"
