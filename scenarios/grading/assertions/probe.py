"""Probe: at the end, can this user do that? It is tried on the final state and leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.engine.api import Command, Refusal, decide
from scenarios.grading import vocabulary
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text
from scenarios.grading.trace import SYSTEM_SEAT, Trace


@dataclass(frozen=True)
class Probe:
    """`user` could (or could not) do `command` with these arguments; `code` names the refusal that is wanted."""

    user: str
    command: str
    args: Mapping[str, Plain]
    can: bool
    code: str

    @classmethod
    def read(cls, table: Table) -> Probe:
        """Read `probe: {as, do, args}`, `can` and `code`."""
        inner = table.table("probe")
        user, command = inner.word("as"), vocabulary.known_command(inner, "do")
        args = inner.mapping("args")
        inner.finish()
        return cls(user, command, args, table.truth("can", default=True), table.word("code", default=""))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        verb = Text("能", "can") if self.can else Text("不能", "cannot")
        return Text("{user} {verb}{command}", "{user} {verb} {command}").fill(
            user=self.user, verb=verb, command=vocabulary.command_text(self.command)
        )

    def check(self, trace: Trace) -> Finding:
        """Ask the engine what it would decide."""
        answer = decide(trace.state, Command(self.command, self.args, self.user, SYSTEM_SEAT))
        code = answer.code if isinstance(answer, Refusal) else ""
        right = (not code) if self.can else bool(code) and self.code in ("", code)
        found = Text("系统回答：{code}。", "The system answers: {code}.").fill(code=code or "OK")
        return Finding(FULL if right else NO_CREDIT, found)
