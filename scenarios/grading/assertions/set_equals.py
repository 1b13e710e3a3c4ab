"""Set equals: exactly these, no more and no less; precision and recall decide the share (their harmonic mean)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.patterns import DocumentPattern, in_words, shown, values_at
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, enumerated, same
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import field_text


@dataclass(frozen=True)
class SetEquals:
    """The values of `field` over the matched documents are the set `equals`, which a variant may name as a whole."""

    documents: DocumentPattern
    field: str
    equals: Plain

    @classmethod
    def read(cls, table: Table) -> SetEquals:
        """Read `set: {doc, where}`, `field` and `equals`."""
        inner = table.table("set")
        documents = DocumentPattern.read(inner)
        inner.finish()
        name = table.value("equals", required=False)
        is_name = isinstance(name, str) and name.startswith("$")
        return cls(documents, table.word("field"), name if is_name else list(table.words("equals", required=True)))

    @property
    def wanted(self) -> frozenset[str]:
        """The set as texts."""
        return frozenset(str(item) for item in self.equals) if isinstance(self.equals, list) else frozenset()

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("{documents}的 {field} 恰好是：{set}", "{field} of {documents} is exactly: {set}").fill(
            documents=self.documents.sentence(), field=field_text(self.field), set=_named(self.wanted, self.field)
        )

    def check(self, trace: Trace) -> Finding:
        """Compare the two sets."""
        bodies = trace.documents(self.documents)
        found = {str(value) for body in bodies for value in values_at(body, self.field)}
        names = frozenset(f"{self.documents.kind}:{body['id']}" for body in bodies)
        seqs = tuple(sorted({seq for name in names for seq in trace.touching(name)[-1:]}))
        return compare_sets(found, self.wanted, seqs, names, self.field)


def compare_sets(
    found: set[str],
    wanted: frozenset[str],
    seqs: tuple[int, ...] = (),
    names: frozenset[str] = frozenset(),
    field: str = "",
) -> Finding:
    """Return the finding for a found set against the wanted one; `field` says what they are, so that roles bear names."""
    hits = len(found & wanted)
    if not hits:
        return Finding(NO_CREDIT, Text("一个也没有找对。", "Not one of them is right."), seqs, tally=(0, len(wanted)))
    text = Text(
        "找对 {hits} 个；查全率 {hits}/{all}，查准率 {hits}/{given}。",
        "{hits} right; recall {hits}/{all}, precision {hits}/{given}.",
    )
    sentence = text.fill(hits=hits, all=len(wanted), given=len(found))
    if missing := wanted - found:
        sentence += Text("漏：{names}。", "Missed: {names}.").fill(names=_named(missing, field))
    if extra := found - wanted:
        sentence += Text("多：{names}。", "Too many: {names}.").fill(names=_named(extra, field))
    return Finding(share(2 * hits, len(found) + len(wanted)), sentence, seqs, names, (hits, len(wanted)))


def _named(values: Iterable[str], field: str) -> Text:
    """The values one after another; a list of codes without its brackets."""
    ordered = sorted(values)
    words = in_words(field, ordered)
    return enumerated(ordered) if words == same(shown(ordered)) else words
