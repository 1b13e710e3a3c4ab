"""Long work: one row per task, with state, progress and result; the page polls it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Failure(models.TextChoices):
    """Why a job did not come to its end."""

    REFUSED = "refused", _("Refused")
    FAULT = "fault", _("Fault")
    LOST = "lost", _("Worker lost")


class Job(models.Model):
    """One piece of long work, made by `start_job`. Changed by the worker of its present run, and by who recovers it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    owner = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="jobs")
    parameters = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    # What `message` says in each language, by code; empty where it was one text, and in rows of an earlier release.
    message_in = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    result_url = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    error_in = models.JSONField(default=dict)
    failure = models.CharField(max_length=10, choices=Failure, blank=True)
    # Counts up when somebody starts it again; only the newest run may write.
    run = models.PositiveSmallIntegerField(default=1)
    # Until when a running job's worker is taken for alive; it renews this itself.
    lease_until = models.DateTimeField(null=True)
    # When it was last put in the queue; empty: the queue could not be reached.
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="jobs_of_person"),
            # every minute: what is under way, to find what has been lost
            models.Index(fields=["state"], condition=Q(state__in=["waiting", "running"]), name="jobs_under_way"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def said_error(self) -> str:
        """Why it was not finished, in the reader's language where it was kept in that."""
        return str(self.error_in.get(get_language()) or self.error)

    @property
    def said_message(self) -> str:
        """How far it is, in the reader's language where it was kept in that."""
        return str(self.message_in.get(get_language()) or self.message)

    @property
    def percent(self) -> int:
        """Progress from 0 to 100."""
        return 100 if self.state == JobState.DONE else min(99, 100 * self.done // self.total) if self.total else 0
