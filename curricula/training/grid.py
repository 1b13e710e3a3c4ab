"""Drawing the grid as text: sixteen hundred places at once, so no template loops over them; drawn once per edit."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from curricula.training.matrix_queries import Grid, GridCell, build_grid, people_per_role
from curricula.training.models import Activity, MatrixVersion
from curricula.training.vocabulary import STRICTNESS, Criticality, Method
from lms.foundation.api import clock
from lms.foundation.templatetags.icons import ICONS

METHOD_ICONS = {
    Method.EXAM: "square-pen", Method.DRILL: "monitor-play", Method.PRACTICAL: "clipboard-check",
    Method.WORK_OUTPUT: "flask-conical", Method.READ_AND_SIGN: "book-open",
}  # fmt: skip
KEPT_SECONDS = 3600
HEAD_CHARACTERS = 22


def drawn_grid(version: MatrixVersion, departments: list[str], group: str, *, may_edit: bool) -> tuple[SafeString, int]:
    """The table's rows as safe text, and the number of requirements; kept until the version is edited or a day passes."""
    day = clock.today()
    key = f"grid:{version.uuid}:{version.edit_count}:{version.state}:{get_language()}:{','.join(departments)}:{group}:{may_edit}:{day}"
    kept = cache.get(key)
    if kept is None:
        grid = build_grid(version, people_per_role(day), departments, group)
        kept = (draw(grid, may_edit=may_edit, query=_query_of(version)), grid.total)
        cache.set(key, kept, KEPT_SECONDS)
    return mark_safe(kept[0]), kept[1]  # noqa: S308 - every text in it was escaped when it was drawn


def _query_of(version: MatrixVersion) -> str:
    """What the links of an old version carry on, so that its places open as they were."""
    return f"?version={version.number}" if version.state == MatrixVersion.State.SUPERSEDED else ""


def draw(grid: Grid, *, may_edit: bool, query: str = "") -> str:
    """Head and body of the grid; all texts escaped."""
    icons = {
        method: f'<svg class="icon" aria-hidden="true"><use href="#method-{method}"/></svg>' for method in METHOD_ICONS
    }
    ends = {listed[-1].pk for _, listed in grid.groups}
    width = sum(len(listed) for _, listed in grid.groups)
    parts = ["<thead><tr>", f'<th class="corner" scope="col">{escape(_("Job role"))}</th>']
    parts += [
        f'<th scope="colgroup" colspan="{len(listed)}" class="group-end">{escape(group_name(name))}</th>'
        for name, listed in grid.groups
    ]
    parts.append(f'</tr><tr><td class="corner corner-2">{_drawings()}</td>')
    for _name, listed in grid.groups:
        parts += [_column_head(activity, activity.pk in ends) for activity in listed]
    parts.append("</tr></thead><tbody>")
    for department, rows in grid.departments:
        name = department.name if department else _("Beside another role")
        parts.append(f'<tr class="dept"><th scope="rowgroup">{escape(name)}</th><td colspan="{width}"></td></tr>')
        for row in rows:
            count = ngettext("%(n)d person", "%(n)d people", row.people) % {"n": row.people}
            parts.append(f'<tr><th scope="row">{escape(row.job_role.name)}<small>{escape(count)}</small></th>')
            for activity, place in row.places:
                end = ' class="group-end"' if activity.pk in ends else ""
                parts.append(
                    f"<td{end}>{_place(row.job_role, activity, place, icons, query if place or may_edit else None)}</td>"
                )
            parts.append("</tr>")
    parts.append("</tbody>")
    return "".join(parts)


def group_name(code: str) -> str:
    """The group of activities in words: a process chain, or one of the groups that no chain has."""
    names = {
        "BAS": _("Basics"), "CHG": pgettext("noun", "Change"), "CUT": _("Cutover"), "EXM": _("Role exams"), "FIN": _("Finance"),
        "MDM": _("Master data"), "MFG": _("Make"), "MGT": _("Management"), "O2C": _("Order to cash"),
        "P2P": _("Procure to pay"), "PLN": _("Plan"), "QA": _("Quality"), "SYS": _("System"),
    }  # fmt: skip
    return names.get(code, code)


def _drawings() -> str:
    """The icons once, for a thousand places to point at: drawn in each, they were half of the page."""
    symbols = "".join(
        f'<symbol id="method-{method}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round">{ICONS[name]}</symbol>'
        for method, name in METHOD_ICONS.items()
    )
    return f'<svg hidden aria-hidden="true">{symbols}</svg>'


def _column_head(activity: Activity, is_end: bool) -> str:
    short = activity.code.removeprefix("ACT-")
    end = ' class="group-end"' if is_end else ""
    return (
        f'<th scope="col"{end}><b>{escape(short)}</b>'
        f'<span title="{escape(activity.name)}">{escape(_shortened(activity.name))}</span></th>'
    )


def _shortened(name: str) -> str:
    for separator in ("：", ": "):
        name = name.split(separator, 1)[-1]
    return name if len(name) <= HEAD_CHARACTERS else f"{name[: HEAD_CHARACTERS - 1]}…"


def _place(
    role: Any, activity: Activity, place: GridCell | None, icons: Mapping[Method, str], query: str | None
) -> str:
    """One place as a link with `query` behind its address; None where there is nothing to open."""
    url = f"{reverse('matrix-cell', args=[role.code, activity.code])}{query or ''}"
    where = f"{role.name} × {activity.code}"
    if place is None:
        if query is None:
            return '<span class="mcell mcell-empty" aria-hidden="true">·</span>'
        label = escape(_("%(where)s: not required, add") % {"where": where})
        return f'<a class="mcell mcell-empty" href="{url}" aria-label="{label}">·</a>'
    cell = max(place.cells, key=lambda one: (one.level, STRICTNESS[Criticality(one.criticality)]))
    state = (
        ' data-change="drop" data-sign="−"'
        if place.is_ended
        else ' data-change="add" data-sign="+"'
        if place.is_new
        else ""
    )
    more = f"<small>+{len(place.cells) - 1}</small>" if len(place.cells) > 1 else ""
    words = _("{}: {}").format(where, _(", ").join((cell.get_criticality_display(), cell.get_method_display())))
    if place.is_ended:
        words = _("%(words)s, removed in this draft") % {"words": words}
    elif place.is_new:
        words = _("%(words)s, changed in this draft") % {"words": words}
    return (
        f'<a class="mcell" href="{url}"{state}><span class="lv" data-crit="{cell.criticality}">{cell.level}</span>'
        f'{icons[Method(cell.method)]}{more}<span class="sr">{escape(words)}</span></a>'
    )
