"""The list of names behind a share of coverage: who still lacks what, with filters and export."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from curricula.models import Chain, Department, GoLive, JobRole, Shift, Site
from lms.foundation.api import (
    Column,
    Filter,
    Listing,
    ListingPage,
    access,
    is_chinese,
    render_listing,
    require_access,
)
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.dashboards.names_queries import (
    PAGE_SIZE,
    activity_codes,
    count_lacking,
    first_page,
    open_of,
    people_asked,
)
from reporting.metrics.models import CoverageRow
from reporting.metrics.remembered import remembered
from reporting.metrics.summary import Versions, fresh_summary, versions_of
from reporting.metrics.visibility import Departments, ReadLog, may_see, visible_departments

MISSING_SHOWN = 6
"""activities named in a row; the export names all"""


@require_access(access.may_read_readiness)
def coverage_names(request: HttpRequest) -> HttpResponseBase:
    """People who are asked for something, by default those who do not meet it all yet; names only of whom one may see."""
    go_live = chosen_go_live(request, go_lives())
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Coverage")})
    versions = versions_of(fresh_summary(go_live))
    departments = visible_departments(request.user)  # type: ignore[arg-type]  # signed in: a Person
    log = ReadLog(request.user, page="coverage-names")  # type: ignore[arg-type]
    closed = _closed_department(request.GET.get("department", ""), departments)
    listing = _listing(request, go_live, frozenset() if closed else departments, log, versions)
    context = {"go_live": go_live, "departments": departments, "closed": closed}
    response = render_listing(request, listing, "reporting/dashboards/coverage_names.html", context)
    if response.streaming:
        response._resource_closers.append(log.flush)  # type: ignore[attr-defined]  # a streamed export draws its rows only after this view is done
    else:
        log.flush()
    return response


def _listing(
    request: HttpRequest, go_live: GoLive, departments: Departments, log: ReadLog, versions: Versions
) -> Listing:
    names = _known_names(go_live, versions)
    missing = _Missing(request.GET, go_live, names["activity"])

    def number(row: Any) -> str:
        log.note(row.person_id)
        return str(row.person__number)

    return Listing(
        rows=lambda: people_asked(request.GET, go_live, departments),
        first_page=_first_page(go_live, departments, versions),
        columns=(
            Column("number", _("Number"), value=number, sort="person__number"),
            Column(
                "name",
                pgettext("person", "Name"),
                value="person__name",
                show=None if is_chinese() else _both_names,
                sort="person__name",
                link=_link,
            ),
            Column("department", _("Department"), value=_name_of("department"), sort="department__code"),
            Column("site", pgettext("of the company", "Site"), value=_name_of("site"), sort="site__code"),
            Column("shift", _("Shift"), value=_name_of("shift"), sort="shift__position"),
            Column("met", _("Met"), sort="met", align="end"),
            Column("asked", _("Asked"), sort="asked", align="end"),
            Column("missing", _("Missing"), value=missing.as_text, show=missing.as_page),
            Column("oldest", _("Due first"), value=missing.oldest_due),
        ),
        filters=(
            Filter(
                "department",
                gettext_lazy("Department"),
                lookup="department__code",
                choices=_choices(names["department"], departments),
            ),
            Filter("chain", gettext_lazy("Process chain"), lookup=_unchanged, choices=_choices(names["chain"])),
            Filter("job_role", gettext_lazy("Job role"), lookup=_unchanged, choices=_choices(names["job_role"])),
            Filter(
                "site", pgettext_lazy("of the company", "Site"), lookup="site__code", choices=_choices(names["site"])
            ),
            Filter("shift", gettext_lazy("Shift"), lookup="shift__code", choices=_choices(names["shift"])),
            Filter("critical", gettext_lazy("Critical only"), kind="bool", lookup=_critical_open),
            Filter("everybody", gettext_lazy("Also those who meet everything"), kind="bool", lookup=_unchanged),
        ),
        search=("person__number", "person__name", "person__name_latin"),
        default_sort="number",
        export_name=f"coverage-{go_live.code}",
        page_size=PAGE_SIZE,
        gather=missing.gather,
        label=_("People and what they lack"),
        empty=_("Everybody here meets all that is asked."),
    )


def _closed_department(asked: str, departments: Departments) -> Department | None:
    """The department that was asked for, where its names are not the reader's to see: nobody else's stand in for them."""
    if not asked or may_see(departments, asked):
        return None
    return Department.objects.filter(code=asked).first()


def _first_page(
    go_live: GoLive, departments: Departments, versions: Versions
) -> Callable[[ListingPage], tuple[int, Sequence[Any]] | None]:
    """Answers for the page that the coverage's links open, if the reader may see everybody: nothing but a department is asked."""

    def ready(page: ListingPage) -> tuple[int, Sequence[Any]] | None:
        asked = {name for name, value in page.query.items() if value}
        if departments is not None or not asked <= {"go_live", "department"}:
            return None
        department = page.values["department"]
        count = remembered(go_live, f"lacking:{department or ''}", lambda: count_lacking(go_live, department), versions)
        return count, first_page(go_live, department)

    return ready


