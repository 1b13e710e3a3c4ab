"""Signed by: a record must carry the signature of somebody with the role and with the right meaning."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import Finding, share
from scenarios.grading.patterns import DocumentPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, listed, same
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import meaning_text, person_text, role_text


@dataclass(frozen=True)
class SignedBy:
    """Every document of the pattern bears a signature with `meaning` by a user with one of the `roles`."""

    documents: DocumentPattern
    meaning: str
    roles: tuple[str, ...]

    @classmethod
    def read(cls, table: Table) -> SignedBy:
        """Read the constraint's own fields."""
        inner = table.table("of")
        documents = DocumentPattern.read(inner)
        inner.finish()
        return cls(documents, table.word("meaning"), table.words("roles", required=True))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text(
            "{documents}由 {roles} 签名，含义“{meaning}”", "{documents} is signed by {roles}, meaning “{meaning}”"
        ).fill(
            documents=self.documents.sentence(),
            roles=listed([role_text(role) for role in self.roles]),
            meaning=meaning_text(self.meaning),
        )

    def check(self, trace: Trace) -> Finding:
        """Look for the signature events on each document."""
        names = [f"{self.documents.kind}:{body['id']}" for body in trace.documents(self.documents)]
        signed = {name: self._signatures(trace, name) for name in names}
        good = [name for name, found in signed.items() if found]
        users = dict.fromkeys(by for found in signed.values() for _seq, by in found)
        signers = listed([person_text(trace.state, user) for user in users]) or same("–")
        text = Text("{m} 份中 {n} 份有签名：{signers}。", "{n} of {m} signed: {signers}.").fill(
            n=len(good), m=len(names), signers=signers
        )
        seqs = tuple(sorted({seq for found in signed.values() for seq, _by in found}))
        return Finding(share(len(good), len(names)), text, seqs, frozenset(good))

    def _signatures(self, trace: Trace, name: str) -> list[tuple[int, str]]:
        return [
            (entry.seq, str(event.fields["by"]))
            for entry in trace.entries
            for event in entry.events
            if event.kind == "signature.given"
            and event.fields["subject"] == name
            and event.fields["meaning"] == self.meaning
            and trace.has_role(str(event.fields["by"]), self.roles)
        ]
