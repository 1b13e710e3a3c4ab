"""The result as the page shows it: journal rows with what they count for, the line of dots, deductions in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lms.foundation.api import pick
from scenarios.drills.entered import Entered, entered, in_one_line, lost_company, subject_of
from scenarios.drills.models import GradeMark, GradeResult
from scenarios.engine.api import JournalEntry, Outcome, State
from scenarios.grading.api import Scenario, hint_number
from scenarios.sandbox.label_packs import active_pack
from scenarios.sandbox.wording import Words

LINE_FROM, LINE_TO, LABEL_ROOM = 14, 746, 90
"""pixels of the drawing: where the line begins and ends, and how far two labels must stand apart"""


@dataclass(frozen=True)
class JournalLine:
    """One journal row in words."""

    seq: int
    number: int
    clock: str
    who: str
    command: str
    subject: str
    summary: str
    fields: tuple[Entered, ...]
    kind: str
    outcome: str
    why: str
    counts_for: str
    is_mine: bool


@dataclass(frozen=True)
class Dot:
    """One row on the line; a label only where it matters and there is room."""

    kind: str
    x: int
    seq: int
    label: str


def journal_lines(
    scenario: Scenario,
    entries: Sequence[JournalEntry],
    result: GradeResult | None,
    marks: Sequence[GradeMark],
    state: State | None = None,
) -> list[JournalLine]:
    """Return the rows since the opening, without the engine's own bookkeeping; before a grade they count for nothing.

    People and records bear the names that they have in `state`; without one (its company is lost) their numbers stand.
    """
    words = Words(state or lost_company(), pick("zh", "en"), active_pack())
    worth = _worth(result, marks) if result is not None else {}
    seats = {seat.id for seat in scenario.seats}
    shown = [
        entry
        for entry in entries
        if entry.command.name not in {"inject.fire", "clock.advance"} or entry.command.seat in seats
    ]
    return [_line(entry, number, worth, seats, words) for number, entry in enumerate(shown, start=1)]


def _worth(result: GradeResult, marks: Sequence[GradeMark]) -> Mapping[int, str]:
    words: dict[int, list[str]] = defaultdict(list)
    for mark in marks:
        for seq in mark.seqs:
            words[seq].append(str(mark.title))
    for group in ("refusals", "needless", "hints", "overtime"):
        for row in result.content.get(group, {}).get("rows", []):
            words[row["seq"]].append(pick(row["zh"], row["en"]))
    separator = pick("；", "; ")
    return {seq: separator.join(texts) for seq, texts in words.items()}


def _line(entry: JournalEntry, number: int, worth: Mapping[int, str], seats: set[str], words: Words) -> JournalLine:
    kind, subject, fields = kind_of(entry), subject_of(entry, words), entered(entry, words)
    code = entry.refusal.code if entry.refusal is not None else ""
    outcomes = {
        "look": _("Looked up"),
        "done": _("Accepted"),
        "refused": _("Refused, %(code)s") % {"code": code},
        "hint": _("Hint"),
    }
    return JournalLine(
        seq=entry.seq,
        number=number,
        clock=entry.at[-5:],
        who=_who(entry.command.user, words),
        command=words.command(entry.command.name),
        subject=subject,
        summary=subject or in_one_line(fields),
        fields=tuple(fields),
        kind=kind,
        outcome=outcomes[kind],
        why=words.refusal(entry.refusal) if entry.refusal is not None else "",
        counts_for=worth.get(entry.seq, ""),
        is_mine=entry.command.seat in seats,
    )


def _who(user: str, words: Words) -> str:
    """Who gave a command, by name; what arrives by itself is brought by the sandbox."""
    return _("The sandbox") if user == "system" else words.name_of("USER", user) or user


def kind_of(entry: JournalEntry) -> str:
    """Return whether a row looked up, did, was refused, or opened a hint."""
    if hint_number(entry) is not None:
        return "hint"
    return {Outcome.LOOKED_UP: "look", Outcome.REFUSED: "refused"}.get(entry.outcome, "done")


def dots(lines: Sequence[JournalLine]) -> list[Dot]:
    """Spread the learner's rows evenly over the line, with labels for refusals and hints, then for what counts."""
    mine = [line for line in lines if line.is_mine]
    step = (LINE_TO - LINE_FROM) / max(len(mine) - 1, 1)
    placed = [(LINE_FROM + round(step * place), line) for place, line in enumerate(mine)]
    labelled: dict[int, str] = {}
    for x, line in sorted(placed, key=lambda pair: _weight(pair[1])):
        if _weight(line) < len(_WEIGHTS) and all(abs(x - other) >= LABEL_ROOM for other in labelled):
            labelled[x] = line.command
    return [Dot(line.kind, x, line.seq, labelled.get(x, "")) for x, line in placed]


_WEIGHTS = ("refused", "hint", "done")


def _weight(line: JournalLine) -> int:
    if line.kind == "done" and not line.counts_for:
        return len(_WEIGHTS)
    return _WEIGHTS.index(line.kind) if line.kind in _WEIGHTS else len(_WEIGHTS)


def verdict_sentence(result: GradeResult, marks: Sequence[GradeMark]) -> str:
    """Return what came of it in a sentence: the gravest gap, or that there is none."""
    missed = [mark for mark in marks if not mark.is_met]
    if not missed:
        return _("Everything that was expected stands in the books.")
    worst = max(missed, key=lambda mark: (mark.is_critical, mark.weight - mark.points))
    if worst.is_critical:
        return _("A critical expectation is not met: %(title)s. This alone decides.") % {"title": worst.title}
    return _("Most is missing here: %(title)s.") % {"title": worst.title}
