"""Count: how many such documents there are at the end."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import COMPARISONS, DocumentPattern, agrees, describe_wanted
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, listed, same
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import object_text


@dataclass(frozen=True)
class Count:
    """The number of matched documents is as wanted."""

    documents: DocumentPattern
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> Count:
        """Read `count: {doc, where}` and one or more comparisons."""
        inner = table.table("count")
        documents = DocumentPattern.read(inner)
        inner.finish()
        return cls(documents, {name: table.value(name) for name in COMPARISONS if name in table})

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("{documents}的张数{wanted}", "The number of {documents} is {wanted}").fill(
            documents=self.documents.sentence(), wanted=describe_wanted(self.wanted)
        )

    def check(self, trace: Trace) -> Finding:
        """Count the documents."""
        names = [f"{self.documents.kind}:{body['id']}" for body in trace.documents(self.documents)]
        credit = FULL if agrees(len(names), self.wanted) else NO_CREDIT
        found = Text("找到 {n} 张：{names}。", "Found {n}: {names}.").fill(
            n=len(names), names=listed([object_text(name) for name in names]) or same("–")
        )
        seqs = tuple(sorted({seq for name in names for seq in trace.touching(name)[-1:]}))
        return Finding(credit, found, seqs, frozenset(names) if credit else frozenset())
