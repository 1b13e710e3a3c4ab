"""A company's own words for the sandbox, and which words are in use."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import AppendOnlyModel


class LabelPackVersion(AppendOnlyModel):
    """One import of a company's words. The newest of a name is the pack; older ones stay. Made by `import_labels`."""

    name = models.SlugField(_("name"), max_length=40)
    base = models.CharField(_("laid over"), max_length=40)
    labels = models.JSONField(_("labels"))
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("label pack")
        verbose_name_plural = _("label packs")
        ordering: ClassVar[list[str]] = ["name", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({len(self.labels)})"


class LabelChoice(AppendOnlyModel):
    """Which words the sandbox speaks from a moment on; the newest row holds. Made by `use_pack`."""

    pack = models.CharField(_("pack"), max_length=40)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(_("chosen at"))

    class Meta:
        verbose_name = _("choice of words")
        verbose_name_plural = _("choices of words")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.pack
