"""Blueprints of examinations: what a form consists of, and when it is passed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curricula.models import JobRole, LearningItem, Step
from lms.foundation.api import Bilingual
from lms.records.exams.vocabulary import UseState


class Exam(models.Model):
    """One version of a blueprint. Unique by code and version; an attempt keeps the version it was drawn from."""

    class Kind(models.TextChoices):
        """What it closes."""

        ROLE = "role", _("Exam of a job role")
        MODULE = "module", _("Exam of a module")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=8, choices=UseState, default=UseState.DRAFT)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual("title")
    job_roles = models.ManyToManyField(JobRole, related_name="exams", blank=True)
    items = models.PositiveSmallIntegerField(_("questions"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=80)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=3)
    wait_hours = models.PositiveSmallIntegerField(_("hours between attempts"), default=24)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("examination")
        verbose_name_plural = _("examinations")
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="exam_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(state="in_use"), name="one_exam_version_in_use"),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="exam_pass_mark_of_100"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class ExamSection(models.Model):
    """A part of an examination; a critical one has a pass mark of its own beside that of the whole."""

    exam = models.ForeignKey(Exam, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField(default=0)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual("title")
    is_critical = models.BooleanField(default=False)
    pass_mark = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["exam", "key"], name="exam_section_once"),
            models.CheckConstraint(
                condition=Q(is_critical=True, pass_mark__isnull=False) | Q(is_critical=False, pass_mark__isnull=True),
                name="critical_section_has_pass_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exam_id} {self.key}"


class DrawRow(models.Model):
    """So many questions at random from these steps, or from these topics, at these levels."""

    section = models.ForeignKey(ExamSection, on_delete=models.CASCADE, related_name="draw_rows")
    position = models.PositiveSmallIntegerField(default=0)
    items = models.PositiveSmallIntegerField()
    steps = models.ManyToManyField(Step, related_name="+", blank=True)
    topics = models.JSONField(default=list)
    levels = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.section_id} #{self.position}: {self.items}"


class ExamItem(LearningItem):
    """An examination inside an activity; its result closes what the matrix asks to be shown by an exam."""

    kind: ClassVar[str] = "exam"
    open_url_name: ClassVar[str] = "exam"
    method: ClassVar[str] = "exam"

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="learning_items")
