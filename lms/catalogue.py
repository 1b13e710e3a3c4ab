"""The component catalogue: every tag and component drawn once, in every state, so that it can be looked at."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.foundation.api import Column, Filter, Listing, render_listing
from lms.foundation.templatetags.icons import ICONS
from lms.foundation.templatetags.shapes import state

TODAY = date(2026, 11, 18)
GO_LIVE = date(2026, 12, 1)
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Example:
    """One row of the example list: an object that was migrated, and whether its counts agree."""

    name: str
    source: int | None
    target: int | None
    kind: str

    @property
    def difference(self) -> int | None:
        """Target less source; unknown where nothing was loaded."""
        return None if self.source is None or self.target is None else self.target - self.source


class ExampleForm(forms.Form):
    """A form with every kind of control and three mistakes in it."""

    title = forms.CharField(
        label=gettext_lazy("Session title"), help_text=gettext_lazy("Shown to participants in both languages.")
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Seats"),
        max_value=12,
        min_value=1,
        error_messages={"min_value": gettext_lazy("Enter 1 to 12; the room holds twelve people.")},
    )
    criticality = forms.ChoiceField(
        label=gettext_lazy("Criticality"),
        choices=[("critical", gettext_lazy("Critical")), ("required", gettext_lazy("Required"))],
    )
    reason = forms.CharField(label=gettext_lazy("Reason for the change"), widget=forms.Textarea(attrs={"rows": 3}))
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision on the lot"),
        widget=forms.RadioSelect,
        choices=[
            ("refuse", gettext_lazy("Refuse at the dock")),
            ("block", gettext_lazy("Receive to blocked stock")),
        ],
    )
    tell = forms.BooleanField(label=gettext_lazy("Tell the people concerned"), required=False)


def catalogue(request: HttpRequest) -> HttpResponseBase:
    """Draw all components; the example list is a real one."""
    return render_listing(request, example_listing(), "catalogue.html", example_context())


def example_listing() -> Listing:
    """A list of plain rows with a search, a filter and all kinds of columns."""
    kinds = [("go", _("exact")), ("risk", _("explained")), ("stop", _("open")), ("none", _("not loaded"))]
    names = [_("Items"), _("Stock by lot"), _("Suppliers"), _("Open purchase orders"), _("Fixed assets"), "=1+1"]
    figures = [(650, 650, "go"), (1400, 1402, "risk"), (212, 209, "stop"), (1250, 1250, "go"), (None, None, "none")]
    rows = [Example(f"{names[i % len(names)]} {i + 1:02d}", *figures[i % len(figures)]) for i in range(60)]
    return Listing(
        rows=rows,
        columns=(
            Column("name", _("Object"), sort=True, link=lambda row: "#data"),
            Column("source", _("Source"), sort=True, align="end"),
            Column("target", _("Target"), sort=True, align="end"),
            Column("difference", _("Difference"), sort=True, align="end"),
            Column(
                "kind",
                _("State"),
                value=lambda row: dict(kinds)[row.kind],
                show=lambda row: state(row.kind, dict(kinds)[row.kind]),
            ),
        ),
        filters=(Filter("kind", _("State"), choices=kinds),),
        search=("name",),
        default_sort="name",
        export_name="reconciliation",
        label=_("Reconciliation"),
        page_size=8,
    )


def example_context() -> dict[str, Any]:
    """Everything the catalogue shows besides the list."""
    return {
        "states": ["go", "risk", "stop", "none"],
        "icons": sorted(ICONS),
        "gauges": [("go", 97.0), ("risk", 92.0), ("stop", 86.0), ("none", None)],
        "today": TODAY,
        "due": TODAY + timedelta(days=2),
        "late": TODAY - timedelta(days=3),
        "milestone": TODAY + timedelta(days=6),
        "go_live": GO_LIVE,
        "now": NOON,
        "deadline": NOON + timedelta(minutes=21, seconds=48),
        "people": [
            {"name": "周婷", "name_latin": "Zhou Ting"},
            {"name": "欧阳雪", "name_latin": "Ouyang Xue"},
            {"name": "Anna Berg", "name_latin": ""},
        ],
        "trend": [71, 78, 84, 89, 92, 93.7],
        "example_form": ExampleForm(
            {"title": "Receiving, night shift", "seats": "0", "reason": "", "decision": "refuse"}
        ),
        "signing": {
            "heading": _("Sign the readiness decision"),
            "subject": _("Readiness report, snapshot S-0147"),
            "detail": _("Wave 1, no-go today, score 76.5"),
            "digest": "7c1e90aa" + "0" * 48 + "40b95d2e",
            "action": "#dialogs",
            "page_url": "#dialogs",
            "meanings": [("decided", _("I agree: no-go today")), ("approved", _("I do not agree"))],
        },
        "job": {"state": "still", "get_state_display": _("Running"), "done": 190, "total": 320, "percent": 59},
        "data_moment": NOON,
    }
