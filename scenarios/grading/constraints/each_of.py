"""Each of: for every matched document the step must have been done; n of m earn their share."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import Finding, share
from scenarios.grading.patterns import DocumentPattern, StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, listed
from scenarios.grading.trace import Trace, known_objects
from scenarios.grading.vocabulary import object_text


@dataclass(frozen=True)
class EachOf:
    """Every document of the pattern has an accepted `a` that concerns it."""

    documents: DocumentPattern
    a: StepPattern

    @classmethod
    def read(cls, table: Table) -> EachOf:
        """Read the constraint's own fields."""
        inner = table.table("of")
        documents = DocumentPattern.read(inner)
        inner.finish()
        return cls(documents, StepPattern.read(table, "a"))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("每张{documents}都要{a}", "{a} for every {documents}").fill(
            documents=self.documents.sentence(), a=self.a.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Look for the step on each document, and name those without."""
        rows = trace.accepted(self.a)
        names = [f"{self.documents.kind}:{body['id']}" for body in trace.documents(self.documents)]
        done = {name: next((row.seq for row in rows if name in known_objects(row)), 0) for name in names}
        missing = [name for name, seq in done.items() if not seq]
        found = Text("{m} 个中完成 {n} 个。", "{n} of {m} done.").fill(n=len(names) - len(missing), m=len(names))
        if missing:
            found += Text("缺：{names}。", "Missing: {names}.").fill(
                names=listed([object_text(name) for name in missing])
            )
        seqs = tuple(sorted(seq for seq in done.values() if seq))
        tally = (len(names) - len(missing), len(names))
        return Finding(share(*tally), found, seqs, frozenset(set(names) - set(missing)), tally)
