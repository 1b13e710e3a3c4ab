"""Electronic signatures: who, when, what it means, and the digest of exactly what was signed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.foundation.append_only import AppendOnlyModel


class Meaning(models.TextChoices):
    """What a signature says (21 CFR 11.50(a)(3))."""

    AUTHORED = "authored", _("Author")
    REVIEWED = "reviewed", _("Reviewed")
    APPROVED = "approved", pgettext_lazy("meaning of a signature", "Approved")
    PUBLISHED = "published", _("Approved for use")
    READ = "read", _("Read and understood")
    PERFORMED = "performed", _("Performed by me")
    ASSESSED = "assessed", _("Assessed by me")
    DECIDED = "decided", _("Decided")
    TOOK_PART = "took_part", _("Took part")


class Signature(AppendOnlyModel):
    """One signature on one version of one record; made only by `sign`, never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signer = models.ForeignKey(
        "foundation.Person", verbose_name=_("signer"), on_delete=models.PROTECT, related_name="signatures"
    )
    printed_name = models.CharField(_("printed name"), max_length=160)
    meaning = models.CharField(_("meaning"), max_length=20, choices=Meaning)
    at = models.DateTimeField(_("signed at"))
    zone = models.CharField(_("time zone"), max_length=60)
    subject_kind = models.CharField(_("kind of record"), max_length=60)
    subject_uuid = models.UUIDField(_("record"))
    subject_version = models.CharField(_("version"), max_length=40)
    digest = models.CharField(_("digest of the record"), max_length=64)
    note = models.TextField(_("note"), blank=True)
    origin = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-at"]
        indexes = [models.Index(fields=["subject_kind", "subject_uuid"], name="signatures_on_record")]

    def __str__(self) -> str:
        return f"{self.printed_name}: {self.get_meaning_display()}"
