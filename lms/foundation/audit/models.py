"""The audit trail: one entry per create, change and end of a regulated record, chained by hashes."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lms.foundation.append_only import AppendOnlyModel
from lms.foundation.audit.field_words import field_word
from lms.foundation.audit.reasons import shown_reason
from lms.foundation.audit.wording import action_word, kind_word, read_word, value_word


class AuditEntry(AppendOnlyModel):
    """One thing that happened to one regulated record. Unique by `sequence`; written by `record_change`, never changed."""

    sequence = models.BigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        "foundation.Person", verbose_name=_("who"), null=True, on_delete=models.PROTECT, related_name="audit_entries"
    )
    actor_name = models.CharField(pgettext_lazy("person", "name"), max_length=160)
    impersonator = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(_("from where"), max_length=64, blank=True)
    subject_kind = models.CharField(_("kind of record"), max_length=60)
    subject_uuid = models.UUIDField(_("record"))
    subject_label = models.CharField(_("record"), max_length=200, blank=True)
    action = models.CharField(_("action"), max_length=40)
    before = models.JSONField(_("old value"), null=True)
    after = models.JSONField(_("new value"), null=True)
    reason = models.TextField(_("why"))
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-sequence"]
        indexes = [
            # "what happened to this record", on every record's history tab
            models.Index(fields=["subject_kind", "subject_uuid"], name="audit_of_record"),
            # the audit page, newest first, narrowed by day
            models.Index(fields=["at"], name="audit_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject_kind}"

    @property
    def action_word(self) -> str:
        """What was done, in the reader's language; an action we have no word for is named by its code."""
        return action_word(self.action)

    @property
    def kind_word(self) -> str:
        """What kind of record it was done to."""
        return kind_word(self.subject_kind)

    @property
    def shown_reason(self) -> str:
        """Why, in the reader's language where the program wrote it. `reason` is what was stored and hashed."""
        return shown_reason(self.reason)

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Field, old value and new value of everything that changed; empty text where there was or is nothing."""
        before, after = self.before or {}, self.after or {}
        names = [*before, *(name for name in after if name not in before)]
        return [
            (field_word(name), _written(name, before.get(name)), _written(name, after.get(name)))
            for name in names
            if before.get(name) != after.get(name)
        ]


def _written(field: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return gettext(", ").join(_written(field, one) for one in value)
    if isinstance(value, dict):
        return gettext("; ").join(
            gettext("{}: {}").format(field_word(name), _written(name, one)) for name, one in value.items()
        )
    return value_word(field, value)


class AuditReview(AppendOnlyModel):
    """A reviewer has read the trail up to an entry; bound by a signature."""

    up_to_sequence = models.BigIntegerField()
    reviewer = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    signature = models.ForeignKey("foundation.Signature", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"→ {self.up_to_sequence}"


class RecordCheck(AppendOnlyModel):
    """One verification of all records: what was looked at, and what was found. Made from its page, or at night by nobody."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    # The newest entry when it began; the next check finds the tail cut where it is not there any more.
    head_sequence = models.BigIntegerField()
    head_hash = models.CharField(max_length=64)
    # For each check: name, rows looked at, findings.
    checks = models.JSONField()
    finding_count = models.PositiveIntegerField()
    # Table, row and problem, of the first ones.
    findings = models.JSONField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.head_sequence}: {self.finding_count}"

    @property
    def row_count(self) -> int:
        """Rows that were looked at, of all kinds."""
        return sum(one["rows"] for one in self.checks)


class PersonalDataRead(AppendOnlyModel):
    """Somebody opened another person's record; kept because reading is processing too."""

    at = models.DateTimeField()
    reader = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    # The index below begins with it: one of its own would be written with every row and asked for nothing.
    subject = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    page = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="reads_of_person")]

    def __str__(self) -> str:
        return f"{self.reader_id} → {self.subject_id}"

    @property
    def page_word(self) -> str:
        """What was opened, in the reader's language."""
        return read_word(self.page)
