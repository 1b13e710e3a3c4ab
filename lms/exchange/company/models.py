"""What the last load of a company's files wrote, so that a later one sees what was edited since."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """A record as the last load left it: kind and code, unique together, and the digest of what stood in it then.

    Made and changed by `load_company` alone. It says nothing about the record's content; the audit trail does.
    """

    kind = models.CharField(_("kind"), max_length=40)
    code = models.CharField(_("code"), max_length=255)
    digest = models.CharField(_("digest"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="loaded_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
