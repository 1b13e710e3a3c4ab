"""What a list consists of: columns, filters, and the listing that holds them. Declarations only, nothing is fetched."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext, gettext_lazy

from lms.foundation.templatetags import wording

if TYPE_CHECKING:
    from lms.foundation.listing.pages import ListingPage

Choice = tuple[str, Any]
Rows = QuerySet[Any, Any] | Sequence[Any]
Kind = Literal["choice", "text", "date", "bool"]

PAGE_SIZE = 50
"""rows: what a screen and a half shows, and what a person still scans"""


LIST, NOTHING_YET = gettext_lazy("List"), gettext_lazy("There is nothing here yet.")


@dataclass(frozen=True)
class Column:
    """One column. `value` is what is exported (an attribute path, or a function of the row; `key` if absent).

    `show` draws it on the page (safe text, a function of the row), `link` gives its address or None. `sort` is what
    orders it: a field name, an expression, or for plain rows True (by value); a column without it cannot be sorted.
    """

    key: str
    label: Any
    value: str | Callable[[Any], Any] | None = None
    show: Callable[[Any], Any] | None = None
    link: Callable[[Any], str | None] | None = None
    sort: str | Combinable | bool | None = None
    align: Literal["start", "end"] = "start"
    on_page: bool = True
    in_export: bool = True

    def read(self, row: Any) -> Any:
        """Return the value of this column in `row`."""
        if callable(self.value):
            return self.value(row)
        return read_path(row, self.value or self.key)


@dataclass(frozen=True)
class Filter:
    """One control above the list. `lookup` names a field, or is a function (rows, value) -> rows.

    choice takes one of `choices` (pairs, or a function that returns them); text looks inside; date takes a span;
    bool is a box: ticked it filters, else it does nothing.
    """

    key: str
    label: Any
    kind: Kind = "choice"
    lookup: str | Callable[[Any, Any], Any] = ""
    choices: Iterable[Choice] | Callable[[], Iterable[Choice]] = ()

    def options(self) -> list[Choice]:
        """Return the choices as pairs of text and label."""
        given = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in given]


@dataclass(frozen=True)
class Listing:
    """A list as it is declared; `export_name` (no ending) opens the exports, `search` names the fields looked into.
    `search_also` gives, for a word, what else counts as holding it (of a queryset: names that stand in other tables).

    `gather` is called with the rows of a page, or of a piece of an export, before they are drawn: it fetches what stands
    beside them, for all at once and as plain values, where a prefetch would make a record of each. `first_page` may know
    count and rows of a page without those of `rows`, which is then better a function (it looks at the query; None: not known).
    """

    rows: Rows | Callable[[], Rows]
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    search: Sequence[str] = ()
    search_also: Callable[[str], Q] | None = None
    default_sort: str = ""
    export_name: str = ""
    label: Any = LIST
    empty: Any = NOTHING_YET
    page_size: int = PAGE_SIZE
    dom_id: str = "listing"
    row_state: Callable[[Any], str] | None = None
    gather: Callable[[Sequence[Any]], None] | None = None
    first_page: Callable[["ListingPage"], tuple[int, Sequence[Any]] | None] | None = None

    def column(self, key: str) -> Column | None:
        """Return the column with this key."""
        return next((column for column in self.columns if column.key == key), None)


def read_path(row: Any, path: str) -> Any:
    """Follow a dotted path through attributes and dictionaries; a missing link ends in None."""
    for name in path.split("."):
        row = row.get(name) if isinstance(row, dict) else getattr(row, name, None)
        if row is None:
            return None
        if callable(row):
            row = row()
    return row


def shown(value: Any) -> Any:
    """Write a value as the page shows it; absent is a dash."""
    if type(value) is str:
        return value or "–"
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return wording.moment(value)
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(value, int | float):
        return wording.number(value)
    return value
