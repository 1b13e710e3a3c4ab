"""Probe: at the end, can these users do that? It is tried on the final state, as the person, and leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scenarios.engine.api import Command, Refusal, State, decide
from scenarios.grading import vocabulary
from scenarios.grading.finding import FULL, NO_CREDIT, Finding, share
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, listed, same
from scenarios.grading.trace import Trace

KEPT_OUT = frozenset(("NO_AUTH", "UNKNOWN_USER", "QUALIFICATION_EXPIRED", "QUALIFICATION_MISSING"))
"""What keeps a person from a task, whatever the form holds; any other refusal is about the form."""


@dataclass(frozen=True)
class Task:
    """`user` could (or could not) do `command`; without arguments only the right to it is tried."""

    user: str
    command: str
    args: Mapping[str, Plain]
    can: bool
    code: str

    @classmethod
    def read(cls, table: Table, outer: Table) -> Task:
        """Read `as`, `do`, `args` of a table, and `can` and `code` of the one around it (or the same)."""
        user, command = table.word("as"), vocabulary.known_command(table, "do")
        can, code = outer.truth("can", default=True), outer.word("code", default="")
        return cls(user, command, table.mapping("args"), can, code)

    def sentence(self, state: State | None = None) -> Text:
        """Return the task as prose; the person by name where a state knows it."""
        verb = Text("能", "can") if self.can else Text("不能", "cannot")
        return Text("{user} {verb}{command}", "{user} {verb} {command}").fill(
            user=vocabulary.person_text(state, self.user) if state else same(self.user),
            verb=verb,
            command=vocabulary.command_text(self.command),
        )

    def answer(self, state: State) -> str:
        """Return the code with which the person would be refused, or nothing."""
        everybody = replace(state, start=replace(state.start, seats=None))
        answer = decide(everybody, Command(self.command, self.args, self.user, "probe"))
        return answer.code if isinstance(answer, Refusal) else ""

    def holds(self, code: str) -> bool:
        """Say whether an answer is the one that is wanted."""
        kept_out = code in KEPT_OUT if not self.args and not self.code else bool(code)
        return not kept_out if self.can else kept_out and self.code in ("", code)


@dataclass(frozen=True)
class Probe:
    """Each task of the list is tried; n of m earn their share."""

    tasks: tuple[Task, ...]

    @classmethod
    def read(cls, table: Table) -> Probe:
        """Read `probe: {as, do, args}` with `can` and `code`, or `probe: {tasks: [{as, do, args, can, code}, …]}`."""
        inner = table.table("probe")
        if "tasks" in inner:
            rows = inner.tables("tasks", required=True)
            tasks = tuple(Task.read(row, row) for row in rows)
            for row in rows:
                row.finish()
        else:
            tasks = (Task.read(inner, table),)
        inner.finish()
        return cls(tasks)

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return listed([task.sentence() for task in self.tasks])

    def check(self, trace: Trace) -> Finding:
        """Ask the engine what it would decide, task by task, and name those that come out wrong."""
        answers = [(task, task.answer(trace.state)) for task in self.tasks]
        wrong = [(task, code) for task, code in answers if not task.holds(code)]
        names = frozenset(f"USER:{task.user}" for task, code in answers if task.holds(code))
        if len(self.tasks) == 1:
            found = Text("系统回答：{code}。", "The system answers: {code}.").fill(code=answers[0][1] or "OK")
            return Finding(NO_CREDIT if wrong else FULL, found, (), names)
        found = Text("{m} 项测试中 {n} 项符合。", "{n} of {m} tests come out right.").fill(
            n=len(answers) - len(wrong), m=len(answers)
        )
        if wrong:
            said = [
                Text("{task}：{code}", "{task}: {code}").fill(task=task.sentence(trace.state), code=code or "OK")
                for task, code in wrong
            ]
            found += Text("不符：{all}。", "Wrong: {all}.").fill(all=listed(said))
        return Finding(share(len(answers) - len(wrong), len(answers)), found, (), names)
