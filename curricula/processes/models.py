"""The company's processes: chains of steps, what each step produces, who does, checks and approves it, and where."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from curricula.organisation.models import JobRole, Named, Shift, Site
from lms.foundation.api import AppendOnlyModel, Bilingual


class Chain(Named):
    """A process chain, such as procure to pay."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ["position"]


class BusinessObject(Named):
    """A kind of record in the ERP."""


class OutsideSystem(Named):
    """A system that a step exchanges something with."""


class Goal(Named):
    """A business goal of the change; courses hang on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    why_zh = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    why = Bilingual("why")
    chains = models.ManyToManyField(Chain, related_name="goals")
    # Whether everybody signs to have read what this goal asks (requirement A4).
    is_acknowledged_by_signature = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ["position"]


class GoalIndicator(models.Model):
    """How a goal is seen: baseline, target, and the latest measured value with its day."""

    class Direction(models.TextChoices):
        """Which way is better."""

        UP = "up", _("higher is better")
        DOWN = "down", _("lower is better")

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    name = Bilingual("name")
    unit_zh = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    unit = Bilingual("unit")
    source_zh = models.TextField(blank=True)
    source_en = models.TextField(blank=True)
    source = Bilingual("source")
    formula_zh = models.TextField(blank=True)
    formula_en = models.TextField(blank=True)
    formula = Bilingual("formula")
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    baseline_on = models.DateField(null=True)
    target_on = models.DateField(null=True)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    latest = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    latest_on = models.DateField(null=True)

    class Meta:
        ordering = ["goal", "code"]

    def __str__(self) -> str:
        return self.code


class IndicatorReading(AppendOnlyModel):
    """What an indicator was measured at, on which day; made by `record_reading`. A correction is a newer row of the day."""

    indicator = models.ForeignKey(GoalIndicator, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    measured_on = models.DateField(_("measured on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["-measured_on", "-pk"]
        indexes = [
            # the newest value of an indicator, and its course
            models.Index(fields=["indicator", "-measured_on"], name="readings_of_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value} {self.measured_on}"


class Step(Named):  # type: ignore[django-manager-missing]  # the plugin loses a relation from a snippet of cms
    """One step of a chain, complete: publishing refuses blanks (requirement A29). Changed with an audit entry."""

    class Critical(models.TextChoices):
        """Why an error in this step on go-live day is grave."""

        GXP = "GXP", _("product or record")
        MONEY = "MONEY", _("money")
        SAFETY = "SAFETY", _("safety")

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors", blank=True)
    objects_touched = models.ManyToManyField(BusinessObject, related_name="steps", blank=True)
    key_node_zh = models.TextField(blank=True)
    key_node_en = models.TextField(blank=True)
    key_node = Bilingual("key_node")
    trigger_zh = models.TextField(blank=True)
    trigger_en = models.TextField(blank=True)
    trigger = Bilingual("trigger")
    action_zh = models.TextField(blank=True)
    action_en = models.TextField(blank=True)
    action = Bilingual("action")
    boundary_rule_zh = models.TextField(blank=True)
    boundary_rule_en = models.TextField(blank=True)
    boundary_rule = Bilingual("boundary_rule")
    approval_flow_zh = models.TextField(blank=True)
    approval_flow_en = models.TextField(blank=True)
    approval_flow = Bilingual("approval_flow")
    old_habit_zh = models.TextField(blank=True)
    old_habit_en = models.TextField(blank=True)
    old_habit = Bilingual("old_habit")
    new_skill_zh = models.TextField(blank=True)
    new_skill_en = models.TextField(blank=True)
    new_skill = Bilingual("new_skill")
    critical_kind = models.CharField(max_length=10, choices=Critical, blank=True)
    critical_why_zh = models.TextField(blank=True)
    critical_why_en = models.TextField(blank=True)
    critical_why = Bilingual("critical_why")
    references = models.JSONField(default=list)

    class Meta(Named.Meta):
        ordering = ["chain__position", "position"]

    @property
    def is_critical(self) -> bool:
        """Whether an error on go-live day would harm a patient, the law or much money."""
        return bool(self.critical_kind)


class StepException(models.Model):
    """What can go wrong in a step, and what to do then."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="exceptions")
    position = models.PositiveSmallIntegerField(default=0)
    what_zh = models.TextField()
    what_en = models.TextField()
    what = Bilingual("what")
    remedy_zh = models.TextField()
    remedy_en = models.TextField()
    remedy = Bilingual("remedy")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.what


class StepInterface(models.Model):
    """What a step exchanges with another system, and what to do when that is down."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="interface")
    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, related_name="interfaces")
    direction = models.CharField(max_length=4, choices=[("in", _("in")), ("out", _("out")), ("both", _("both ways"))])
    content_zh = models.TextField()
    content_en = models.TextField()
    content = Bilingual("content")
    fallback_zh = models.TextField()
    fallback_en = models.TextField()
    fallback = Bilingual("fallback")

    def __str__(self) -> str:
        return f"{self.step_id} ↔ {self.system_id}"


class StepDuty(models.Model):
    """A job role does, checks or approves a step."""

    class Kind(models.TextChoices):
        """The three duties that must stay apart."""

        DOES = "does", _("does")
        CHECKS = "checks", _("checks")
        APPROVES = "approves", _("approves")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="duties")
    job_role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "job_role", "kind"], name="duty_once")]

    def __str__(self) -> str:
        return f"{self.step_id} {self.kind} {self.job_role_id}"


class StepPlace(models.Model):
    """A step is worked at a site on a shift; cover is counted here."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="places")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="step_places")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="step_places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "site", "shift"], name="step_place_once")]

    def __str__(self) -> str:
        return f"{self.step_id} {self.site_id} {self.shift_id}"


class ChainVersion(AppendOnlyModel):
    """A chain as it was published, whole and by itself, bound by a signature; made by `publish_chain`, never changed."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField()
    digest = models.CharField(_("digest"), max_length=64)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    signature = models.OneToOneField("foundation.Signature", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["chain", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="chain_version_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="chain_versions_begin_at_one"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="chain_version_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} v{self.number}"

    def step(self, code: str) -> dict[str, Any] | None:
        """What this version says of a step; None where it has no such step."""
        return next((one for one in self.content["steps"] if one["code"] == code), None)
