"""What was issued to whom: the certificate, the evidence it rests on, and its end before time. All append-only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from curricula.models import EvidenceFact
from lms.foundation.api import AppendOnlyModel
from lms.records.qualifications.type_models import QualificationType


class Qualification(AppendOnlyModel):
    """One certificate of one person. Unique by number; written by `issuing` only; a renewal is a new row that names
    the old.

    Its state on a day is never stored: it follows from its days, its successor and its ending (queries.with_state).
    """

    class Source(models.TextChoices):
        """Where the proof was given."""

        PLATFORM = "platform", _("Issued here")
        MIGRATED = "migrated", _("Taken over from paper")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Q-2026-000123: gapless within the year of issue.
    number = models.CharField(_("number"), max_length=20, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="qualifications")
    type = models.ForeignKey(QualificationType, on_delete=models.PROTECT, related_name="qualifications")
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True)
    issued_at = models.DateTimeField(_("issued at"))
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.PLATFORM)
    outside_number = models.CharField(_("number on paper"), max_length=60, blank=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    # What the QR code carries: it opens the public page and cannot be guessed from the number.
    token = models.CharField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["-issued_at", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="qualification_days_in_order",
            )
        ]
        indexes = [
            # "may this person do this on this day", and cover per step
            models.Index(fields=["type", "person", "valid_from"], name="qualification_of_person"),
        ]

    def __str__(self) -> str:
        return self.number


class QualificationBasis(AppendOnlyModel):
    """One piece of evidence that a certificate rests on."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="basis")
    fact = models.ForeignKey(EvidenceFact, on_delete=models.PROTECT, related_name="basis_of")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["qualification", "fact"], name="basis_once")]

    def __str__(self) -> str:
        return f"{self.qualification_id} ← {self.fact_id}"


class QualificationEnding(AppendOnlyModel):
    """A certificate ends before its time; from `ended_on` it no longer holds. At most one each; the certificate
    stays.
    """

    class Kind(models.TextChoices):
        """Why."""

        WITHDRAWN = "withdrawn", _("Withdrawn")
        UNFOUNDED = "unfounded", _("Its evidence was corrected")

    qualification = models.OneToOneField(Qualification, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    ended_on = models.DateField(_("ended on"))
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))

    def __str__(self) -> str:
        return f"{self.qualification_id} {self.kind} {self.ended_on}"
