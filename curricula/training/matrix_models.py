"""The matrix: which job role must reach what, by when, shown how. Versions stay for ever."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from curricula.milestones.models import GoLive
from curricula.organisation.models import JobRole, Site, Station
from curricula.training.activity_models import Activity
from curricula.training.vocabulary import Criticality, Effectiveness, Form, Level, Method, RetrainingRule, Risk
from lms.foundation.api import Bilingual


class MatrixVersion(models.Model):
    """One state of the matrix. A draft may change; a published one never does. Published by `publish_matrix` with a signature."""

    class State(models.TextChoices):
        """Where a version stands."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("In force")
        SUPERSEDED = "superseded", _("Superseded")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    change_note = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    signature = models.ForeignKey("foundation.Signature", null=True, on_delete=models.PROTECT, related_name="+")
    # Counts up with each edit, so that a stale form is refused instead of overwriting a colleague's work.
    edit_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="published"), name="one_matrix_in_force"),
            models.UniqueConstraint(fields=["state"], condition=Q(state="draft"), name="one_matrix_draft"),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class Requirement(models.Model):
    """A cell: who holds this job role (within the scope) must reach this level in this activity, shown by this method.

    Several rows of one role and activity may apply to a person (scopes); the strictest counts. A row counts from the
    version `since` up to, not including, the version `until`; a change ends it and begins another one, so that a
    published version always reads as it was signed, and what did not change is not copied.
    """

    class Scope(models.TextChoices):
        """Narrowing by designation of the posting."""

        KEY_USER = "key_user", _("key users")
        EARLY_BIRD = "early_bird", _("early birds")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    since = models.ForeignKey(MatrixVersion, on_delete=models.PROTECT, related_name="begun")
    until = models.ForeignKey(MatrixVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="ended")
    job_role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="requirements")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="requirements")
    scope_site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scope_station = models.ForeignKey(Station, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scope_designation = models.CharField(max_length=12, choices=Scope, blank=True)
    # Empty: the wave of the person's site.
    go_live = models.ForeignKey(GoLive, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    criticality = models.CharField(_("criticality"), max_length=12, choices=Criticality)
    risk = models.CharField(_("risk"), max_length=8, choices=Risk)
    method = models.CharField(_("assessment method"), max_length=16, choices=Method)
    anchor_kind = models.CharField(_("milestone"), max_length=40, default="go_live")
    due_offset_days = models.SmallIntegerField(_("days from the milestone"))
    buffer_days = models.PositiveSmallIntegerField(_("buffer days"), default=0)
    validity_months = models.PositiveSmallIntegerField(_("valid for months (0: does not lapse)"), default=0)
    retraining = models.CharField(_("retraining rules"), max_length=60)
    effectiveness = models.CharField(_("effectiveness method"), max_length=12, choices=Effectiveness)
    # Empty or zero: as the activity says.
    form_override = models.CharField(_("form"), max_length=20, choices=Form, blank=True)
    minutes_override = models.PositiveIntegerField(_("planned minutes"), default=0)
    old_habit_zh = models.TextField(blank=True)
    old_habit_en = models.TextField(blank=True)
    new_skill_zh = models.TextField(blank=True)
    new_skill_en = models.TextField(blank=True)
    business_goal_zh = models.TextField(blank=True)
    business_goal_en = models.TextField(blank=True)
    old_habit = Bilingual("old_habit")
    new_skill = Bilingual("new_skill")
    business_goal = Bilingual("business_goal")

    class Meta:
        ordering = ["job_role", "activity"]
        constraints = [
            models.UniqueConstraint(
                "job_role", "activity", Coalesce("scope_site", 0), Coalesce("scope_station", 0), "scope_designation",
                Coalesce("go_live", 0), condition=Q(until__isnull=True), name="cell_once_per_scope",
            ),
            models.CheckConstraint(condition=Q(level__lte=4), name="level_0_to_4"),
            models.CheckConstraint(
                condition=~Q(risk="high") | Q(method__in=["drill", "practical", "work_output"]),
                name="high_risk_is_shown_not_read",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.job_role_id} × {self.activity_id}"

    @property
    def retraining_labels(self) -> list[str]:
        """The rules of retraining in words."""
        return [str(RetrainingRule(code).label) for code in self.retraining.split("+") if code in RetrainingRule.values]
