"""Seats of a shared attempt: who holds which, who may come in, and what each person did. Sitting down is in joining.py.

The starter holds the first seat, and besides it every seat that nobody has taken and no rule plays. A drill of one seat
is not shared: all of this answers for it without asking the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lms.foundation.api import Refusal
from scenarios.engine.api import JournalEntry, Outcome
from scenarios.sandbox.folding import entry_of, scenario_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seat_models import Seat, SeatInvitation

CODE_DIGITS = 8
"""hexadecimal digits of the attempt's own random number: one in four thousand million, and short enough to be read out"""


class SeatNotYours(Refusal):
    """The command comes from a seat that this person does not hold."""

    code = "SEAT_NOT_YOURS"


def seats_of(attempt: Attempt, person: Any) -> tuple[str, ...]:
    """The seats on which a person may act in an attempt, in the drill's order; none for a stranger."""
    if attempt.person_id != person.pk:
        return tuple(Seat.objects.filter(attempt=attempt, person=person.pk).values_list("seat", flat=True))
    scenario = scenario_of(attempt)
    first, *others = (seat.id for seat in scenario.seats)
    if not others:
        return (first,)
    taken = {*Seat.objects.filter(attempt=attempt).values_list("seat", flat=True), *scenario.played_seats}
    return (first, *(seat for seat in others if seat not in taken))


def holders_of(attempt: Attempt) -> Mapping[str, Any]:
    """Who sits on each taken seat, the starter's first seat included."""
    rows = Seat.objects.filter(attempt=attempt).select_related("person")
    return {scenario_of(attempt).seats[0].id: attempt.person, **{row.seat: row.person for row in rows}}


def require_seat(attempt: Attempt, person: Any, seat: str) -> None:
    """Refuse (SeatNotYours) a command from a seat that the person does not hold, or holds no longer."""
    if seat not in seats_of(attempt, person):
        raise SeatNotYours(
            _(
                "Not done: this seat is not yours, or a colleague has taken it. Open the desk again and use your own seat."
            )
        )


def seat_code(attempt: Attempt) -> str:
    """What the starter reads out to colleagues: `7F3A-91C2`."""
    digits = attempt.uuid.hex[:CODE_DIGITS].upper()
    return f"{digits[:4]}-{digits[4:]}"


def attempt_by_code(text: str) -> Attempt | None:
    """The open shared attempt that a code means, or None."""
    digits = "".join(sign for sign in text if sign.isalnum()).lower()
    if len(digits) != CODE_DIGITS or any(sign not in "0123456789abcdef" for sign in digits):
        return None
    rest = 32 - CODE_DIGITS
    near = Attempt.objects.filter(
        uuid__gte=UUID(digits + "0" * rest), uuid__lte=UUID(digits + "f" * rest), status=Attempt.Status.OPEN
    ).select_related("person", "version__scenario")
    found = [attempt for attempt in near[:2] if scenario_of(attempt).is_shared]
    return found[0] if len(found) == 1 else None


def invitations_to(person: Any) -> list[SeatInvitation]:
    """The open attempts that a person has been asked into and has not joined yet."""
    rows = SeatInvitation.objects.filter(person=person, attempt__status=Attempt.Status.OPEN)
    rows = rows.exclude(attempt__seats__person=person).select_related("attempt__person", "attempt__version__scenario")
    return list({row.attempt_id: row for row in rows}.values())


def may_join(attempt: Attempt, person: Any, code: str = "") -> bool:
    """Whether somebody knows the attempt's code or has been invited to it."""
    if code and code.strip().upper() == seat_code(attempt):
        return True
    return SeatInvitation.objects.filter(attempt=attempt, person=person.pk).exists()


@dataclass(frozen=True)
class Part:
    """What one person did in an attempt: the seats acted on, and the journal rows by outcome."""

    person: Any
    seats: tuple[str, ...]
    accepted: int
    refused: int
    looked_up: int
    seqs: tuple[int, ...]

    @property
    def wears_two_hats(self) -> bool:
        """Whether one person did the work of two seats, so that four eyes between them were two."""
        return len(self.seats) > 1


def parts_of(attempt: Attempt) -> list[Part]:
    """Everybody's own part, the starter's first; a row that names nobody on a seat of the drill is the starter's."""
    order = [seat.id for seat in scenario_of(attempt).seats]
    people = {attempt.person_id: attempt.person, **{one.pk: one for one in holders_of(attempt).values()}}
    done: dict[int, list[JournalEntry]] = {key: [] for key in people}
    for row in attempt.rows.order_by("seq"):
        entry = entry_of(row)
        if entry.command.seat in order and entry.command.name != "hat.switch":
            presser = row.person_id if row.person_id is not None and row.person_id in people else attempt.person_id
            done[presser].append(entry)
    return [_part(people[key], entries, order) for key, entries in done.items()]


def _part(person: Any, entries: list[JournalEntry], order: list[str]) -> Part:
    outcomes = [entry.outcome for entry in entries]
    acted = {entry.command.seat for entry in entries if entry.outcome is not Outcome.LOOKED_UP}
    return Part(
        person=person,
        seats=tuple(seat for seat in order if seat in acted),
        accepted=outcomes.count(Outcome.ACCEPTED),
        refused=outcomes.count(Outcome.REFUSED),
        looked_up=outcomes.count(Outcome.LOOKED_UP),
        seqs=tuple(entry.seq for entry in entries),
    )
