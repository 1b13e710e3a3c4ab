"""The lists of the applet: the register of certificates, and who has which rights."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from curricula.models import Department
from lms.foundation.api import Column, Filter, Listing, clock
from lms.foundation.models import Person
from lms.foundation.templatetags.people import person as person_name
from lms.foundation.templatetags.shapes import state as state_mark
from lms.records.qualifications.models import PermissionBundle, Qualification, QualificationType
from lms.records.qualifications.queries import SHAPES, STATES, with_department, with_state
from lms.records.qualifications.rights import PersonRights, rights_on


def register(people: QuerySet[Person], day: date) -> Listing:
    """Certificates of these people with their state on `day`."""
    rows = with_department(with_state(Qualification.objects.filter(person__in=people), day), day)
    return Listing(
        rows=rows.select_related("type", "person"),
        columns=(
            Column("number", pgettext_lazy("of a record", "Number"), sort="number", link=_link),
            Column("person_number", _("Staff number"), value="person.number", sort="person__number"),
            Column(
                "person",
                pgettext_lazy("person", "Name"),
                value="person.name",
                show=lambda row: person_name(row.person),
                sort="person__name",
            ),
            Column("type", _("Qualification"), value=lambda row: row.type.name, sort="type__code"),
            Column("type_code", pgettext_lazy("identifier", "Code"), value="type.code", on_page=False),
            Column("state", _("State"), value=lambda row: str(STATES[row.state]), show=show_state, sort="state"),
            Column("valid_from", _("Valid from"), sort="valid_from", align="end"),
            Column("valid_until", _("Valid until"), sort="valid_until", align="end"),
            Column("issued_at", _("Issued at"), on_page=False),
            Column("source", _("Source"), value=lambda row: row.get_source_display(), on_page=False),
        ),
        filters=(
            Filter("type", _("Qualification"), lookup="type_id", choices=_type_choices),
            Filter("state", _("State"), choices=tuple(STATES.items())),
            Filter("department", _("Department"), lookup="department_id", choices=_department_choices),
            Filter("until", _("Valid until"), kind="date", lookup="valid_until"),
        ),
        search=("number", "person__number", "person__name", "person__name_latin"),
        default_sort="valid_until",
        export_name="qualifications",
        label=_("Qualifications"),
        empty=_("No certificate has been issued yet. Certificates follow from evidence by themselves."),
    )


def rights_listing(day: date) -> Listing:
    """Everybody in post with the bundles of rights that follow on `day`."""
    names = {bundle.code: bundle for bundle in PermissionBundle.objects.all()}
    return Listing(
        rows=rights_on(day),
        columns=(
            Column("number", _("Staff number"), value="person.number", sort=True),
            Column(
                "name",
                pgettext_lazy("person", "Name"),
                value="person.name",
                show=lambda row: person_name(row.person),
                sort=True,
            ),
            Column("granted", _("Granted"), value=lambda row: _named(row.rights.granted, names)),
            Column("waiting", _("Waits for a qualification"), value=lambda row: _named(row.rights.waiting, names)),
            Column("withheld", _("Withheld"), value=lambda row: _named(row.rights.withheld, names)),
        ),
        filters=(
            Filter("bundle", _("Bundle"), lookup=_with_bundle, choices=lambda: [(c, b.name) for c, b in names.items()]),
            Filter("withheld", _("Only with rights withheld"), kind="bool", lookup=_only_withheld),
        ),
        search=("person__number", "person__name", "person__name_latin"),
        default_sort="number",
        export_name="permissions",
        label=_("Rights in the ERP"),
        empty=_("Nobody holds a post today. Import people first."),
    )


def show_state(row: Any) -> SafeString:
    """The state in shape, word and colour, with the days left where they are few."""
    word = str(STATES[row.state])
    if row.state == "expiring":
        left = (row.valid_until - clock.today()).days
        word = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    return state_mark(SHAPES[row.state], word)


def _link(row: Qualification) -> str:
    return reverse("qualification", args=[row.number])


def _named(codes: frozenset[str], names: dict[str, PermissionBundle]) -> str:
    return " · ".join(names[code].name for code in sorted(codes))


def _with_bundle(rows: list[PersonRights], code: str) -> list[PersonRights]:
    return [row for row in rows if code in row.rights.granted | row.rights.waiting | row.rights.withheld]


def _only_withheld(rows: list[PersonRights], _wanted: bool) -> list[PersonRights]:
    return [row for row in rows if row.rights.withheld]


def _type_choices() -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in QualificationType.objects.order_by("code")]


def _department_choices() -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in Department.objects.order_by("code")]
