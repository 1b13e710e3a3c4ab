"""Tie-out: two independently kept figures agree: a ledger account with the stock, or with another account."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading import problems
from scenarios.grading.assertions.ledger_sum import money
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace

GL_KEYS = ("po", "vendor", "item", "iv")
STOCK_KEYS = ("item", "lot", "stock_type", "plant", "location")


@dataclass(frozen=True)
class Figure:
    """One figure: the balance of an account (`gl`), or the value of the selected stock (`stock`)."""

    source: str
    account: str
    keys: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, table: Table) -> Figure:
        """Read `{gl: account, …}` or `{stock: value, …}`."""
        source = "gl" if "gl" in table else "stock"
        account = table.word(source)
        names = GL_KEYS if source == "gl" else STOCK_KEYS
        keys = tuple((key, table.word(key)) for key in names if key in table)
        table.finish()
        return cls(source, account, keys)

    def value(self, trace: Trace) -> int:
        """Return the figure in cents."""
        if self.source == "gl":
            return int(trace.state.gl(self.account, **dict(self.keys)))
        return sum(int(row["value"]) for row in trace.state.stock_rows(**dict(self.keys)))

    def sentence(self) -> Text:
        """Return the figure in words."""
        more = "".join(f", {value}" for _key, value in self.keys)
        if self.source == "gl":
            return Text("科目 {a}{more}", "account {a}{more}").fill(a=self.account, more=more)
        return Text("库存价值{more}", "stock value{more}").fill(more=more)


@dataclass(frozen=True)
class TieOut:
    """Two figures differ by at most `tolerance` cents."""

    one: Figure
    other: Figure
    tolerance: int

    @classmethod
    def read(cls, table: Table) -> TieOut:
        """Read `tie_out: [figure, figure]` and `tolerance`."""
        figures = [Figure.read(inner) for inner in table.tables("tie_out", required=True)]
        if len(figures) != 2:  # noqa: PLR2004 - a tie-out has two sides
            table.blame("tie_out", problems.NOT_LIST)
            figures = [*figures, Figure("gl", "", ()), Figure("gl", "", ())]
        return cls(figures[0], figures[1], table.integer("tolerance", default=0))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("{one}与{other}相符", "{one} ties to {other}").fill(
            one=self.one.sentence(), other=self.other.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Read both figures and compare."""
        one, other = self.one.value(trace), self.other.value(trace)
        found = Text("{a} 对 {b}，差 {d}。", "{a} against {b}, difference {d}.").fill(
            a=money(one), b=money(other), d=money(one - other)
        )
        return Finding(FULL if abs(one - other) <= self.tolerance else NO_CREDIT, found)
