"""The forms that move a go-live and change a milestone. They look at shape only."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from curricula.milestones.editing import TEXTS, Wanted, milestone_record, moved_by_offset, offset_days
from curricula.milestones.models import Milestone
from lms.foundation.api import digest_of

LONGEST_OFFSET_DAYS = 1500


class MoveForm(forms.Form):
    """The new day and the reason."""

    to_day = forms.DateField(
        label=_("New go-live day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed: it stands in the list of moves and in the audit trail."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


def moment_field(label: Any, *, required: bool = True) -> forms.DateTimeField:
    """A day and a time, chosen in the browser's own calendar."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=["%Y-%m-%dT%H:%M"])


class MilestoneForm(forms.Form):
    """Name, note, day and distance from the go-live. Whichever of day and distance is changed decides."""

    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=200)
    name_en = forms.CharField(label=_("Name (English)"), max_length=200)
    starts_at = moment_field(_("From"))
    ends_at = moment_field(_("To"), required=False)
    offset_days = forms.IntegerField(
        label=_("Days from the go-live day"), min_value=-LONGEST_OFFSET_DAYS, max_value=LONGEST_OFFSET_DAYS,
        help_text=_("Before it negative. Change either the day or this; the other follows."),
    )  # fmt: skip
    is_pinned = forms.BooleanField(label=_("Pinned to its day: it stays when the go-live is moved"), required=False)
    note_zh = forms.CharField(label=_("Note (Chinese)"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note_en = forms.CharField(label=_("Note (English)"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    opened = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason for the change"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500,
        help_text=_("Needed: it stands in the audit trail."),
    )  # fmt: skip

    def __init__(self, milestone: Milestone, sent: Any = None) -> None:
        self.milestone = milestone
        record = milestone_record(milestone)
        moments = {name: _local(getattr(milestone, name)) for name in ("starts_at", "ends_at")}
        super().__init__(
            sent,
            initial={**record, **moments, "offset_days": offset_days(milestone), "opened": digest_of(record)},
        )

    def clean(self) -> dict[str, Any]:
        """Let day and distance agree; both changed differently is a slip."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        by_distance = moved_by_offset(self.milestone, cleaned["offset_days"])
        # the fields show minutes: seconds that came from a file are no change
        is_day_changed = any(
            cleaned[name] != _minute(getattr(self.milestone, name)) for name in ("starts_at", "ends_at")
        )
        is_distance_changed = cleaned["offset_days"] != offset_days(self.milestone)
        if not is_day_changed:
            cleaned["starts_at"], cleaned["ends_at"] = by_distance
        elif is_distance_changed and _minute(by_distance[0]) != cleaned["starts_at"]:
            self.add_error(
                "offset_days", gettext("Day and distance were both changed and do not agree. Change one of them.")
            )
        return cleaned

    def wanted(self) -> Wanted:
        """The milestone as the service takes it."""
        found = self.cleaned_data
        texts = {name: found[name] for name in TEXTS}
        return Wanted(texts, found["starts_at"], found["ends_at"], found["is_pinned"])


def _minute(at: datetime | None) -> datetime | None:
    return None if at is None else at.replace(second=0, microsecond=0)


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else timezone.localtime(at)
