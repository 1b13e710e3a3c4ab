"""What an attempt was worth: one result, a row for each expectation with what was found, and one for each rate."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import AppendOnlyModel, Bilingual
from scenarios.grading.api import Rate, RateKind


class GradeResult(AppendOnlyModel):
    """The grade of one attempt. Unique by attempt: handing in twice grades once. Made by `hand_in`; never changed.

    `content` holds what the marks do not: answers as given, deductions, the auditor's lines. Replayed from dataset,
    version, seed and journal, the same grade comes out.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.OneToOneField("scenarios.Attempt", on_delete=models.PROTECT, related_name="grade")
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=1)
    earned = models.DecimalField(_("expectations met"), max_digits=4, decimal_places=1)
    pass_score = models.DecimalField(_("pass mark"), max_digits=4, decimal_places=1)
    passed = models.BooleanField(_("passed"))
    critical_failures = models.JSONField(default=list)
    error_count = models.PositiveSmallIntegerField(_("refused attempts"), default=0)
    rework_count = models.PositiveSmallIntegerField(_("steps taken back"), default=0)
    virtual_minutes = models.PositiveIntegerField(_("virtual minutes"))
    dataset_ref = models.CharField(_("dataset"), max_length=120)
    engine_version = models.CharField(_("engine"), max_length=20)
    journal_hash = models.CharField(_("journal"), max_length=64)
    fingerprint = models.CharField(_("fingerprint of the way"), max_length=64, blank=True, default="")
    state_digest = models.CharField(_("end state"), max_length=64)
    content = models.JSONField(default=dict)
    graded_at = models.DateTimeField(_("graded at"))

    class Meta:
        verbose_name = _("drill result")
        verbose_name_plural = _("drill results")
        ordering: ClassVar[list[str]] = ["-graded_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fingerprint"], name="grade_same_way"),  # who else handed in the same way
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.score}"


class GradeMark(AppendOnlyModel):
    """One expectation of a result: what was expected, what was found, what it earned. Unique by result and code."""

    result = models.ForeignKey(GradeResult, on_delete=models.PROTECT, related_name="marks")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("expectation"), max_length=10)
    group = models.CharField(max_length=10)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    title = Bilingual("title")
    found_zh = models.TextField()
    found_en = models.TextField()
    found = Bilingual("found")
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=1)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=1)
    is_met = models.BooleanField()
    is_critical = models.BooleanField()
    clause = models.CharField(max_length=80, blank=True)
    procedure = models.CharField(max_length=80, blank=True)
    seqs = models.JSONField(default=list)
    confidence = models.CharField(max_length=10, blank=True)
    is_confident_and_wrong = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering: ClassVar[list[str]] = ["result", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["result", "code"], name="mark_once_in_result"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["code", "is_met"], name="mark_missed"),  # which expectation is missed most
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.points}/{self.weight}"


class GradeRate(AppendOnlyModel):
    """A rate of a data drill's result: of the planted faults, how many were found, or mended. Unique by result and kind.

    Made with the grade, from the grade; a drill that plants no faults, and a result from before there were rates, has none.
    `sources` are the codes of the marks that count.
    """

    class Kind(models.TextChoices):
        """What the rate is of."""

        DETECTION = RateKind.DETECTION.value, _("Detection rate")
        CORRECTION = RateKind.CORRECTION.value, _("Correction rate")

    result = models.ForeignKey(GradeResult, on_delete=models.PROTECT, related_name="rates")
    kind = models.CharField(_("rate"), max_length=10, choices=Kind)
    done = models.PositiveIntegerField(_("found or mended"))
    planted = models.PositiveIntegerField(_("planted faults"))
    threshold = models.DecimalField(_("threshold in per cent"), max_digits=5, decimal_places=2)
    is_met = models.BooleanField(_("threshold reached"))
    sources = models.JSONField(default=list)

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering: ClassVar[list[str]] = ["result", "-kind"]  # detection before correction
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["result", "kind"], name="rate_once_in_result"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.done}/{self.planted}"

    @property
    def percent(self) -> Decimal | None:
        """The rate, or None where no fault was planted."""
        return Rate(RateKind(self.kind), self.done, self.planted, self.threshold, ()).percent
