"""What follows from the matrix, the postings and the evidence, for each person; derived, and rebuilt at will."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curricula.milestones.models import GoLive
from curricula.organisation.models import Posting
from curricula.training.activity_models import Activity, LearningItem
from curricula.training.matrix_models import Requirement
from curricula.training.vocabulary import Criticality, Method, Status
from lms.foundation.api import AppendOnlyModel

# Ways of doing something that close nothing by themselves.
DONE_KINDS = {"lesson": _("Lesson"), "session": _("Session")}


class EvidenceFact(AppendOnlyModel):
    """What a person did or showed, when, against which version, judged by whom or what. Written by records only.

    It stands in this stratum because assignments are settled from it; everything about it belongs to lms.records.
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Not passed")
        COMPLETED = "completed", _("Completed")
        STARTED = "started", _("Begun")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="evidence")
    item = models.ForeignKey(LearningItem, null=True, on_delete=models.PROTECT, related_name="evidence")
    # A Method, or "lesson"/"session" for something done that closes nothing by itself.
    method = models.CharField(max_length=16)
    outcome = models.CharField(max_length=10, choices=Outcome)
    # Level shown; empty: the level that the cell asks for.
    level = models.PositiveSmallIntegerField(null=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    minutes = models.PositiveIntegerField(null=True)
    occurred_at = models.DateTimeField()
    # The calendar day of `occurred_at` where the person works; validity is counted from it.
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    # Own last day of validity, where the evidence has one (a migrated certificate); else the cell's months count.
    valid_until = models.DateField(null=True)
    content_version = models.CharField(max_length=80, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, default="platform")
    details = models.JSONField(default=dict)
    # A correction names the fact it replaces; the old one stays and no longer counts.
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    # What one act may count once: an attempt's id, a form's token. Two clicks make one fact.
    source_key = models.CharField(max_length=80, unique=True)

    class Meta:
        db_table = "records_evidence"
        ordering = ["-occurred_at", "-id"]
        indexes = [
            # settling one outcome: all evidence of a person for an activity
            models.Index(fields=["person", "activity", "occurred_on"], name="evidence_of_person"),
            models.Index(fields=["activity", "method", "outcome"], name="evidence_of_activity"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.activity_id} {self.method} {self.outcome}"

    @property
    def method_label(self) -> str:
        """How it was shown, in words."""
        return (
            str(Method(self.method).label) if self.method in Method else str(DONE_KINDS.get(self.method, self.method))
        )

    @property
    def outcome_label(self) -> str:
        """How it ended, in words."""
        return str(self.Outcome(self.outcome).label)


class AssignmentMark(AppendOnlyModel):
    """Something that a lead decided about one person's requirement: a waiver with owner, mitigation and last day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=[("waiver", "waiver"), ("withdrawn", "waiver withdrawn")])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="marks")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="marks")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mitigation = models.TextField()
    until = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id} {self.activity_id} → {self.until}"


class Assignment(models.Model):
    """A requirement applied to a person, one row per cycle; the newest cycle is `is_current`. Written by the settlement only.

    Holds days, not states: the state on a day follows from them (`status_on`). Rebuilt from facts by `rebuild_assignments`.
    """

    # No index of their own: the constraint below begins with the person, the coverage index with the go-live, and two
    # hundred thousand rows are written at a time.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments", db_index=False
    )
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="assignments")
    go_live = models.ForeignKey(GoLive, on_delete=models.CASCADE, related_name="assignments", db_index=False)
    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="assignments")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="assignments")
    cycle = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    level = models.PositiveSmallIntegerField()
    criticality = models.CharField(max_length=12, choices=Criticality)
    method = models.CharField(max_length=16, choices=Method)
    # In force from the first day of the post to the last (empty: open): outside these days it is in no denominator.
    from_day = models.DateField()
    to_day = models.DateField(null=True)
    opens_on = models.DateField()
    planned_on = models.DateField()
    due_on = models.DateField()
    started_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    met_by = models.BigIntegerField(null=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    valid_until = models.DateField(null=True)
    stale_on = models.DateField(null=True)
    waived_until = models.DateField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "activity", "go_live", "cycle"], name="assignment_once_per_cycle")
        ]
        indexes = [
            # coverage of a go-live, by activity and down to names
            models.Index(fields=["go_live", "activity"], condition=Q(is_current=True), name="assignment_coverage"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.activity_id} #{self.cycle}"

    @property
    def status_label(self) -> str:
        """The state in words; only on rows read through `with_status`."""
        return str(Status(self.status).label)  # type: ignore[attr-defined]  # annotated
