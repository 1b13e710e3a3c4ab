"""Snapshots of all figures at one moment, and the decisions that were signed on them. All append-only."""

import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curricula.models import GoLive
from lms.foundation.api import AppendOnlyModel


class Snapshot(AppendOnlyModel):
    """Every figure and list of one go-live, frozen at one moment. Unique by number; made by `take_snapshot`, never changed.

    `figures` are shown on page one and on screen; `lists` are the names and rows behind them. `digest` covers both, the
    number and the digest of the snapshot before it, so that none can be altered or taken out unnoticed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    go_live = models.ForeignKey(GoLive, on_delete=models.PROTECT, related_name="snapshots")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recommendation = models.CharField(max_length=12)
    score = models.DecimalField(max_digits=5, decimal_places=1)
    figures = models.JSONField()
    lists = models.JSONField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-number"]
        indexes = [
            # the newest snapshot of a go-live: the readiness page
            models.Index(fields=["go_live", "-number"], name="snapshots_of_go_live"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The number as people write it."""
        return f"S-{self.number:04d}"

    @cached_property
    def record(self) -> dict[str, Any]:
        """What the digest covers and a signature binds."""
        return {
            "number": self.number,
            "uuid": str(self.uuid),
            "previous_digest": self.previous_digest,
            "figures": self.figures,
            "lists": self.lists,
        }


class Remeasurement(AppendOnlyModel):
    """Everything was measured again and came out as the snapshot says. Made by `take_snapshot`, so that the next need not measure.

    Unique by snapshot and how far the data reached.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="remeasurements", db_index=False)
    measured_at = models.DateTimeField()
    newest_assignment = models.PositiveBigIntegerField()
    newest_audit_entry = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("remeasurement")
        verbose_name_plural = _("remeasurements")
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "newest_assignment", "newest_audit_entry"], name="remeasured_once_per_reach"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot.name} {self.measured_at:%Y-%m-%d %H:%M}"


class Verdict(models.TextChoices):
    """What can be recommended and decided."""

    GO = "go", pgettext_lazy("decision", "Go")
    CONDITIONAL = "conditional", pgettext_lazy("decision", "Conditional go")
    NO_GO = "no_go", pgettext_lazy("decision", "No-go")


class GoLiveDecision(AppendOnlyModel):
    """One executive's signed decision on one snapshot. At most one each; made by `decide_go_live`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="decisions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="go_live_decisions")
    verdict = models.CharField(_("decision"), max_length=12, choices=Verdict)
    reason = models.TextField(_("reason"))
    decided_at = models.DateTimeField()
    signature = models.ForeignKey("foundation.Signature", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "person"], name="one_decision_per_snapshot_and_person")
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.verdict}"


class DecisionMitigation(AppendOnlyModel):
    """What is done about one item of a conditional decision: by whom, and until when. Signed with the decision."""

    decision = models.ForeignKey(GoLiveDecision, on_delete=models.PROTECT, related_name="mitigations")
    dimension = models.CharField(max_length=40)
    text = models.TextField(_("mitigation"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("until"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "dimension"], name="one_mitigation_per_item")]

    def __str__(self) -> str:
        return f"{self.dimension} {self.due_on}"
