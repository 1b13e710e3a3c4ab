"""The list of people, and what is asked of one person, as lists that page, sort, filter and export."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from curricula.organisation.models import Department, JobRole, Posting, Shift, Site
from curricula.organisation.queries import postings_held
from curricula.organisation.requirements import Lateness, overdue_on
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.templatetags.people import person as drawn_person
from lms.foundation.templatetags.shapes import state as drawn_state
from lms.foundation.templatetags.wording import day as written_day

STATES = {
    "held": gettext_lazy("In post"),
    "away": gettext_lazy("Away"),
    "to_come": gettext_lazy("Still to come"),
    "left": gettext_lazy("Left"),
}
SHAPES = {"held": "go", "away": "risk", "to_come": "next", "left": "none"}


def people_listing(rows: QuerySet[Posting], day: date) -> Listing:
    """Everybody in `rows` (shown postings), with all job roles held on `day`."""
    held = Prefetch(
        "person__postings",
        queryset=postings_held(day).select_related("job_role").order_by("-is_main", "job_role__code"),
        to_attr="held_today",
    )
    lateness = Lateness(day)
    return Listing(
        rows=rows.prefetch_related(held),
        columns=(
            Column("number", pgettext("person", "Number"), value="person.number", sort="person__number", link=_page),
            Column("name", pgettext("person", "Name"), value="person.shown_name", sort="person__name", show=_name),
            Column("name_latin", _("Name in Latin letters"), value="person.name_latin", on_page=False),
            Column("department", _("Department"), value="department.name", sort="department__code"),
            Column("site", pgettext("of the company", "Site"), value="site.name", sort="site__code"),
            Column("job_roles", _("Job roles"), value=_job_roles, sort="job_role__code"),
            Column("shift", _("Shift"), value="shift.name", sort="shift__position"),
            Column("starts_on", _("From"), sort="starts_on"),
            Column("ends_on", _("To"), sort="ends_on"),
            Column("state", _("State"), value=lambda one: str(STATES[one.state]), sort="state", show=_state),
            Column("overdue", _("Overdue"), value=lateness.count, show=partial(_late, lateness), align="end"),
        ),
        filters=(
            Filter("department", _("Department"), lookup="department__code", choices=lambda: _choices(Department)),
            Filter("site", pgettext("of the company", "Site"), lookup="site__code", choices=lambda: _choices(Site)),
            Filter("job_role", _("Job role"), lookup=_holding(day), choices=lambda: _choices(JobRole)),
            Filter("shift", _("Shift"), lookup="shift__code", choices=lambda: _choices(Shift)),
            Filter("state", _("State"), choices=STATES.items()),
            Filter("overdue", _("Only people who are late"), kind="bool", lookup=_late_on(day)),
        ),
        gather=lateness.gather,
        search=("person__number", "person__name", "person__name_latin", "person__email"),
        default_sort="number",
        export_name="people",
        label=pgettext("navigation", "People"),
        empty=_("Nobody is in your scope yet. People come in with the HR file."),
    )


def _choices(model: type[Department | Site | JobRole | Shift]) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in model._default_manager.all()]


def _holding(day: date) -> Any:
    def narrowed(rows: QuerySet[Posting], code: str) -> QuerySet[Posting]:
        return rows.filter(person__in=postings_held(day).filter(job_role__code=code).values("person"))

    return narrowed


def _late_on(day: date) -> Any:
    def narrowed(rows: QuerySet[Posting], _ticked: bool) -> QuerySet[Posting]:
        return rows.filter(person__in=overdue_on(day).values("person"))

    return narrowed


def _late(lateness: Lateness, one: Posting) -> SafeString | int:
    count = lateness.count(one)
    return drawn_state("stop", str(count)) if count else 0


def _page(one: Posting) -> str:
    return reverse("person", args=[one.person.number])


def _name(one: Posting) -> SafeString:
    return drawn_person(one.person)


def _job_roles(one: Any) -> str:
    held = one.person.held_today or [one]
    return gettext("; ").join(posting.job_role.name for posting in held)


def _state(one: Any) -> SafeString:
    label = str(STATES[one.state])
    if one.state == "to_come":
        label = _("From %(day)s") % {"day": written_day(one.starts_on)}
    elif one.state == "left" and one.ends_on:
        label = _("Left on %(day)s") % {"day": written_day(one.ends_on)}
    return drawn_state(SHAPES[one.state], label)
