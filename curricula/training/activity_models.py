"""Activities and the things that a person opens inside them."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from polymorphic.models import PolymorphicModel

from curricula.organisation.models import JobRole, Named, Station
from curricula.processes.models import Goal, Step
from curricula.training.vocabulary import Form, Method
from lms.foundation.api import Bilingual


class Activity(Named):
    """Something that can be learned or shown, as the matrix asks for it. Unique by code; kept for ever once asked for."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.CharField(_("form"), max_length=20, choices=Form)
    assessment = models.CharField(_("usual method"), max_length=20, choices=Method)
    planned_minutes = models.PositiveIntegerField(_("planned minutes"), default=0)
    goals = models.ManyToManyField(Goal, related_name="activities", blank=True)
    steps = models.ManyToManyField(Step, related_name="activities", blank=True)
    prerequisites = models.ManyToManyField("self", symmetrical=False, related_name="opens", blank=True)
    business_goal_zh = models.TextField(blank=True)
    business_goal_en = models.TextField(blank=True)
    business_goal = Bilingual("business_goal")
    positive_zh = models.TextField(blank=True)
    positive_en = models.TextField(blank=True)
    positive = Bilingual("positive")
    old_habit_zh = models.TextField(blank=True)
    old_habit_en = models.TextField(blank=True)
    old_habit = Bilingual("old_habit")
    new_skill_zh = models.TextField(blank=True)
    new_skill_en = models.TextField(blank=True)
    new_skill = Bilingual("new_skill")
    # Since when older evidence is stale (a revised procedure, screen or content), and what was revised.
    revised_on = models.DateField(_("revised on"), null=True, blank=True)
    revision_note_zh = models.CharField(max_length=300, blank=True)
    revision_note_en = models.CharField(max_length=300, blank=True)
    revision_note = Bilingual("revision_note")

    class Meta(Named.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class LearningItem(PolymorphicModel):
    """One thing inside an activity that a person opens: a lesson, exam, drill, practical… Its kinds attach from above.

    A kind gives `kind`, `open_url_name` and, by `methods`, which assessment its result counts for; `available_by` names
    the relations that its `is_available` reads.
    """

    kind: ClassVar[str] = ""
    open_url_name: ClassVar[str] = ""
    method: ClassVar[str] = ""
    available_by: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    ref = models.CharField(_("reference"), max_length=80)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual("title")
    minutes = models.PositiveSmallIntegerField(default=0)
    only_job_roles = models.ManyToManyField(JobRole, related_name="+", blank=True)
    only_station = models.ForeignKey(Station, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity", "position"]
        constraints = [models.UniqueConstraint(fields=["activity", "ref"], name="item_once_in_activity")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def is_available(self) -> bool:
        """Whether the item can be opened now (a planned one cannot)."""
        return True

    def open_arguments(self) -> dict[str, Any]:
        """Keyword arguments of the URL that opens the item."""
        return {"uuid": self.uuid}


class PlannedItem(LearningItem):
    """Something the content plan names and nobody has built yet; shown as planned, never as a dead link."""

    planned_kind = models.CharField(max_length=20)

    @property
    def is_available(self) -> bool:
        """Never."""
        return False
