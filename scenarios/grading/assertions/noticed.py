"""Noticed: were the faulty rows of a legacy export, or the faulty settings of its script, found at all?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.staging import TABLES, excluded, groups
from scenarios.grading import problems
from scenarios.grading.finding import Finding, share
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace

SHOWN = 8
WORKED_ON = ("corrections", "decisions", "parameters", "queries")
"""What batches and sheets keep by row, or by the name of a setting."""
NOT_NAMES = Text(
    "写成行号的列表 [行号, …]，或者变量名。", "Write a list of rows [row, …], or the name of a variant's value."
)


@dataclass(frozen=True)
class Noticed:
    """Somebody acted on each of these rows or settings: corrected, decided, asked, grouped, kept apart or left out.

    Whether what was done is right is not asked: this is what was found, another assertion says what was mended.
    """

    table: str
    rows: Plain

    @classmethod
    def read(cls, table: Table) -> Noticed:
        """Read `noticed` (a table, or a variable that a variant binds to one) and `rows`; a name in it may be a list."""
        name = table.word("noticed")
        if name and not name.startswith("$") and name not in TABLES:
            table.blame("noticed", problems.NOT_CHOICE.fill(value=name, known=enumerated(TABLES)))
        rows = table.value("rows")
        is_name = isinstance(rows, str) and rows.startswith("$")
        if not is_name and not (isinstance(rows, list) and rows):
            table.blame("rows", NOT_NAMES)
        return cls(name, rows)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The rows and settings, one after another."""
        parts = self.rows if isinstance(self.rows, list) else [self.rows]
        return tuple(str(row) for part in parts for row in (part if isinstance(part, list) else [part]))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("{table} 中有问题的各处都处理过：{rows}", "Each fault in {table} was acted on: {rows}").fill(
            table=self.table, rows=enumerated(self.wanted)
        )

    def check(self, trace: Trace) -> Finding:
        """Look through every batch and sheet of the table, and name what nobody acted on."""
        bodies = {
            f"{kind}:{body['id']}": body
            for kind in ("MIG", "STG")
            for body in trace.state.documents(kind)
            if body["table"] == self.table
        }
        seen = {name: _worked_on(body) for name, body in bodies.items()}
        missed = [row for row in self.wanted if not any(row in rows for rows in seen.values())]
        tally = (len(self.wanted) - len(missed), len(self.wanted))
        found = Text("{m} 处中发现 {n} 处。", "{n} of {m} found.").fill(n=tally[0], m=tally[1])
        if missed:
            found += Text("漏：{rows}。", "Missed: {rows}.").fill(rows=enumerated(missed[:SHOWN]))
        names = frozenset(name for name, rows in seen.items() if rows & set(self.wanted))
        return Finding(share(*tally), found, self._seqs(trace, names), names, tally)

    def _seqs(self, trace: Trace, names: frozenset[str]) -> tuple[int, ...]:
        """The rows of the journal that first named each fault."""
        left, found = set(self.wanted), []
        for entry in trace.entries:
            if any(name in event.objects for event in entry.events for name in names):
                here = left & set(_texts(entry.command.args))
                if here:
                    found.append(entry.seq)
                    left -= here
        return tuple(found)


def _worked_on(body: Mapping[str, Any]) -> frozenset[str]:
    """The rows and settings that a batch or a sheet says something of."""
    kept: set[str] = {name for field in WORKED_ON for name in body.get(field, ())}
    if "groups" in body:
        kept |= {row for group in groups(body).values() for row in group.rows} | excluded(body)
        kept |= {row for pair in body["apart"] for row in pair.split("|")}
    return frozenset(kept)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for part in (*value, *value.values()) for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
