"""What can be qualified for: types, the equipment and steps they open, rights in the ERP, and duties that exclude each
other.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curricula.models import Activity, JobRole, Named, Station, Step
from lms.foundation.api import Bilingual


class Equipment(Named):
    """Something that only qualified people run."""

    is_calibrated = models.BooleanField(_("calibrated"), default=False)

    class Meta(Named.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")


class PermissionBundle(Named):
    """Rights in the ERP that are granted together, to holders of a job role and, where one opens it, a
    qualification.
    """

    steps = models.ManyToManyField(Step, related_name="bundles", blank=True)
    job_roles = models.ManyToManyField(JobRole, related_name="bundles", blank=True)

    class Meta(Named.Meta):
        verbose_name = _("permission bundle")
        verbose_name_plural = _("permission bundles")


class QualificationType(Named):
    """A kind of qualification: what evidence gives it, to whom, for how long, and what it opens. Unique by code."""

    job_roles = models.ManyToManyField(JobRole, related_name="qualification_types", blank=True)
    # Where the same post works several stations: only evidence and posts of this one count.
    station = models.ForeignKey(
        Station, null=True, blank=True, on_delete=models.PROTECT, related_name="qualification_types"
    )
    evidence = models.ManyToManyField(Activity, related_name="qualification_types")
    minimum_level = models.PositiveSmallIntegerField(_("minimum level"), default=3)
    validity_months = models.PositiveSmallIntegerField(_("valid for months (0: does not lapse)"), default=0)
    opens_steps = models.ManyToManyField(Step, related_name="opened_by", blank=True)
    # Cover of these steps is counted once for each qualification that splits it: one step stands for several
    # operations.
    splits_cover_of = models.ManyToManyField(Step, related_name="cover_split_by", blank=True)
    opens_equipment = models.ManyToManyField(Equipment, related_name="opened_by", blank=True)
    opens_bundles = models.ManyToManyField(PermissionBundle, related_name="opened_by", blank=True)
    routing_code = models.CharField(_("code in the routing"), max_length=40, blank=True)
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    note = Bilingual("note")

    class Meta(Named.Meta):
        verbose_name = _("type of qualification")
        verbose_name_plural = _("types of qualification")


class SodConflict(models.Model):
    """Two bundles that one person must not hold together, or only under a control. Unique by code and by pair."""

    class Handling(models.TextChoices):
        """What is done when somebody's duties ask for both."""

        BLOCK = "block", pgettext_lazy("segregation of duties", "Blocked")
        MITIGATE = "mitigate", _("Allowed under a control")

    class Severity(models.TextChoices):
        """How grave the pair is."""

        CRITICAL = "critical", _("Critical")
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")

    code = models.CharField(_("code"), max_length=20, unique=True)
    first = models.ForeignKey(PermissionBundle, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(PermissionBundle, on_delete=models.PROTECT, related_name="+")
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    handling = models.CharField(_("handling"), max_length=10, choices=Handling)
    risk_zh = models.TextField()
    risk_en = models.TextField()
    risk = Bilingual("risk")
    control_zh = models.TextField(blank=True)
    control_en = models.TextField(blank=True)
    control = Bilingual("control")

    class Meta:
        verbose_name = _("segregation of duties")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="sod_pair_once"),
            models.CheckConstraint(
                condition=models.Q(handling="block") | ~models.Q(control_en=""), name="mitigated_under_a_control"
            ),
        ]

    def __str__(self) -> str:
        return self.code
