"""Pairs: were the rows of a cleansing sheet grouped as they belong together? Judged pair by pair against the truth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scenarios.engine.staging import excluded, groups, staged_table
from scenarios.grading.assertions.truth import percent, sheet_and_truth
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace
from scenarios.migration.api import PairScore, score

MEASURES = {
    "precision": Text("合并的正确率", "the share of merged pairs that are right"),
    "recall": Text("重复行的查全率", "the share of duplicate pairs that were found"),
    "f1": Text("合并的综合得分", "the balance of right and found pairs"),
    "traps": Text("易混行没有并错", "no look-alike was merged"),
}
Band = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Pairs:
    """The measure reaches a band; each band gives its credit. `traps` asks that no named look-alike was merged."""

    sheet: str
    measure: str
    bands: tuple[Band, ...]

    @classmethod
    def read(cls, table: Table) -> Pairs:
        """Read `pairs`, `measure` and `bands: [{from, credit}]`, the highest band first."""
        measure = table.word("measure", known=MEASURES)
        bands = []
        for inner in table.tables("bands", required=measure != "traps"):
            bands.append((inner.number("from"), inner.number("credit")))
            inner.finish()
        if any(not 0 <= part <= 1 for band in bands for part in band) or bands != sorted(bands, reverse=True):
            table.blame("bands", NOT_BANDS)
        return cls(table.word("pairs"), measure, tuple(bands))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        name = MEASURES[self.measure]
        if not self.bands:
            return Text("工作表 {sheet} 的{name}", "In sheet {sheet}, {name}").fill(sheet=self.sheet, name=name)
        return Text("工作表 {sheet} 的{name}达到 {least}", "In sheet {sheet}, {name} reaches {least}").fill(
            sheet=self.sheet, name=name, least=percent(Fraction(self.bands[0][0]))
        )

    def check(self, trace: Trace) -> Finding:
        """Compare the groups with the truth, and name what was merged wrongly or left apart."""
        body, truth = sheet_and_truth(trace, self.sheet)
        if body is None:
            return Finding(NO_CREDIT, Text("没有这张工作表。", "There is no such sheet."))
        made, left_out = groups(body), excluded(body)
        rows = staged_table(trace.state, body["table"])["rows"]
        assert rows.keys() == truth["entities"].keys()
        judged = score([set(group.rows) - left_out for group in made.values()], truth["entities"])
        name = f"STG:{body['id']}"
        seqs = tuple(seq for seq in trace.touching(name) if self._is_work(trace, seq))[-3:]
        if self.measure == "traps":
            return self._traps(judged, frozenset(truth["traps"]), seqs, name)
        reached = {"precision": judged.precision, "recall": judged.recall, "f1": judged.f1}[self.measure]
        if not judged.found:
            reached = Fraction(0)
        credit = next((Fraction(share) for least, share in self.bands if reached >= Fraction(least)), NO_CREDIT)
        found = Text(
            "{value}：对 {right} 对，并错 {false} 对，漏 {missed} 对。",
            "{value}: {right} pairs right, {false} merged wrongly, {missed} missed.",
        ).fill(
            value=percent(reached),
            right=len(judged.right),
            false=len(judged.false_merges),
            missed=len(judged.missed),
        )
        objects = frozenset({name}) if credit else frozenset()
        return Finding(credit, found + _examples(judged), seqs, objects, self._tally(judged))

    def _tally(self, judged: PairScore) -> tuple[int, int]:
        """Pairs right, of those that belong together; with `f1` a wrong merge takes a right one away. With `precision` of
        those put together.
        """
        right, wrong = len(judged.right), len(judged.false_merges)
        tallies = {
            "precision": (right, len(judged.found)),
            "recall": (right, len(judged.wanted)),
            "f1": (max(0, right - wrong), len(judged.wanted)),
        }
        return tallies[self.measure]

    def _is_work(self, trace: Trace, seq: int) -> bool:
        entry = trace.entry(seq)
        return entry is not None and entry.command.name in {"stg.merge", "stg.split"}

    def _traps(self, judged: PairScore, traps: frozenset[str], seqs: tuple[int, ...], name: str) -> Finding:
        caught = [pair for pair in judged.false_merges if traps & set(pair)]
        merged = {row for pair in caught for row in pair} & traps
        tally = (len(traps) - len(merged), len(traps))
        if not caught:
            apart = Text("易混行都分开着。", "Every look-alike stands for itself.")
            return Finding(FULL, apart, seqs, frozenset({name}), tally)
        pairs = enumerated(" + ".join(pair) for pair in caught[:SHOWN])
        return Finding(NO_CREDIT, Text("并错：{pairs}。", "Merged: {pairs}.").fill(pairs=pairs), seqs, tally=tally)


SHOWN = 4
NOT_BANDS = Text(
    "档次写成 [{from, credit}]，数值在 0 到 1 之间，从高到低。",
    "Bands are [{from, credit}] with numbers from 0 to 1, the highest first.",
)


def _examples(judged: PairScore) -> Text:
    text = Text("", "")
    for words, pairs in (
        (Text("并错：{p}。", "Merged wrongly: {p}."), judged.false_merges),
        (Text("漏并：{p}。", "Missed: {p}."), judged.missed),
    ):
        if pairs:
            text += words.fill(p=enumerated(" + ".join(pair) for pair in pairs[:SHOWN]))
    return text
