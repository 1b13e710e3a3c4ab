"""A drill while it is being written."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ScenarioDraft(models.Model):
    """A drill being written: the scenario's text and its recorded paths. At most one open draft for each drill.

    Made from a play-through or from a file; changed by authors and training leads, each change counted, so that two
    people do not overwrite each other. Publishing makes an immutable version of it and closes it.
    """

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Being written")
        PUBLISHED = "published", _("Published")
        DROPPED = "dropped", _("Dropped")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=10)
    text = models.TextField(_("text"))
    paths = models.JSONField(_("recorded paths"), default=dict)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.OPEN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scenario_drafts")
    base_attempt = models.ForeignKey(
        "scenarios.Attempt", null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    edit_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("begun"))
    updated_at = models.DateTimeField(_("last changed"))

    class Meta:
        verbose_name = _("drill draft")
        verbose_name_plural = _("drill drafts")
        ordering: ClassVar[list[str]] = ["-updated_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(status="open"), name="drill_has_one_open_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.status})"

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.status == self.Status.OPEN
