"""Go-lives and the milestones that hang on them. Everything that is due follows from here."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from curricula.organisation.models import Named, Site
from curricula.processes.models import Chain
from lms.foundation.api import AppendOnlyModel, Bilingual


class GoLive(Named):
    """One wave of one system on one date, for named sites and chains. Its date moves only by `move_go_live`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    on = models.DateField(_("go-live day"))
    system_zh = models.CharField(max_length=120, default="新ERP")
    system_en = models.CharField(max_length=120, default="New ERP")
    system = Bilingual("system")
    scope_zh = models.TextField(blank=True)
    scope_en = models.TextField(blank=True)
    scope = Bilingual("scope")
    sites = models.ManyToManyField(Site, related_name="go_lives")
    chains = models.ManyToManyField(Chain, related_name="go_lives")
    # What holds between the wave before and this one, and the risk of it.
    bridge_zh = models.TextField(blank=True)
    bridge_en = models.TextField(blank=True)
    bridge = Bilingual("bridge")
    bridge_risk_zh = models.TextField(blank=True)
    bridge_risk_en = models.TextField(blank=True)
    bridge_risk = Bilingual("bridge_risk")
    cutover_window_hours = models.PositiveSmallIntegerField(default=58)
    point_of_no_return_hour = models.PositiveSmallIntegerField(default=50)

    class Meta(Named.Meta):
        ordering = ["on"]


class Milestone(models.Model):
    """A dated event of a go-live; moves with the go-live day unless pinned."""

    go_live = models.ForeignKey(GoLive, on_delete=models.PROTECT, related_name="milestones")
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    name = Bilingual("name")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    # Tied to the calendar (a month end), not to the go-live day.
    is_pinned = models.BooleanField(_("pinned to its day"), default=False)
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    note = Bilingual("note")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="milestone_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class GoLiveMove(AppendOnlyModel):
    """The go-live day moved: from, to, who, when and why."""

    go_live = models.ForeignKey(GoLive, on_delete=models.PROTECT, related_name="moves")
    from_day = models.DateField()
    to_day = models.DateField()
    actor = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.from_day} → {self.to_day}"


class Blackout(Named):
    """Days on which nothing is due: a due day inside moves to the last working day before."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    is_confirmed = models.BooleanField(default=True)

    class Meta(Named.Meta):
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="blackout_ends_after_it_starts")
        ]
