"""A drill in the catalogue, its immutable versions, and the place where an activity asks for it."""

import hashlib
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from curricula.models import Chain, JobRole, LearningItem, Step
from lms.foundation.api import AppendOnlyModel, Bilingual


class Scenario(models.Model):
    """A drill of the catalogue, built or planned. Unique by code; made and renewed by `sync_scenarios` only."""

    class Status(models.TextChoices):
        """Whether it can be played."""

        BUILT = "built", _("Ready to play")
        PLANNED = "planned", _("Planned")
        DRAFT = "draft", _("Being written")

    class Difficulty(models.IntegerChoices):
        """How much it asks of somebody who has had the lesson."""

        BASE = 1, _("1 Basic")
        TRICKY = 2, _("2 With a twist")
        HARD = 3, _("3 Demanding")

    code = models.CharField(_("code"), max_length=10, unique=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual("title")
    summary_zh = models.CharField(max_length=300)
    summary_en = models.CharField(max_length=300)
    summary = Bilingual("summary")
    chain = models.ForeignKey(Chain, null=True, blank=True, on_delete=models.PROTECT, related_name="drills")
    steps = models.ManyToManyField(Step, related_name="drills", blank=True)
    job_roles = models.ManyToManyField(JobRole, related_name="drills", blank=True)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty)
    minutes = models.PositiveSmallIntegerField(_("usual minutes"))
    is_first_release = models.BooleanField(_("first release"), default=False)
    status = models.CharField(_("state"), max_length=8, choices=Status, default=Status.PLANNED)

    class Meta:
        verbose_name = _("drill")
        verbose_name_plural = _("drills")
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_built(self) -> bool:
        """Whether it can be played."""
        return self.status == self.Status.BUILT


class ScenarioVersion(AppendOnlyModel):
    """One published version of a drill, with its whole text and the dataset it was proved on. Attempts stay bound to it.

    Unique by drill and version. Made by `sync_scenarios` and by `publish_draft` after the contract has held; the database
    refuses any change. `paths` holds the text of each recorded path by name. A trial is what an author plays while
    writing: it proves nothing, and learners never meet it.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(_("version"), max_length=20)
    source = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)
    dataset_ref = models.CharField(_("dataset"), max_length=120)
    paths = models.JSONField(_("recorded paths"), default=dict)
    is_trial = models.BooleanField(_("trial of a draft"), default=False)
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("drill version")
        verbose_name_plural = _("drill versions")
        ordering: ClassVar[list[str]] = ["scenario", "-published_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scenario", "version"], name="drill_version_published_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def code(self) -> str:
        """The drill's code."""
        return self.scenario.code

    @staticmethod
    def digest_of(source: str) -> str:
        """The digest of a scenario's text."""
        return hashlib.sha256(source.encode()).hexdigest()


class DrillItem(LearningItem):
    """A drill as part of an activity. Unique by activity and drill; made by `load_drill_items`."""

    kind: ClassVar[str] = "drill"
    open_url_name: ClassVar[str] = "drill-item"
    method: ClassVar[str] = "drill"
    available_by: ClassVar[tuple[str, ...]] = ("scenario",)

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="items")

    class Meta:
        verbose_name = _("drill in an activity")
        verbose_name_plural = _("drills in activities")

    @property
    def is_available(self) -> bool:
        """Whether the drill can be played now."""
        return self.scenario.is_built

    def open_arguments(self) -> dict[str, Any]:
        """Keyword arguments of the URL that opens the item."""
        return {"uuid": self.uuid}
