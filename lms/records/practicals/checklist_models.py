"""Checklists for watching somebody work. One that changes gets a new version; an assessment keeps the one it used."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curricula.models import JobRole, LearningItem, Step
from lms.foundation.api import Bilingual


class UseState(models.TextChoices):
    """Where a version stands."""

    IN_USE = "in_use", _("In use")
    RETIRED = "retired", _("Retired")


class Rating(models.IntegerChoices):
    """How a step of a checklist was done, rated while watching."""

    NOT_DONE = 0, _("0 Not done")
    WITH_HELP = 1, _("1 Done with help")
    ALONE = 2, _("2 Done alone")


class AssessmentSheet(models.Model):
    """What a checklist and a rubric share: code, version, title, steps, job roles."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=8, choices=UseState, default=UseState.IN_USE)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual("title")
    steps = models.ManyToManyField(Step, related_name="%(class)ss", blank=True)
    job_roles = models.ManyToManyField(JobRole, related_name="%(class)ss", blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(state="in_use"), name="one_%(class)s_in_use"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Checklist(AssessmentSheet):
    """A real-life task, step by step, and when it is passed. Made by the loader; a changed one is a new version."""

    setting_zh = models.TextField()
    setting_en = models.TextField()
    setting = Bilingual("setting")
    pass_rule_zh = models.CharField(max_length=300)
    pass_rule_en = models.CharField(max_length=300)
    pass_rule = Bilingual("pass_rule")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    minimum_rating = models.PositiveSmallIntegerField(_("least rating of a critical step"), choices=Rating)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark"))
    # Code of the qualification that whoever assesses must hold on the day.
    assessor_qualification = models.CharField(max_length=40, blank=True)

    class Meta(AssessmentSheet.Meta):
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")


class ChecklistStep(models.Model):
    """One thing to watch: what is done, to what standard, and what shows it."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    is_critical = models.BooleanField(default=False)
    action_zh = models.CharField(max_length=300)
    action_en = models.CharField(max_length=300)
    action = Bilingual("action")
    standard_zh = models.CharField(max_length=300)
    standard_en = models.CharField(max_length=300)
    standard = Bilingual("standard")
    evidence_zh = models.CharField(max_length=300)
    evidence_en = models.CharField(max_length=300)
    evidence = Bilingual("evidence")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["checklist", "number"], name="checklist_number_once")]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.number}"


class PracticalItem(LearningItem):
    """A practical assessment inside an activity."""

    kind: ClassVar[str] = "practical"
    open_url_name: ClassVar[str] = "practical"
    method: ClassVar[str] = "practical"

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="learning_items")

    @property
    def sheet(self) -> Checklist:
        """What it is assessed by."""
        return self.checklist
