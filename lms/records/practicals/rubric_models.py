"""Rubrics for judging what somebody has made: weighted criteria with levels, and what fails it outright."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from curricula.models import LearningItem
from lms.foundation.api import Bilingual
from lms.records.practicals.checklist_models import AssessmentSheet


class Rubric(AssessmentSheet):
    """A piece of work, what is handed in, and when it is passed. Made by the loader; a changed one is a new version."""

    task_zh = models.TextField()
    task_en = models.TextField()
    task = Bilingual("task")
    submit_zh = models.TextField()
    submit_en = models.TextField()
    submit = Bilingual("submit")
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"))

    class Meta(AssessmentSheet.Meta):
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")


class OutrightFailure(models.Model):
    """Something that fails the work whatever its points."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="failures")
    position = models.PositiveSmallIntegerField(default=0)
    text_zh = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    text = Bilingual("text")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class Criterion(models.Model):
    """One thing that is looked at; the weights of a rubric make 100."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual("title")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["rubric", "key"], name="criterion_once")]

    def __str__(self) -> str:
        return f"{self.rubric_id} {self.key}"


class CriterionLevel(models.Model):
    """What 0 to 3 points look like."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    points = models.PositiveSmallIntegerField()
    text_zh = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    text = Bilingual("text")

    class Meta:
        ordering = ["points"]
        constraints = [models.UniqueConstraint(fields=["criterion", "points"], name="criterion_level_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id} {self.points}"


class RubricItem(LearningItem):
    """A work output inside an activity, judged by a rubric."""

    kind: ClassVar[str] = "rubric"
    open_url_name: ClassVar[str] = "work-output"
    method: ClassVar[str] = "work_output"

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="learning_items")

    @property
    def sheet(self) -> Rubric:
        """What it is judged by."""
        return self.rubric
