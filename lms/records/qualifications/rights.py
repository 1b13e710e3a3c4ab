"""Who may do what in the ERP on a day: reads duties and valid certificates, and asks the pure rule."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from curricula.models import Posting
from lms.foundation.models import Person
from lms.records.qualifications.duties import Bundle, Duty, Pair, Rights, rights_of
from lms.records.qualifications.models import PermissionBundle, SodConflict
from lms.records.qualifications.queries import valid_qualifications


@dataclass(frozen=True)
class PersonRights:
    """One person with what follows from duties and certificates."""

    person: Person
    rights: Rights


@dataclass(frozen=True)
class Clash:
    """One person whose duties ask for two bundles that exclude each other."""

    person: Person
    conflict: SodConflict
    withheld: frozenset[str]

    @property
    def is_blocked(self) -> bool:
        """Whether it stops rights, or is allowed under a control."""
        return self.conflict.handling == SodConflict.Handling.BLOCK


def rights_on(day: date, people: Collection[int] | None = None) -> list[PersonRights]:
    """Rights of everybody in post on `day` (or of some people), in the order of their numbers; six queries."""
    bundles, pairs = _bundles(), _pairs()
    duties, held = _duties(day, people), _held(day, people)
    rows = (
        Person.objects.filter(pk__in=duties).order_by("number")
        if people is not None
        else Person.objects.order_by("number")
    )
    return [
        PersonRights(person, rights_of(duties[person.pk], held.get(person.pk, ()), bundles, pairs))
        for person in rows
        if person.pk in duties
    ]


def clashes_on(day: date) -> list[Clash]:
    """Every clash of duties on `day`, the blocked ones first."""
    conflicts = {conflict.code: conflict for conflict in SodConflict.objects.select_related("first", "second")}
    found = [
        Clash(row.person, conflicts[pair.code], row.rights.withheld & {pair.first, pair.second})
        for row in rights_on(day)
        for pair in row.rights.clashes
    ]
    return sorted(found, key=lambda clash: (not clash.is_blocked, clash.conflict.code, clash.person.number))


def granted_bundles(person: Person, day: date) -> frozenset[str]:
    """Codes of the bundles that `person` has on `day`."""
    rows = rights_on(day, [person.pk])
    return rows[0].rights.granted if rows else frozenset()


def _bundles() -> dict[str, Bundle]:
    rows = PermissionBundle.objects.prefetch_related("job_roles", "opened_by").order_by("code")
    return {
        row.code: Bundle(
            row.code, frozenset(r.code for r in row.job_roles.all()), frozenset(t.code for t in row.opened_by.all())
        )
        for row in rows
    }


def _pairs() -> list[Pair]:
    rows = SodConflict.objects.order_by("code").values_list("code", "first__code", "second__code", "handling")
    return [Pair(code, first, second, handling == SodConflict.Handling.BLOCK) for code, first, second, handling in rows]


def _duties(day: date, people: Collection[int] | None) -> dict[int, list[Duty]]:
    rows = Posting.objects.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    if people is not None:
        rows = rows.filter(person_id__in=list(people))
    duties: dict[int, list[Duty]] = defaultdict(list)
    for person, code, is_main in rows.values_list("person_id", "job_role__code", "is_main"):
        duties[person].append(Duty(code, is_main))
    return dict(duties)


def _held(day: date, people: Collection[int] | None) -> dict[int, set[str]]:
    rows = valid_qualifications(day)
    if people is not None:
        rows = rows.filter(person_id__in=list(people))
    held: dict[int, set[str]] = defaultdict(set)
    for person, code in rows.values_list("person_id", "type__code"):
        held[person].add(code)
    return held
