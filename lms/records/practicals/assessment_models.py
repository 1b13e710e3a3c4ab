"""Assessments of people at work: who watched whom, what was seen step by step, and what was signed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curricula.models import EvidenceFact, LearningItem
from lms.foundation.api import AppendOnlyModel
from lms.records.practicals.checklist_models import Checklist, ChecklistStep
from lms.records.practicals.rubric_models import Criterion, OutrightFailure, Rubric


class Assessment(models.Model):
    """One assessment of one person by another. At most one is open for a person and an item.

    Made by `begin_assessment`; signed once by `sign_assessment`, or stopped; then it never changes again.
    """

    class State(models.TextChoices):
        """Open while watching; then signed, or stopped without a verdict."""

        OPEN = "open", pgettext_lazy("attempt", "Open")
        SIGNED = "signed", pgettext_lazy("assessment", "Signed")
        STOPPED = "stopped", _("Stopped")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments_made")
    item = models.ForeignKey(LearningItem, on_delete=models.PROTECT, related_name="assessments")
    # The version that was used: one of the two.
    checklist = models.ForeignKey(Checklist, null=True, on_delete=models.PROTECT, related_name="assessments")
    rubric = models.ForeignKey(Rubric, null=True, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    started_at = models.DateTimeField(_("begun"))
    closed_at = models.DateTimeField(_("signed or stopped"), null=True)
    note = models.TextField(_("note"), blank=True)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField(_("passed"), null=True)
    signature = models.OneToOneField("foundation.Signature", null=True, on_delete=models.PROTECT, related_name="+")
    countersignature = models.OneToOneField(
        "foundation.Signature", null=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.OneToOneField(EvidenceFact, null=True, on_delete=models.PROTECT, related_name="assessment")

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], condition=Q(state="open"), name="one_open_assessment"),
            models.CheckConstraint(
                condition=Q(checklist__isnull=True, rubric__isnull=False)
                | Q(checklist__isnull=False, rubric__isnull=True),
                name="checklist_or_rubric",
            ),
            models.CheckConstraint(condition=~Q(person=models.F("assessor")), name="nobody_assesses_themselves"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signature__isnull=False, score__isnull=False, passed__isnull=False),
                name="signed_assessment_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id} {self.state}"

    @property
    def sheet(self) -> Checklist | Rubric:
        """The checklist or rubric that was used."""
        sheet = self.checklist or self.rubric
        assert sheet is not None, "held by a constraint"
        return sheet


class Observation(AppendOnlyModel):
    """One rating as it was given: of a step, of a criterion, or whether an outright failure was found (1 or 0).

    Appended with each tap; the newest of a subject counts, and how it came about stays visible.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="observations")
    step = models.ForeignKey(ChecklistStep, null=True, on_delete=models.PROTECT, related_name="observations")
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.PROTECT, related_name="observations")
    failure = models.ForeignKey(OutrightFailure, null=True, on_delete=models.PROTECT, related_name="observations")
    points = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__isnull=False, criterion__isnull=True, failure__isnull=True)
                | Q(step__isnull=True, criterion__isnull=False, failure__isnull=True)
                | Q(step__isnull=True, criterion__isnull=True, failure__isnull=False),
                name="observation_of_one_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.points}"


class AssessmentPhoto(AppendOnlyModel):
    """A picture taken while watching; its digest is part of what is signed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="photos")
    step = models.ForeignKey(ChecklistStep, null=True, on_delete=models.PROTECT, related_name="photos")
    image = models.FileField(upload_to="assessments/")
    content_type = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.digest[:8]}"
