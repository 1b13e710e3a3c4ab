"""Coverage summed up by person: derived from assignments, kept only because people wait for the page. See decision 0010."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from curricula.models import Chain, Department, GoLive, JobRole, Shift, Site


class CoverageState(models.Model):
    """How far the summary of one go-live reaches: the day judged, the newest assignment and the newest audit entry seen.

    Unique by go-live; written by `fresh_summary` and `rebuild_summary` only.
    """

    go_live = models.OneToOneField(GoLive, on_delete=models.CASCADE, related_name="coverage_state")
    day = models.DateField()
    newest_assignment = models.BigIntegerField()
    newest_audit_entry = models.BigIntegerField()
    refreshed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.go_live_id} {self.day} #{self.newest_assignment}"


class CoverageRow(models.Model):
    """What one go-live asks of one person and what of it holds on go-live day: in all, in one chain, or in one job role.

    Unique by go-live, person, grain and what the grain names. Department, site and shift are those of the main post.
    Counts leave out what is only recommended; waived requirements are in `waived` and in nothing else.
    """

    class Grain(models.TextChoices):
        """What the row sums up."""

        ALL = "all"
        CHAIN = "chain"
        JOB_ROLE = "job_role"

    go_live = models.ForeignKey(GoLive, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    grain = models.CharField(max_length=10, choices=Grain)
    chain = models.ForeignKey(Chain, null=True, on_delete=models.CASCADE, related_name="+")
    job_role = models.ForeignKey(JobRole, null=True, on_delete=models.CASCADE, related_name="+")
    department = models.ForeignKey(Department, null=True, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.CASCADE, related_name="+")
    shift = models.ForeignKey(Shift, null=True, on_delete=models.CASCADE, related_name="+")
    asked = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    waived = models.PositiveIntegerField(default=0)
    critical_asked = models.PositiveIntegerField(default=0)
    critical_met = models.PositiveIntegerField(default=0)
    exams_asked = models.PositiveIntegerField(default=0)
    exams_met = models.PositiveIntegerField(default=0)
    recommended_asked = models.PositiveIntegerField(default=0)
    recommended_met = models.PositiveIntegerField(default=0)
    # Assignments the row was summed from, those outside the judged day included: shows whether any have vanished.
    sources = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "go_live", "person", "grain", Coalesce("chain", 0), Coalesce("job_role", 0), name="coverage_row_once"
            )
        ]
        indexes = [
            # the list of names, of everybody or of one department
            models.Index(fields=["go_live", "grain", "department", "site"], name="coverage_rows_of_department"),
            models.Index(fields=["person"], name="coverage_rows_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.grain} {self.met}/{self.asked}"


class CoverageCell(models.Model):
    """The rows of one department at one site added up: what every share and the heat map are read from.

    Unique by go-live, grain, department, site and what the grain names. `people` are asked for something, `complete` meet all of it.
    """

    go_live = models.ForeignKey(GoLive, on_delete=models.CASCADE, related_name="+")
    grain = models.CharField(max_length=10, choices=CoverageRow.Grain)
    department = models.ForeignKey(Department, null=True, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.CASCADE, related_name="+")
    chain = models.ForeignKey(Chain, null=True, on_delete=models.CASCADE, related_name="+")
    job_role = models.ForeignKey(JobRole, null=True, on_delete=models.CASCADE, related_name="+")
    asked = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    waived = models.PositiveIntegerField()
    critical_asked = models.PositiveIntegerField()
    critical_met = models.PositiveIntegerField()
    exams_asked = models.PositiveIntegerField()
    exams_met = models.PositiveIntegerField()
    recommended_asked = models.PositiveIntegerField()
    recommended_met = models.PositiveIntegerField()
    sources = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    complete = models.PositiveIntegerField()
    in_scope = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "go_live", "grain", Coalesce("department", 0), Coalesce("site", 0), Coalesce("chain", 0), Coalesce("job_role", 0),
                name="coverage_cell_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.grain} {self.met}/{self.asked}"
