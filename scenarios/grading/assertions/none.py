"""None: there is no such document at the end, nor was there one in between."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import DocumentPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, listed
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import object_text


@dataclass(frozen=True)
class NoDocument:
    """No document matches the pattern."""

    documents: DocumentPattern

    @classmethod
    def read(cls, table: Table) -> NoDocument:
        """Read `none: {doc, where}`."""
        inner = table.table("none")
        documents = DocumentPattern.read(inner)
        inner.finish()
        return cls(documents)

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("没有{documents}", "There is no {documents}").fill(documents=self.documents.sentence())

    def check(self, trace: Trace) -> Finding:
        """Look for such documents."""
        names = [f"{self.documents.kind}:{body['id']}" for body in trace.documents(self.documents)]
        if not names:
            return Finding(FULL, Text("没有找到，符合要求。", "None was found, as it should be."))
        found = Text("找到 {names}。", "Found {names}.").fill(names=listed([object_text(name) for name in names]))
        return Finding(NO_CREDIT, found, tuple(sorted({seq for name in names for seq in trace.touching(name)})))
