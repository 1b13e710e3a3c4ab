"""Who sits where in a drill that several people play on one shared state."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import AppendOnlyModel
from scenarios.sandbox.models import Attempt


class Seat(AppendOnlyModel):
    """A colleague has taken a seat of somebody's attempt, for good. The starter's own seat, the first, needs no row.

    Unique by attempt and seat, and by attempt and person: nobody shares a chair, nobody sits on two. Made by `take_seat`.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="seats")
    seat = models.CharField(_("seat"), max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drill_seats")
    joined_at = models.DateTimeField(_("joined at"))

    class Meta:
        verbose_name = _("seat in a drill")
        verbose_name_plural = _("seats in drills")
        ordering: ClassVar[list[str]] = ["attempt", "joined_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "seat"], name="seat_taken_once"),
            models.UniqueConstraint(fields=["attempt", "person"], name="seat_one_for_each_person"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.seat}"


class SeatInvitation(AppendOnlyModel):
    """The starter has asked a colleague to take a seat. Several may be asked for one seat; the first to sit down has it.

    Unique by attempt, seat and person. Made by `invite_colleague`; it opens the seating page to the invited, no more.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="invitations")
    seat = models.CharField(_("seat"), max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drill_invitations")
    invited_at = models.DateTimeField(_("invited at"))

    class Meta:
        verbose_name = _("invitation to a drill")
        verbose_name_plural = _("invitations to drills")
        ordering: ClassVar[list[str]] = ["-invited_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "seat", "person"], name="seat_offered_once_to_each"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.seat}"
