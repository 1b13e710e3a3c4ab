"""Reading the present state for a plan: what a row may name, who is known, which posts they hold."""

from collections import defaultdict

from curricula.models import Department, JobRole, Posting, Shift, Site
from lms.exchange.people.acts import Known, KnownPerson, KnownPost
from lms.exchange.people.stating import Directory, Register
from lms.foundation.models import Person


def read_directory() -> Directory:
    """Departments, sites, job roles and shifts by code and by name in either language."""
    worked: dict[int, set[int]] = defaultdict(set)
    for site, shift in Site.shifts.through.objects.values_list("site_id", "shift_id"):
        worked[site].add(shift)
    return Directory(
        departments=_register(Department),
        sites=_register(Site),
        job_roles=_register(JobRole),
        shifts=_register(Shift),
        shifts_of_site={site: frozenset(shifts) for site, shifts in worked.items()},
    )


def read_known() -> Known:
    """Everybody, and all postings, past ones included: two queries, whatever the file holds."""
    people = {
        row[1]: KnownPerson(*row)
        for row in Person.objects.values_list("pk", "number", "name", "name_latin", "email", "is_active")
    }
    posts: dict[str, list[KnownPost]] = defaultdict(list)
    fields = (
        "pk", "job_role_id", "department_id", "site_id", "shift_id", "is_main", "starts_on", "ends_on",
    )  # fmt: skip
    for number, *row in Posting.objects.order_by("starts_on", "pk").values_list("person__number", *fields):
        posts[number].append(KnownPost(*row))
    return Known(people, {number: tuple(held) for number, held in posts.items()})


def _register(model: type[Department | Site | JobRole | Shift]) -> Register:
    return Register.of(model._default_manager.values_list("pk", "code", "name_zh", "name_en"))
