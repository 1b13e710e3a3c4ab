"""An attempt at a drill, and its journal: the rows from which the sandbox's whole state is folded."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.foundation.api import AppendOnlyModel
from scenarios.sandbox.dataset_models import PublishedDataset
from scenarios.sandbox.label_models import LabelChoice, LabelPackVersion
from scenarios.sandbox.opening_models import AttemptOpening

__all__ = ["Attempt", "AttemptOpening", "JournalRow", "LabelChoice", "LabelPackVersion", "PublishedDataset"]


class Attempt(models.Model):
    """One person's go at one version of a drill; begun again means another attempt.

    `facts` are the last valid days of the learner's own certificates, if the drill was begun with them; empty otherwise.
    Unique by `uuid`, and by the token of the press that started it. Made by `start_attempt`; afterwards only its status
    and the moment it ended change. What was done in it stands in its journal rows, and nowhere else.
    """

    class Mode(models.TextChoices):
        """How it is played; the grading package knows the same words."""

        GUIDED = "guided", _("Guided")
        PRACTICE = "practice", _("Practice")
        ASSESSED = "assessed", _("Assessed")

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", pgettext_lazy("attempt", "Open")
        HANDED_IN = "handed_in", _("Handed in")
        ABANDONED = "abandoned", _("Started again")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drill_attempts")
    version = models.ForeignKey("scenarios.ScenarioVersion", on_delete=models.PROTECT, related_name="attempts")
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.PRACTICE)
    seed = models.PositiveIntegerField(_("seed"), default=0)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    facts = models.JSONField(_("the learner's own certificates"), default=dict, blank=True)
    token = models.UUIDField(_("token of the start"))
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("drill attempt")
        verbose_name_plural = _("drill attempts")
        ordering: ClassVar[list[str]] = ["-started_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "token"], name="attempt_started_once_per_token"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["person", "version", "status"], name="attempt_of_person"
            ),  # my open attempt at a drill
        ]

    def __str__(self) -> str:
        return f"{self.uuid} ({self.status})"

    @property
    def is_open(self) -> bool:
        """Whether commands are still taken."""
        return self.status == self.Status.OPEN


class JournalRow(AppendOnlyModel):
    """One entry of an attempt's journal: a command, what became of it, and its place in the hash chain.

    Unique by attempt and number, which makes two tabs take turns, and by attempt and token, which makes a repeated
    press post once. `person` is who pressed, absent for what the sandbox answers and for what was rehearsed. Written by
    `submit_command`; the database refuses to change or delete it.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="rows")
    seq = models.PositiveIntegerField(_("number"))
    command = models.CharField(_("command"), max_length=40)
    outcome = models.CharField(_("outcome"), max_length=10)
    content = models.TextField(_("entry as JSON"))
    prev_hash = models.CharField(_("hash before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)
    token = models.UUIDField(_("token of the press"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("journal row")
        verbose_name_plural = _("journal rows")
        ordering: ClassVar[list[str]] = ["attempt", "seq"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "seq"], name="journal_row_numbered_once"),
            models.UniqueConstraint(fields=["attempt", "token"], name="journal_row_posted_once_per_token"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.command} {self.outcome}"