def _unchanged(rows: Any, value: Any) -> Any:
    """A control that `_rows` has answered already."""
    return rows


def _critical_open(rows: QuerySet[CoverageRow], value: Any) -> QuerySet[CoverageRow]:
    return rows.filter(critical_met__lt=F("critical_asked"))


def _known_names(go_live: GoLive, versions: Versions) -> dict[str, Any]:
    """Codes and names that the filters offer, and the activities' codes; they change with audited changes only."""
    models: dict[str, Any] = {
        "department": Department,
        "chain": Chain,
        "job_role": JobRole,
        "site": Site,
        "shift": Shift,
    }

    def read() -> dict[str, Any]:
        offered = {key: list(model.objects.values_list("code", "name_zh", "name_en")) for key, model in models.items()}
        return {**offered, "activity": dict(activity_codes())}

    return remembered(go_live, "filter-names", read, versions)


def _choices(names: list[tuple[str, str, str]], codes: Departments = None) -> list[tuple[str, Any]]:
    seen = names if codes is None else [name for name in names if name[0] in codes]
    return [(code, zh or en) for code, zh, en in seen] if is_chinese() else [(code, en or zh) for code, zh, en in seen]


def _name_of(part: str) -> Callable[[Any], str | None]:
    """Reads a part of the organisation's name in the language of now, which is asked once and not for each row."""
    own, other = ("zh", "en") if is_chinese() else ("en", "zh")
    first, second = attrgetter(f"{part}__name_{own}"), attrgetter(f"{part}__name_{other}")
    return lambda row: first(row) or second(row)


def _link(row: Any) -> str | None:
    return _address(row.person__number)


@lru_cache(10_000)  # a function of the number alone
def _address(number: str) -> str | None:
    try:
        return reverse("person", args=[number])
    except NoReverseMatch:
        return None


def _both_names(row: Any) -> str:
    """The own script and the Latin name beside it: for English pages."""
    own, latin = row.person__name, row.person__name_latin
    if not latin or latin == own:
        return str(own)
    return format_html('<span lang="zh-Hans">{}</span> <span class="muted">{}</span>', own, latin)


class _Missing:
    """What the people of some rows still lack, the earliest first; `codes` are those of all activities by key."""

    def __init__(self, query: QueryDict, go_live: GoLive, codes: dict[int, str]) -> None:
        self._query, self._go_live, self._codes = query, go_live, codes
        self._open: dict[int, list[tuple[str, str]]] = {}

    def gather(self, rows: Sequence[Any]) -> None:
        """Read it for all of these at once, as plain values: there are some fifteen to a person."""
        self._open = defaultdict(list)
        for person, activity, due_day in open_of(self._query, self._go_live, [row.person_id for row in rows]):
            self._open[person].append((self._codes[activity], due_day))

    def as_text(self, row: Any) -> str:
        """What the export writes."""
        return _("; ").join(code for code, _due_day in self._open[row.person_id])

    def as_page(self, row: Any) -> str:
        """What the page shows: the first few codes."""
        listed = self._open[row.person_id]
        codes = _(", ").join([code for code, _due_day in listed[:MISSING_SHOWN]])
        more = len(listed) - MISSING_SHOWN
        return self._and_more % {"codes": codes, "count": more} if more > 0 else codes

    def oldest_due(self, row: Any) -> date | None:
        """The day on which the first of it was or is due."""
        listed = self._open[row.person_id]
        return date.fromisoformat(listed[0][1]) if listed else None

    @cached_property
    def _and_more(self) -> str:
        return _("%(codes)s and %(count)d more")
