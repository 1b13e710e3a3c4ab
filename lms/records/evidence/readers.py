"""Who may read whose records: oneself, those who read all, and a manager the people of the own department."""

from datetime import date

from django.db.models import Q, QuerySet

from curricula.models import Posting
from lms.foundation.api import access
from lms.foundation.models import Person


def people_readable_by(reader: Person, day: date) -> QuerySet[Person]:
    """Everybody whose records `reader` may open on `day`; the reader at least."""
    if access.may_read_all_records(reader):
        return Person.objects.all()
    return Person.objects.filter(Q(pk=reader.pk) | Q(pk__in=_led_by(reader, day)))


def may_read_records_of(reader: Person, person: Person, day: date) -> bool:
    """Whether `reader` may open `person`'s records on `day`."""
    if reader.pk == person.pk:
        return True
    return people_readable_by(reader, day).filter(pk=person.pk).exists()


def reads_records_of_others(reader: Person) -> bool:
    """Whether lists of other people's records are meant for `reader` at all."""
    return access.may_read_all_records(reader) or access.is_manager(reader)


def _led_by(reader: Person, day: date) -> QuerySet[Posting, int]:
    if not access.is_manager(reader):
        return Posting.objects.none().values_list("person_id", flat=True)
    rows = Posting.objects.filter(department__head=reader, starts_on__lte=day)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).values_list("person_id", flat=True)
