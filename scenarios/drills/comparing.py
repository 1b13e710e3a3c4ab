"""One's own way beside the nearest recorded one, as a page shows it."""

from dataclasses import dataclass

from scenarios.drills.models import ScenarioVersion
from scenarios.engine.api import JournalEntry, State
from scenarios.grading.api import (
    Opening,
    Pairing,
    Path,
    align,
    command_text,
    document_text,
    load_path,
    nearest,
    own_steps,
)
from scenarios.grading.paths import PathStep


@dataclass(frozen=True)
class Side:
    """One step on one side: who, what, and for one's own the journal row."""

    who: str
    what: str
    seq: int | None = None
    at: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the comparison."""

    mine: Side | None
    model: Side | None

    @property
    def agrees(self) -> bool:
        """Whether both ways take this step here."""
        return self.mine is not None and self.model is not None


@dataclass(frozen=True)
class Compared:
    """The nearest recorded way, both ways beside each other, and how far they agree."""

    title: str
    lines: tuple[Line, ...]

    @property
    def shared(self) -> int:
        """Steps that both ways take."""
        return sum(line.agrees for line in self.lines)

    @property
    def only_mine(self) -> int:
        """Steps that only this way took."""
        return sum(line.model is None for line in self.lines)

    @property
    def only_model(self) -> int:
        """Steps that only the recorded way takes."""
        return sum(line.mine is None for line in self.lines)


def compared(
    version: ScenarioVersion, opening: Opening, entries: tuple[JournalEntry, ...], language: str
) -> Compared | None:
    """The comparison with the nearest solution of the version that was played; None where none is kept."""
    names = opening.scenario.names
    found = [way for name in opening.scenario.solutions if (way := _way(version, name)) is not None]
    ways = [way.through(names) for way in found]
    mine = own_steps(entries, frozenset(seat.id for seat in opening.scenario.seats))
    model = nearest(mine, ways)
    if model is None:
        return None
    words = _Words(opening.state, language)
    return Compared(model.title.say(language), tuple(words.line(pair) for pair in align(mine, model)))


def _way(version: ScenarioVersion, name: str) -> Path | None:
    text = version.paths.get(name)
    return load_path(text, file=name)[0] if text else None


class _Words:
    """Says steps in one language."""

    def __init__(self, state: State, language: str) -> None:
        self._state = state
        self._language = language

    def line(self, pair: Pairing[JournalEntry, PathStep]) -> Line:
        """One pairing in words."""
        mine = model = None
        if pair.mine is not None:
            command = pair.mine.command
            what = self._what(command.name, str(command.args.get("kind") or command.args.get("report") or ""))
            mine = Side(self._who(command.user), what, pair.mine.seq, pair.mine.at[11:])
        if pair.model is not None:
            step = pair.model.command
            what = self._what(step.command, str(step.args.get("kind") or step.args.get("report") or ""))
            model = Side(self._who(step.user), what)
        return Line(mine, model)

    def _what(self, name: str, kind: str) -> str:
        said = command_text(name).say(self._language)
        if name in {"view.open", "report.run"} and kind:
            return f"{said} · {document_text(kind).say(self._language)}"
        return said

    def _who(self, user: str) -> str:
        body = self._state.master("USER", user)
        return str(body["name_zh" if self._language == "zh" else "name_en"]) if body else user
