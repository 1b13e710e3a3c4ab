"""What every sandbox screen shows around its own part: hat, clock, worklist, menu, brief, status line."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any
from uuid import uuid4

from django.utils.translation import get_language

from scenarios.engine.api import REPORTS, CommandSpec, Effect, JournalEntry, Outcome, State, command_specs
from scenarios.engine.clock import minutes_between
from scenarios.engine.policy import may_use, roles_of
from scenarios.grading.api import Mode, Opening
from scenarios.sandbox.access import Visit
from scenarios.sandbox.areas import LOOK_UPS
from scenarios.sandbox.finding import WORKLIST
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.label_packs import active_pack
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.posting_commands import outcome_key
from scenarios.sandbox.wording import Words
from scenarios.sandbox.worklist import worklist

WAITS = (30, 60, 240, 1440)
"""Minutes that the clock chip offers to let pass."""
MINUTES_PER_HOUR, A_SHIFT_MINUTES = 60, 480
GENERAL_REPORTS = ("STOCK", "REORDER", "GRIR", "OPEN_ITEMS", "TB", "TRACE")
ASKED_FOR = frozenset(("message", "task.close"))
"""Sections that every drill has; the others stand where the drill lets their command be given."""
ASIDE = frozenset(("hat.switch", "clock.advance", "stop.report", "hint.open"))


@dataclass(frozen=True)
class Desk:
    """An attempt opened on the screen: its state, its words, and the hat that is worn."""

    visit: Visit
    opening: Opening
    state: State
    words: Words
    seat: str
    hat: str

    @property
    def attempt(self) -> Attempt:
        """The attempt's row."""
        return self.visit.attempt

    def allowed(self, name: str) -> bool:
        """Whether the scenario lets this command be tried at all."""
        return any(fnmatchcase(name, pattern) for pattern in self.opening.scenario.commands) or name in ASIDE

    def offered(self) -> list[CommandSpec]:
        """The commands that the hat may use here and that change something."""
        return [
            spec
            for spec in command_specs().values()
            if spec.effect is Effect.CHANGE
            and spec.name not in ASIDE
            and self.allowed(spec.name)
            and (spec.for_everybody or may_use(self.state, self.hat, spec.name))
        ]

    def look_ups(self) -> tuple[str, ...]:
        """The kinds that the menu offers: those the scenario is about, for a menu of everything hides what matters."""
        return tuple(kind for kind in LOOK_UPS if kind in self.opening.scenario.screens)

    def reports(self) -> tuple[str, ...]:
        """The reports that the menu offers: those the scenario names among its screens, else the general ones."""
        wanted = self.opening.scenario.screens
        named = tuple(name for name in REPORTS if name in wanted and name != WORKLIST)
        return named or GENERAL_REPORTS

    def role_names(self, user: str) -> str:
        """The roles of a hat in words."""
        return self.words.listed(self.words.name_of("ROLE", role) for role in roles_of(self.state, user))


def open_desk(visit: Visit, state: State | None = None) -> Desk:
    """Fold the attempt (or take the state at hand) and sit down at it."""
    opening = opening_of(visit.attempt)
    state = state or state_of(visit.attempt)
    seat = _present_seat(opening, state, visit.seats)
    return Desk(visit, opening, state, Words(state, get_language() or "zh", active_pack()), seat, state.hat(seat))


def _present_seat(opening: Opening, state: State, held: tuple[str, ...]) -> str:
    """The seat sat on: of those held the one that acted last. Who looks on sits beside whoever acted last."""
    seats = held or tuple(seat.id for seat in opening.scenario.seats)
    if len(seats) == 1:
        return seats[0]
    acted = (row.command.seat for row in reversed(state.journal[opening.first_seq - 1 :]))
    return next((seat for seat in acted if seat in seats), seats[0])


