"""Thresholds that were moved: each move is a row, so that a goal-post that shifts stays in sight."""

import uuid

from django.conf import settings
from django.db import models

from curricula.models import GoLive
from lms.foundation.api import AppendOnlyModel


class ThresholdMove(AppendOnlyModel):
    """The thresholds of one dimension of one go-live from a moment on: old, new, who, when and why.

    Made by `move_threshold`. The newest row of a dimension is in force; without one the default of the table is.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    go_live = models.ForeignKey(GoLive, on_delete=models.PROTECT, related_name="threshold_moves")
    dimension = models.CharField(max_length=40)
    old_green = models.DecimalField(max_digits=5, decimal_places=1)
    old_amber = models.DecimalField(max_digits=5, decimal_places=1)
    new_green = models.DecimalField(max_digits=5, decimal_places=1)
    new_amber = models.DecimalField(max_digits=5, decimal_places=1)
    is_after_lock = models.BooleanField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["moved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.old_green} → {self.new_green}"
