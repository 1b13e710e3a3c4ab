"""How an attempt opened: the journal of its overlay, kept so that old attempts stay what they were."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import AppendOnlyModel


class AttemptOpening(AppendOnlyModel):
    """What was done before the learner sat down, as journal entries. Unique by attempt; made by `start_attempt`.

    The entries' events are the truth: when the engine would decide the overlay otherwise one day, the attempt still opens
    as it did, and its journal still hangs on this one.
    """

    attempt = models.OneToOneField("scenarios.Attempt", on_delete=models.PROTECT, related_name="opening")
    engine_version = models.CharField(_("engine"), max_length=20)
    content = models.BinaryField(_("entries, compressed"))

    class Meta:
        verbose_name = _("opening of an attempt")
        verbose_name_plural = _("openings of attempts")
        ordering: ClassVar[list[str]] = ["attempt"]

    def __str__(self) -> str:
        return str(self.attempt_id)
