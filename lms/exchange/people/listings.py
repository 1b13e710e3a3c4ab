"""The two lists of the import: files received, and the rows of one file."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lms.exchange.people.acts import RowKind
from lms.exchange.people.columns import BY_KEY
from lms.exchange.people.models import PeopleImport, PeopleImportRow
from lms.exchange.people.wording import Names, what_happens
from lms.foundation.api import Column, Filter, Listing

TONES = {
    RowKind.ADDED: "tag tag-go",
    RowKind.CHANGED: "tag tag-accent",
    RowKind.ENDED: "tag tag-risk",
    RowKind.UNCHANGED: "tag tag-line",
    RowKind.ERROR: "tag tag-stop",
}
STATE_TONES = {"applied": "tag tag-go", "dry_run": "tag tag-accent", "refused": "tag tag-stop"}


def received_files() -> Listing:
    """Every file that was sent in, newest first."""
    return Listing(
        rows=PeopleImport.objects.defer("content").select_related("received_by"),
        columns=(
            Column("file_name", _("File"), sort="file_name", link=_page),
            Column("state", _("State"), value="get_state_display", sort="state", show=_state),
            Column("added", _("Added"), sort="added", align="end"),
            Column("changed", _("Changed"), sort="changed", align="end"),
            Column("ended", pgettext_lazy("how many", "Ended"), sort="ended", align="end"),
            Column("unchanged", _("Unchanged"), sort="unchanged", align="end"),
            Column("errors", _("To correct"), sort="errors", align="end"),
            Column("received_at", _("Received"), sort="received_at"),
            Column(
                "received_by", _("By"), value=lambda one: one.received_by.shown_name if one.received_by else "Plimsoll"
            ),
            Column("digest", _("Digest (SHA-256)"), on_page=False),
        ),
        filters=(Filter("state", _("State"), choices=PeopleImport.State.choices),),
        search=("file_name", "received_by__name", "received_by__number"),
        default_sort="-received_at",
        export_name="people-imports",
        label=_("Files received"),
        empty=_("No file has been sent in yet."),
        page_size=20,
    )


def rows_of(people_import: PeopleImport) -> Listing:
    """The rows of one file with what each does and what is wrong with it."""
    names = Names.read()
    return Listing(
        rows=people_import.rows.all(),
        columns=(
            Column("row", _("Row"), value=lambda one: one.row or None, sort="row", align="end"),
            Column("kind", _("What happens"), value="get_kind_display", sort="kind", show=_kind),
            Column("number", pgettext_lazy("person", "Number"), sort="number"),
            Column("name", pgettext_lazy("person", "Name"), sort="name"),
            Column(
                "details",
                _("Details"),
                value=lambda one: _details(one, names),
                show=lambda one: _shown_details(one, names),
            ),
        ),
        filters=(Filter("kind", _("What happens"), choices=RowKind.choices),),
        search=("number", "name"),
        default_sort="row",
        export_name="people-dry-run",
        label=_("Rows of the file"),
        empty=_("The file holds no rows."),
    )


def _page(one: PeopleImport) -> str:
    return reverse("people-import-file", args=[one.uuid])


def _state(one: PeopleImport) -> SafeString:
    return format_html(
        '<span class="{}">{}</span>', STATE_TONES.get(one.state, "tag tag-line"), one.get_state_display()
    )


def _kind(one: PeopleImportRow) -> SafeString:
    return format_html('<span class="{}">{}</span>', TONES[RowKind(one.kind)], one.get_kind_display())


def _lines(one: PeopleImportRow, names: Names) -> list[tuple[str, str]]:
    """Column ("" where it is no fault) and phrase."""
    wrong = [(str(BY_KEY[fault.column].label) if fault.column else "", fault.sentence) for fault in one.fault_values]
    return wrong or [("", phrase) for phrase in what_happens(one, names)]


def _details(one: PeopleImportRow, names: Names) -> str:
    return str(_("; ")).join(
        str(_("{}: {}")).format(column, text) if column else text for column, text in _lines(one, names)
    )


def _shown_details(one: PeopleImportRow, names: Names) -> Any:
    lines = _lines(one, names)
    if not lines:
        return mark_safe('<span class="muted">–</span>')
    marked = (
        (format_html(gettext("{}: {}"), format_html("<b>{}</b>", column), text) if column else text,)
        for column, text in lines
    )
    return format_html_join(mark_safe("<br>"), "{}", marked)
