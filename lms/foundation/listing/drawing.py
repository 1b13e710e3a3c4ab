"""The head row and the controls of a list as markup, put together here: a template's loops took longer than the rows."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lms.foundation.listing.columns import Filter
from lms.foundation.templatetags.shapes import icon

ARROWS = {"ascending": "arrow-up", "descending": "arrow-down", "none": "arrow-up-down"}


def head_cells(heads: Iterable[dict[str, Any]]) -> SafeString:
    """The cells of the head row; a column that sorts is a link with an arrow."""
    drawn = []
    for head in heads:
        label, direction = escaped(head["label"]), head["direction"]
        numeric = ' class="num"' if head["align"] == "end" else ""
        sorted_by = f' aria-sort="{direction}"' if direction else ""
        if head["link"]:
            label = f'<a class="sort" href="{escaped(head["link"])}">{label}{icon(ARROWS[direction], "s")}</a>'
        drawn.append(f'<th scope="col"{numeric}{sorted_by}>{label}</th>')
    return mark_safe("".join(drawn))  # noqa: S308 - every text is escaped above


def control_fields(filters: Iterable[Filter], values: dict[str, Any]) -> SafeString:
    """The filters' fields, each with what it is set to."""
    return mark_safe("\n".join(_field(control, values[control.key]) for control in filters))  # noqa: S308 - escaped in _field


def escaped(value: Any) -> str:
    """As `conditional_escape`, which looks a plain text over four times."""
    return escape(value) if type(value) is str else conditional_escape(value)


def _field(control: Filter, value: Any) -> str:
    key, label = escaped(control.key), escaped(control.label)
    if control.kind == "bool":
        checked = " checked" if value else ""
        return f'<label class="check"><input type="checkbox" name="{key}" value="1"{checked}>{label}</label>'
    if control.kind == "choice":
        options = f'<option value="">{escaped(_("All"))}</option>{_options(control, value)}'
        return _labelled(key, label, f'<select class="input" id="filter-{key}" name="{key}">{options}</select>')
    if control.kind == "text":
        given = escaped(value or "")
        return _labelled(key, label, f'<input class="input" id="filter-{key}" name="{key}" value="{given}">')
    first, last = value or (None, None)
    words = {"label": label}  # escaped already, and the sentences around it are ours
    return _day(f"{key}-from", _("%(label)s from") % words, first) + _day(f"{key}-to", _("%(label)s to") % words, last)


def _day(name: str, label: str, value: Any) -> str:
    day = value.isoformat() if value else ""
    return _labelled(name, label, f'<input class="input" type="date" id="filter-{name}" name="{name}" value="{day}">')


def _labelled(key: str, label: str, field: str) -> str:
    return f'<div class="field"><label for="filter-{key}">{label}</label>{field}</div>'


def _options(control: Filter, chosen: Any) -> str:
    """What can be chosen: there are more than a hundred of them above some lists."""
    return _drawn_options(tuple([(value, str(label)) for value, label in control.options()]), chosen)


@lru_cache(256)  # the same departments, sites and shifts stand above every page of a list
def _drawn_options(options: tuple[tuple[str, str], ...], chosen: str | None) -> str:
    return "".join(
        [
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
            for value, label in options
        ]
    )
