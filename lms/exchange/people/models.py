"""People files that were received: the file, its rows, what they do, and whether it was applied or undone."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.exchange.people.acts import RowKind
from lms.exchange.people.faults import Fault


class PeopleImport(models.Model):
    """One file that was sent in. Made by `receive_file`; goes from dry run to applied to undone, and stays as history."""

    class State(models.TextChoices):
        """Where it stands."""

        READING = "reading", _("Being read")
        DRY_RUN = "dry_run", _("Dry run")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")
        REFUSED = "refused", _("Refused")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("digest (SHA-256)"), max_length=64)
    # Kept until the rows have been read from it, then dropped: the rows say all that is needed.
    content = models.BinaryField(null=True)
    # Whoever is missing in the file has left.
    is_complete = models.BooleanField(_("complete"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    columns = models.JSONField(default=list)
    file_faults = models.JSONField(default=list)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    ended = models.PositiveIntegerField(_("ended"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    errors = models.PositiveIntegerField(_("to correct"), default=0)
    # What the dry run would do; a plan made at the moment of applying must have the same one.
    plan_digest = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(_("applied"), null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undo_reason = models.TextField(blank=True)
    job = models.ForeignKey("foundation.Job", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("people import")
        verbose_name_plural = _("people imports")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"

    @property
    def may_be_applied(self) -> bool:
        """Whether the dry run found nothing to correct, and something to do."""
        return self.state == self.State.DRY_RUN and not self.errors and bool(self.added or self.changed or self.ended)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what happens with them."""
        return {"added": self.added, "changed": self.changed, "ended": self.ended, "unchanged": self.unchanged}

    @property
    def sentences_about_the_file(self) -> list[str]:
        """What is wrong with the file as a whole or with its heading."""
        return [Fault(**fault).sentence for fault in self.file_faults]


class PeopleImportRow(models.Model):
    """One row of a file (row 0: somebody whom a complete file does not name), and what it does to which record."""

    people_import = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField(_("row"))
    number = models.CharField(_("number"), max_length=400, blank=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=400, blank=True)
    kind = models.CharField(_("what happens"), max_length=10, choices=RowKind)
    cells = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    # What an undo needs; where a post was withdrawn, with all its columns.
    acts = models.JSONField(default=list)

    class Meta:
        ordering = ["people_import", "pk"]
        indexes = [
            # the dry run, narrowed to what has to be corrected
            models.Index(fields=["people_import", "kind"], name="import_rows_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.number} {self.kind}"

    @property
    def fault_values(self) -> list[Fault]:
        """What is wrong with the row."""
        return [Fault(self.row, **fault) for fault in self.faults]

    @property
    def act_values(self) -> list[dict[str, Any]]:
        """What the row does, as stored."""
        return list(self.acts)
