"""The company as the matrix sees it: sites, shifts, departments, job roles, and who holds which post when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import Bilingual


class Named(models.Model):
    """A thing with a stable code and a short name in both languages."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    name = Bilingual("name")

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Shift(Named):
    """A shift by name; which site works it stands in SiteShift."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ["position"]


class Site(Named):
    """A place of work with its own clock."""

    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Shanghai")
    shifts = models.ManyToManyField(Shift, related_name="sites", verbose_name=_("shifts"))


class Department(Named):
    """A department; its head reads the department's records."""

    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("head"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="heads",
    )


class ProductionLine(Named):
    """A production line of a site."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="lines")


class Station(Named):
    """A kind of work place at a line (assembly, test, sealing, labelling)."""


class JobRole(Named):
    """What somebody works as. A role without a department (champion) is held beside another."""

    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="job_roles"
    )


class Posting(models.Model):
    """A person holds a job role in a department, site and shift from one day to another (both included).

    Unique by person, role, site and first day. Made, changed and ended by the people import only, with an audit entry.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    job_role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="postings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="postings")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="postings")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="postings")
    line = models.ForeignKey(ProductionLine, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    station = models.ForeignKey(Station, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    is_main = models.BooleanField(_("main post"), default=True)
    is_key_user = models.BooleanField(_("key user"), default=False)
    is_early_bird = models.BooleanField(_("early bird"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["person", "-is_main", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="posting_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["person", "job_role", "site", "starts_on"], name="posting_once"),
        ]
        indexes = [
            # coverage and assignment: everybody who holds a role on a day
            models.Index(fields=["job_role", "starts_on", "ends_on"], name="posting_by_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.job_role_id} {self.starts_on}"


class Absence(models.Model):
    """A person is away from the roster for a while. The reason is not stored: nobody here needs it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_on} – {self.ends_on}"
