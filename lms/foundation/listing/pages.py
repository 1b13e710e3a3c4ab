"""One page of a listing as the template draws it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from lms.foundation.listing import sources
from lms.foundation.listing.columns import Column, Listing, Rows, shown
from lms.foundation.listing.drawing import control_fields, escaped, head_cells
from lms.foundation.templatetags.wording import day_in, number
from lms.foundation.text import is_chinese

Drawn = Callable[[Any], str]
Written = Callable[[Any], Any]
PARAMETERS_OF_THE_PAGE = ("page", "export")


class ListingPage:
    """A listing seen through a query string; fetches the count once and one page once, and nothing until asked."""

    def __init__(self, listing: Listing, query: QueryDict, may_export: bool = True) -> None:
        self.listing = listing
        self.query = query
        self.may_export = may_export and bool(listing.export_name)
        self.search = sources.legible(query.get("q", ""))
        self.values = {control.key: sources.read_value(control, query) for control in listing.filters}
        self.sort = self._asked_sort()

    @cached_property
    def matching(self) -> Rows:
        """All rows that answer search and filters, in order; the export writes these."""
        rows = self.listing.rows() if callable(self.listing.rows) else self.listing.rows
        if self.search and self.listing.search:
            rows = sources.searched(rows, self.listing.search, self.search, self.listing.search_also)
        for control in self.listing.filters:
            if self.values[control.key] is not None:
                rows = sources.filtered(rows, control, self.values[control.key])
        return sources.ordered(rows, self.listing, self.sort)

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; a number out of range gives the nearest there is."""
        ready = self.listing.first_page(self) if self.listing.first_page else None
        if ready is not None:
            count, rows = ready
            paginator = Paginator(rows, self.listing.page_size)
            paginator.count = count  # type: ignore[misc]  # computed once, and kept where it is set here
            return Page(rows, 1, paginator)
        return Paginator(self.matching, self.listing.page_size).get_page(self.query.get("page"))

    @property
    def count(self) -> int:
        """How many rows match."""
        return self.page.paginator.count

    @property
    def count_text(self) -> str:
        """How many rows match, written."""
        return number(self.count)

    @property
    def is_narrowed(self) -> bool:
        """Whether search or a filter holds rows back."""
        return bool(self.search) or any(value is not None for value in self.values.values())

    @property
    def columns(self) -> list[Column]:
        """The columns of the page."""
        return [column for column in self.listing.columns if column.on_page]

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The head row: label, alignment, how it is sorted now, and the link that sorts it."""
        return [self._head(column) for column in self.columns]

    @property
    def body(self) -> SafeString:
        """The rows, built as one string: a template loop over cells costs ten times as much."""
        columns, rows = self.columns, list(self.page.object_list)
        if self.listing.gather:
            self.listing.gather(rows)
        draw = [_cells_of(column, is_first=place == 0) for place, column in enumerate(columns)]
        return mark_safe("".join(self._row(row, draw) for row in rows))  # noqa: S308 - escaped in _cells_of

    @property
    def head(self) -> SafeString:
        """The cells of the head row."""
        return head_cells(self.heads)

    @property
    def controls(self) -> SafeString:
        """The filters with what they are set to."""
        return control_fields(self.listing.filters, self.values)

    @property
    def export_links(self) -> list[tuple[str, str]]:
        """Name and address of each export."""
        return [("CSV", self.link(export="csv")), ("XLSX", self.link(export="xlsx"))] if self.may_export else []

    @property
    def previous_link(self) -> str:
        """Address of the page before, or nothing."""
        return self.link(page=self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next_link(self) -> str:
        """Address of the page after, or nothing."""
        return self.link(page=self.page.next_page_number()) if self.page.has_next() else ""

    def link(self, **changes: Any) -> str:
        """Return the present query with changes, back at the first page."""
        changed = {name: urlencode({name: value}) for name, value in changes.items()}
        return f"?{'&'.join({**self._kept, **changed}.values())}"

    @cached_property
    def _kept(self) -> dict[str, str]:
        """What the present query says beside the page, by name and as an address says it: a page has a dozen links."""
        lists = self.query.lists()
        return {
            name: urlencode({name: all_of}, doseq=True) for name, all_of in lists if name not in PARAMETERS_OF_THE_PAGE
        }

    def _asked_sort(self) -> str:
        asked = self.query.get("sort", "")
        column = self.listing.column(asked.lstrip("-"))
        return asked if column is not None and column.sort else self.listing.default_sort

    def _head(self, column: Column) -> dict[str, Any]:
        is_sorted = self.sort.lstrip("-") == column.key
        descending = is_sorted and self.sort.startswith("-")
        direction = "none" if not is_sorted else "descending" if descending else "ascending"
        target = f"-{column.key}" if is_sorted and not descending else column.key
        return {
            "label": column.label,
            "align": column.align,
            "direction": direction if column.sort else "",
            "link": self.link(sort=target) if column.sort else "",
        }

    def _row(self, row: Any, draw: list[Drawn]) -> str:
        state = self.listing.row_state(row) if self.listing.row_state else ""
        opening = f'<tr data-state="{conditional_escape(state)}">' if state else "<tr>"
        return f"{opening}{''.join([cell(row) for cell in draw])}</tr>"


def _cells_of(column: Column, *, is_first: bool) -> Drawn:
    """What draws the cells of one column, escaped; plain texts put together, because a page has hundreds of them."""
    inner, link = _drawer(column.show) if column.show else _writer(column), column.link
    cell = "th" if is_first else "td"
    scope, numeric = ' scope="row"' if is_first else "", ' class="num"' if column.align == "end" else ""
    # a narrow window shows a row as a card: its first cell is the heading, each other stands beside its column's name
    label = "" if is_first else f' data-label="{escaped(str(column.label))}"'
    opening, closing = f"<{cell}{scope}{numeric}{label}>", f"</{cell}>"

    if link is None:
        return lambda row: f"{opening}{inner(row)}{closing}"

    def draw(row: Any) -> str:
        href = link(row)
        if not href:
            return f"{opening}{inner(row)}{closing}"
        return f'{opening}<a href="{escaped(href)}">{inner(row)}</a>{closing}'

    return draw


def _drawer(show: Written) -> Drawn:
    """What a column draws by itself; where that is no safe text, it is escaped."""
    return lambda row: escaped(show(row))


def _writer(column: Column) -> Drawn:
    """What writes the column's value as markup; a text, which most are, is escaped as it stands, and figures and days need not."""
    read = column.value if callable(column.value) else column.read
    chinese = is_chinese()

    def write(row: Any) -> str:
        value = read(row)
        kind = type(value)
        if kind is str:
            return escape(value) if value else "–"
        if kind is int:
            return number(value)
        if kind is date:
            return _whole(day_in(value, chinese=chinese))
        return _whole(shown(value)) if isinstance(value, date) else escaped(shown(value))

    return write


def _whole(day: str) -> str:
    """A day that is never broken at its hyphens; as we write it, it holds nothing to escape."""
    return f'<span class="nowrap">{day}</span>'
