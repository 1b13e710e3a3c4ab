"""Looked up: something must have been opened before one acted on it."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.api import JournalEntry, Outcome
from scenarios.grading import vocabulary
from scenarios.grading.finding import FULL, HALF, NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class LookedUp:
    """A record of kind `what` (or a report) was opened before the first accepted `before`; later earns half."""

    what: str
    which: str
    before: StepPattern | None

    @classmethod
    def read(cls, table: Table) -> LookedUp:
        """Read the constraint's own fields."""
        before = StepPattern.read(table, "before") if "before" in table else None
        return cls(table.word("what", known=vocabulary.lookable_kinds()), table.word("which", default=""), before)

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        name = vocabulary.document_text(self.what)
        if self.which:
            name = Text("{name} {id}", "{name} {id}").fill(name=name, id=self.which)
        if self.before is None:
            return Text("查看过{name}", "{name} is looked up").fill(name=name)
        return Text("{before}之前查看过{name}", "{name} is looked up before {before}").fill(
            name=name, before=self.before.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Look for the look-up, and for the moment that it should have preceded."""
        looks = [entry for entry in trace.own_rows if entry.outcome is Outcome.LOOKED_UP and self._shows(entry)]
        if not looks:
            return Finding(NO_CREDIT, Text("日志里没有查看记录。", "The journal shows no look-up."))
        acts = trace.accepted(self.before) if self.before is not None else []
        late = bool(acts) and looks[0].seq > acts[0].seq
        found = Text("{at} 查看。", "Opened at {at}.").fill(at=looks[0].at[-5:])
        if late:
            found += Text("是在动手之后。", "That was after acting.")
        return Finding(HALF if late else FULL, found, (looks[0].seq,))

    def _shows(self, entry: JournalEntry) -> bool:
        args = entry.command.args
        if entry.command.name == "report.run":
            return args.get("report") == self.what
        return args.get("kind") == self.what and self.which in ("", str(args.get("id")))