def shell_context(desk: Desk, **own: Any) -> dict[str, Any]:
    """The context of a sandbox screen."""
    scenario, state, words = desk.opening.scenario, desk.state, desk.words
    work = [
        (row, words.work(row.key), row.documents[0]["id"] if row.documents else "")
        for row in worklist(state, desk.hat)
        if row.key in ASKED_FOR or desk.allowed(row.key)
    ]
    used = minutes_between(scenario.start.clock, state.clock)
    return {
        "desk": desk,
        "attempt": desk.attempt,
        "may_act": desk.visit.may_act,
        "words": words,
        "hat_name": words.name_of("USER", desk.hat),
        "hat_roles": desk.role_names(desk.hat),
        "is_starter": desk.visit.is_starter,
        "is_bench": desk.attempt.version.is_trial and not desk.attempt.version.paths,
        "is_shared": scenario.is_shared,
        "hats": [
            (user, words.name_of("USER", user), desk.role_names(user))
            for seat in desk.visit.seats
            for user in (state.seats or {}).get(seat, ())
        ],
        "clock": state.clock.replace("T", " "),
        "minutes_used": used,
        "minutes_target": scenario.time.target_minutes,
        "hours": _hours(used, scenario.time.hard_minutes),
        "waits": WAITS,
        "work": work,
        "waiting": [one for one in work if one[0].count],
        "starters": [(spec, words.command(spec.name)) for spec in desk.offered() if _starts(spec)],
        "look_ups": [(kind, words.entity(kind)) for kind in desk.look_ups()],
        "reports": [(name, words.report(name)) for name in desk.reports()],
        "scenario": _brief(desk),
        "hints": _hints(desk),
        "last": _status_line(desk),
        "token": uuid4(),
        "seq": state.seq,
        **own,
    }


def _hours(used: int, limit: int) -> tuple[int, int] | None:
    """Virtual hours used and allowed in a drill that runs over shifts, where minutes say nothing; else nothing."""
    return (used // MINUTES_PER_HOUR, limit // MINUTES_PER_HOUR) if limit >= A_SHIFT_MINUTES else None


STARTED_WITH = frozenset(("CUSTOMER", "USER", "VENDOR"))
"""Whom a new document may be about from the first: no document has to be opened before it."""


def _starts(spec: CommandSpec) -> bool:
    """Whether a command begins something new, so that the menu offers it."""
    return spec.subject is None or spec.subject.kind in STARTED_WITH


def _brief(desk: Desk) -> Mapping[str, Any]:
    scenario, language = desk.opening.scenario, desk.words.language
    return {
        "id": scenario.id,
        "title": scenario.title.say(language),
        "paragraphs": [part for part in scenario.brief.say(language).splitlines() if part.strip()],
        "wanted": [text.say(language) for text in scenario.wanted],
        "facts": [(name.say(language), value.say(language)) for name, value in scenario.facts],
        "dataset": desk.state.dataset.ref.split(":")[0] + ":" + desk.state.dataset.sha256[:8],
    }


def _hints(desk: Desk) -> list[dict[str, Any]]:
    """Each hint with its cost, and its words once it has been opened; none while assessed."""
    if desk.attempt.mode == Mode.ASSESSED.value:
        return []
    opened = {
        event.fields.get("hint") for entry in desk.state.journal for event in entry.events if event.kind == "looked_up"
    }
    return [
        {"nr": number, "cost": hint.cost, "text": hint.text.say(desk.words.language) if number in opened else ""}
        for number, hint in enumerate(desk.opening.scenario.hints, start=1)
    ]


def _status_line(desk: Desk) -> dict[str, Any] | None:
    """The last thing this attempt posted or was refused, as the status bar says it; a look-up, if there was nothing else."""
    rows = desk.state.journal[desk.opening.first_seq - 1 :]
    mine = [row for row in rows if row.command.seat == desk.seat]
    entry = next((row for row in reversed(mine) if row.outcome is not Outcome.LOOKED_UP), mine[-1] if mine else None)
    if entry is None:
        return None
    return {"state": STATES[entry.outcome], "words": status_words(desk.words, entry), "at": entry.at.replace("T", " ")}


STATES = {Outcome.ACCEPTED: "go", Outcome.REFUSED: "stop", Outcome.LOOKED_UP: "next"}


def status_words(words: Words, entry: JournalEntry) -> str:
    """One entry in a line: what was done, or the refusal with its number."""
    name = words.command(entry.command.name)
    if entry.refusal is not None:
        spec = command_specs().get(entry.command.name)
        number = words.message_number(entry.refusal, spec.document if spec else "")
        return f"{number} {entry.refusal.code} · {name}"
    said = words.pack.say(outcome_key(entry.command.name, entry.outcome.value), words.language)
    if entry.outcome is Outcome.LOOKED_UP:
        seen = [words.object(read) for event in entry.events for read in event.reads]
        return f"{said} · {seen[0] if seen else name}"
    return f"{said} · {name}"
