"""Lessons inside activities, and how far each person has read them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from curricula.models import LearningItem


class LessonItem(LearningItem):
    """A lesson inside an activity. Made by the loader or by the training lead; unique by activity and reference.

    One page may serve several activities: each has an item of its own, and each keeps its own evidence.
    """

    kind: ClassVar[str] = "lesson"
    open_url_name: ClassVar[str] = "lesson"
    method: ClassVar[str] = "lesson"
    available_by: ClassVar[tuple[str, ...]] = ("page",)

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="lesson_items")

    class Meta:
        verbose_name = _("lesson in an activity")
        verbose_name_plural = _("lessons in activities")

    @property
    def is_available(self) -> bool:
        """Whether the page is published."""
        return bool(self.page.live)


class LessonProgress(models.Model):
    """One person's reading of one published revision of a lesson. A summary for resuming; what counts is the evidence.

    Unique by person, item, revision and reading: reading it again for the record starts another row. Changed as blocks
    are passed, until it is finished.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_progress")
    item = models.ForeignKey(LessonItem, on_delete=models.PROTECT, related_name="progress")
    # PROTECT keeps Wagtail's clean-up from deleting a revision that somebody has read.
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    reading = models.PositiveSmallIntegerField(_("reading"), default=1)
    position = models.PositiveSmallIntegerField(_("blocks passed"), default=0)
    active_seconds = models.PositiveIntegerField(_("seconds read"), default=0)
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("last seen at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reading of a lesson")
        verbose_name_plural = _("readings of lessons")
        constraints = [
            models.UniqueConstraint(fields=["person", "item", "revision", "reading"], name="reading_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=models.F("started_at")),
                name="reading_finished_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id} r{self.revision_id} #{self.reading}: {self.position}"

    @property
    def is_finished(self) -> bool:
        """Whether this reading counts already."""
        return self.finished_at is not None

    @property
    def active_minutes(self) -> int:
        """Minutes actually read; a lesson that was opened took at least one."""
        return max(1, round(self.active_seconds / 60))

    @property
    def source_key(self) -> str:
        """What the evidence of this reading is known by: two clicks make one fact."""
        again = f":{self.reading}" if self.reading > 1 else ""
        return f"lesson:{self.item_id}:{self.person_id}:{self.revision_id}{again}"

    def open_arguments(self) -> dict[str, Any]:
        """Keyword arguments of the URL that goes on reading."""
        return {"uuid": self.item.uuid}


class LessonAnswer(models.Model):
    """The last answer a reader gave to a check question; it marks nobody, it brings the feedback back."""

    progress = models.ForeignKey(LessonProgress, on_delete=models.CASCADE, related_name="answers")
    block = models.CharField(_("block"), max_length=40)
    chosen = models.PositiveSmallIntegerField(_("answer"))
    is_right = models.BooleanField(_("is right"))
    answered_at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer to a check question")
        verbose_name_plural = _("answers to check questions")
        constraints = [models.UniqueConstraint(fields=["progress", "block"], name="one_answer_per_check")]

    def __str__(self) -> str:
        return f"{self.progress_id} {self.block}: {self.chosen}"
