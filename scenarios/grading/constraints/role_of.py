"""Role of: a step must have been done by somebody who holds the role."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import never_came
from scenarios.grading.finding import Finding, share
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, listed
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import person_text, role_text


@dataclass(frozen=True)
class RoleOf:
    """Each accepted `a` was given by a user with one of the `roles`."""

    a: StepPattern
    roles: tuple[str, ...]

    @classmethod
    def read(cls, table: Table) -> RoleOf:
        """Read the constraint's own fields."""
        return cls(StepPattern.read(table, "a"), table.words("roles", required=True))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        roles = listed([role_text(role) for role in self.roles])
        return Text("{a}由 {roles} 做", "{a} is done by {roles}").fill(a=self.a.sentence(), roles=roles)

    def check(self, trace: Trace) -> Finding:
        """Look at each giver's roles."""
        rows = trace.accepted(self.a)
        if not rows:
            return never_came(self.a)
        good = [row for row in rows if trace.has_role(row.command.user, self.roles)]
        users = listed([person_text(trace.state, user) for user in dict.fromkeys(row.command.user for row in rows)])
        found = Text("由 {users} 完成。", "Done by {users}.").fill(users=users)
        return Finding(share(len(good), len(rows)), found, tuple(row.seq for row in rows))
