"""Plays a recorded path through the pages, seat by seat and hat by hat, and holds the journal against the path."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from scenarios.engine.api import command_specs
from scenarios.grading.api import Scenario
from scenarios.grading.binding import bound
from scenarios.grading.opening import saved_names
from scenarios.grading.paths import Path, PathStep
from scenarios.grading.scenario import ScriptedCommand
from scenarios.models import GradeResult
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.seating import seat_code
from tests.factories import make_person
from tests.scenarios.sandbox.by_hand import staging_hands
from tests.scenarios.sandbox.by_hand.entries import fill_in, grid_of, missing_rows
from tests.scenarios.sandbox.by_hand.looking import LOOKS, looks
from tests.scenarios.sandbox.by_hand.pages import NotOnThePageError
from tests.scenarios.sandbox.by_hand.person import UNPROCESSABLE, Person
from tests.scenarios.sandbox.by_hand.ways import form_of

POST, CHECK, LINE = ("press", "post"), ("press", "check"), ("press", "line")
LONGEST_WAITS = (1440, 240, 60, 30)
"""Minutes that the clock's menu offers."""


class Play:
    """One attempt with everybody who sits at it."""

    def __init__(self, code: str, path: Path) -> None:
        self.starter = Person(make_person("周婷", language="en"))
        self.attempt = self.starter.begins(code, "practice")
        self.opening = opening_of(self.attempt)
        self.names: dict[str, Any] = dict(self.opening.scenario.names)
        self.path = path.through(self.names)
        self.people = {self.scenario.seats[0].id: self.starter}
        self.steps: list[ScriptedCommand] = []

    @property
    def scenario(self) -> Scenario:
        """The drill as it is bound for this attempt."""
        return self.opening.scenario

    def plays(self, between: Callable[[], None] = lambda: None) -> None:
        """Every step of the path; after each, `between` is what colleagues do."""
        for place, step in enumerate(self.path.steps, start=1):
            command = bound(step.command, self.names)
            try:
                self._does(step, command)
            except AssertionError as failed:
                said = f"step {place}, {command.command} as {command.user}: {failed}"
                raise NotOnThePageError(said) from failed
            between()

    def _does(self, step: PathStep, command: ScriptedCommand) -> None:
        person = self.sits(self.scenario.seat_of(command.user))
        before = state_of(self.attempt)
        if before.hat(self.scenario.seat_of(command.user)) != command.user:
            person.wears(command.user)
        if command.command in LOOKS:
            looks(person, command.command, command.args)
        elif command.command == "clock.advance":
            waits(person, int(str(command.args["minutes"])))
        elif command.command in staging_hands.HANDS:
            staging_hands.HANDS[command.command](person, command.command, dict(command.args))
        else:
            posts(person, command, step.refused)
        self.steps.append(command)
        for entry in state_of(self.attempt).journal[before.seq :]:
            if entry.command.name == command.command:
                self.names |= saved_names(entry, command.save)

    def sits(self, seat: str) -> Person:
        """Who sits on a seat; a colleague comes in by the code when the seat first needs one."""
        if seat not in self.people:
            colleague = Person(make_person("裴然", language="en"))
            colleague.joins(self.attempt, seat_code(self.attempt), seat)
            self.people[seat] = colleague
        return self.people[seat]

    def hands_in(self) -> GradeResult:
        """Answer the questions with their confidence, and hand in."""
        href = self.starter.page.link(reverse("drill-hand-in", args=[self.attempt.uuid]))
        assert href is not None
        form = self.starter.opens(href).form(href)
        for question, given in bound(dict(self.path.answers), self.names).items():
            value = given["value"]
            parts = [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]
            if question in form.visible() and form.visible()[question].kind == "text":
                form.fill(question, ", ".join(parts))
            else:
                form.tick(question, *parts)
            form.tick(f"{question}-confidence", given.get("confidence") or "sure")
        page = self.starter.presses(form)
        assert page.address == reverse("drill-result", args=[self.attempt.uuid]), page.alert
        return GradeResult.objects.get(attempt=self.attempt)


def waits(person: Person, minutes: int) -> None:
    """Let time pass with the clock's buttons; a person cannot wait ten minutes, only the next half hour."""
    left = minutes
    while left > 0:
        wait = next((one for one in LONGEST_WAITS if one <= left), LONGEST_WAITS[-1])
        person.presses(person.page.form(person.address("drill-clock")), ("minutes", str(wait)))
        left -= wait


def posts(person: Person, command: ScriptedCommand, refused: str = "") -> None:
    """Open the command's form, fill it in as the path says, sign where it asks, and post."""
    spec = command_specs()[command.command]
    args = {name: value for name, value in command.args.items() if name not in {"signature", "override_reason"}}
    form = form_of(person, command.command, args)
    grid = grid_of(spec)
    rows: Any = (args.get(grid.name) or []) if grid is not None else []
    address = person.address("drill-command", command.command)
    while grid is not None and missing_rows(form, grid, rows):
        form = person.presses(form, LINE).form(address)
    fill_in(form, state_of(person.attempt), spec, args)
    if "override_reason" in command.args:
        form = person.presses(form, CHECK).form(address)
        form.fill("override_reason", str(command.args["override_reason"]))
    if spec.needs_signature:
        person.signs(form)
    page = person.presses(form, POST)
    if refused:
        assert (page.status, refused in page.html) == (UNPROCESSABLE, True), page.alert
    else:
        assert page.was_sent_on, page.alert
