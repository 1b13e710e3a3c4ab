"""How a colleague comes to sit in somebody's attempt: asked by name, let in by a code, bound to one seat."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, clock
from lms.foundation.models import Person
from scenarios.sandbox.folding import scenario_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seat_models import Seat, SeatInvitation
from scenarios.sandbox.seating import holders_of
from scenarios.sandbox.services import post_system_command


class NoSuchColleague(Refusal):
    """The text names nobody, or more than one person."""

    code = "NO_SUCH_COLLEAGUE"


class SeatUnknown(Refusal):
    """The drill has no such seat to give, or the person sits elsewhere in it."""

    code = "SEAT_UNKNOWN"


class SeatTaken(Refusal):
    """Somebody else sits there already."""

    code = "SEAT_TAKEN"


def colleague(text: str) -> Person:
    """The person whose staff number or full name this is; refuses (NoSuchColleague) nobody, and two of one name."""
    active = Person.objects.filter(is_active=True)
    found = list(active.filter(number__iexact=text.strip())[:2]) or list(active.filter(name=text.strip())[:2])
    if len(found) != 1:
        raise NoSuchColleague(
            _("“%(text)s” means more than one person. Enter the staff number instead.") % {"text": text}
            if found
            else _("Nobody here is called “%(text)s”. Enter a staff number or a full name.") % {"text": text}
        )
    return found[0]


def invite_colleague(attempt: Attempt, person: Any, *, seat: str) -> SeatInvitation:
    """Ask somebody to take a free seat; asked twice, it is one invitation. Refuses what `take_seat` would refuse."""
    _require_free(attempt, person, seat)
    row, _made = SeatInvitation.objects.get_or_create(
        attempt=attempt, seat=seat, person=person, defaults={"invited_at": clock.now()}
    )
    return row


def take_seat(attempt: Attempt, person: Any, *, seat: str) -> Seat:
    """Bind a seat to a person; the sandbox stops playing it, the starter stops covering it.

    Taken twice by the same person it is one seat. Refuses SeatTaken where another sits, SeatUnknown for a seat that is not
    to be had, and an ended attempt (AttemptClosed). Whether the person may come in at all is the caller's question.
    """
    with transaction.atomic():
        Attempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)  # of two who sit down at once, one waits
        known = Seat.objects.filter(attempt=attempt, seat=seat, person=person).first()
        if known is not None:
            return known
        _require_free(attempt, person, seat)
        try:
            with transaction.atomic():
                row = Seat.objects.create(attempt=attempt, seat=seat, person=person, joined_at=clock.now())
        except IntegrityError as collision:
            raise _taken() from collision
        post_system_command(attempt, "seat.join", {"seat": seat})
    return row


def _require_free(attempt: Attempt, person: Any, seat: str) -> None:
    to_be_had = {one.id for one in scenario_of(attempt).seats[1:]}
    if seat not in to_be_had:
        raise SeatUnknown(_("This drill has no such seat to give. Choose one of the free seats on the seating page."))
    holders = holders_of(attempt)
    if seat in holders:
        raise _taken()
    if person.pk in {one.pk for one in holders.values()}:
        raise SeatUnknown(
            _("This person has a seat in this drill already, and nobody sits on two. Choose somebody else.")
        )


def _taken() -> SeatTaken:
    return SeatTaken(_("A colleague has taken this seat. Choose another free seat, or look on as you are."))
