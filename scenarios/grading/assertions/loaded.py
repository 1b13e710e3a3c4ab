"""Loaded: are the rows that the batches of a table have in the new books the true ones, cell by cell?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scenarios.engine.staging import TABLES, rows_in_books
from scenarios.grading import problems
from scenarios.grading.assertions.truth import truth_of
from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, enumerated, same
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import field_text
from scenarios.migration.api import decimal_of

SHOWN = 6
NOT_KEYS = Text("写成真值里的名称，或者主键的列表。", "Write a name in the truth, or a list of keys.")
EVERYTHING = Text("每一行", "every row")


@dataclass(frozen=True)
class Loaded:
    """Each true row is in the books once with the right `field` (any, without one), and nothing besides.

    `of` names a list of keys in the truth, its sentinels, or is a list of keys itself: then only these are looked at.
    The standing batches of the table count together, so that a row loaded by two batches is one too many.
    """

    table: str
    field: str
    sentinels: Plain

    @classmethod
    def read(cls, table: Table) -> Loaded:
        """Read `loaded` (a table, or a variable that a variant binds to one), `field` and `of`."""
        name = table.word("loaded")
        if name and not name.startswith("$") and name not in TABLES:
            table.blame("loaded", problems.NOT_CHOICE.fill(value=name, known=enumerated(TABLES)))
        keys = table.value("of", required=False)
        if keys is not None and not (isinstance(keys, str | list) and keys):
            table.blame("of", NOT_KEYS)
        return cls(name, table.word("field", default=""), keys or "")

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        what = field_text(self.field) if self.field else EVERYTHING
        keys = (
            enumerated(map(str, self.sentinels))
            if isinstance(self.sentinels, list)
            else same(str(self.sentinels or ""))
        )
        which = Text("（{of}）", " ({of})").fill(of=keys) if keys else same("")
        return Text(
            "已装载的 {table}{which}：{what}正确且只有一份", "Loaded {table}{which}: {what} is right and there once"
        ).fill(table=self.table, which=which, what=what)

    def check(self, trace: Trace) -> Finding:
        """Compare the loaded rows with the truth by their business key."""
        truth = truth_of(trace, self.table)
        batches = [body for body in trace.state.documents("MIG") if body["table"] == self.table]
        there: dict[str, list[dict[str, Any]]] = {}
        for body in batches:
            for row in rows_in_books(trace.state, body).values():
                there.setdefault("|".join(row[name] for name in truth["key"]), []).append(dict(row))
        wanted = self._wanted(truth)
        right = [key for key in wanted if self._is_right(there.get(key, []), truth["rows"][key])]
        known = set(wanted)
        counts = Counter({key: len(rows) for key, rows in there.items() if key in known or not self.sentinels})
        surplus = sum(counts.values()) - sum(1 for key in known if counts[key])
        wrong = [key for key in wanted if key not in set(right)]
        found = Text(
            "应有 {m} 行，正确 {n} 行，多余 {extra} 行。", "{n} of {m} rows are right, {extra} too many."
        ).fill(n=len(right), m=len(wanted), extra=surplus)
        if wrong and there:
            found += Text("不对：{keys}。", "Not right: {keys}.").fill(keys=enumerated(wrong[:SHOWN]))
        names = frozenset(f"MIG:{body['id']}" for body in batches)
        credit = share(len(right), len(wanted) + surplus) if there else NO_CREDIT
        seqs = tuple(sorted({seq for name in names for seq in trace.touching(name)[-1:]}))
        return Finding(credit, found, seqs, names if credit else frozenset(), (len(right), len(wanted)))

    def _wanted(self, truth: Mapping[str, Any]) -> list[str]:
        if isinstance(self.sentinels, list):
            return [str(key) for key in self.sentinels]
        return list(truth[str(self.sentinels)] if self.sentinels else truth["rows"])

    def _is_right(self, rows: list[dict[str, Any]], wanted: dict[str, str]) -> bool:
        if len(rows) != 1:
            return False
        fields = [self.field] if self.field else list(wanted)
        return all(same_value(rows[0].get(name, ""), wanted.get(name, "")) for name in fields)


def same_value(one: str, other: str) -> bool:
    """Say whether two texts write the same value: 1.50 is 1.5."""
    if one == other:
        return True
    first, second = decimal_of(one), decimal_of(other)
    return isinstance(first, Decimal) and first == second
