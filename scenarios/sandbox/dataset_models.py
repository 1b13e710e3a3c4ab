"""Published datasets, kept with the evidence that names them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import AppendOnlyModel


class PublishedDataset(AppendOnlyModel):
    """A dataset that a published drill was proved on, whole and for ever. Unique by its reference, which is its hash.

    Made by `keep_dataset` when a drill is published; the database refuses any change. The generator may move on: whoever
    replays an old attempt reads the company from here.
    """

    ref = models.CharField(_("reference"), max_length=120, unique=True)
    content = models.BinaryField(_("content, compressed"))
    parts = models.BinaryField(_("large tables, compressed"))
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("published dataset")
        verbose_name_plural = _("published datasets")
        ordering: ClassVar[list[str]] = ["-kept_at"]

    def __str__(self) -> str:
        return self.ref
