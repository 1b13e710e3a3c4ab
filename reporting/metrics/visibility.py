"""Whose names a reader may see: figures are for all who read readiness, names only for those they concern."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from curricula.models import Department
from lms.foundation.api import access, clock
from lms.foundation.models import Person, PersonalDataRead
from reporting.metrics.flat import insert_flat

EVERYBODY = None
Departments = frozenset[str] | None


def visible_departments(reader: Person) -> Departments:
    """Codes of the departments whose names `reader` may see; None stands for all of them."""
    if access.may_read_all_records(reader):
        return EVERYBODY
    return frozenset(Department.objects.filter(head=reader).values_list("code", flat=True))


def may_see(departments: Departments, code: str) -> bool:
    """Whether names of the department may be shown."""
    return departments is None or code in departments


def only_visible(people: Iterable[Any], departments: Departments) -> list[Any]:
    """Leave out people of other departments; each is a record or a value with a `department`."""
    return [
        one for one in people if may_see(departments, one["department"] if isinstance(one, dict) else one.department)
    ]


class ReadLog:
    """Notes whose records a reader is shown, as the rows are drawn; their own is not noted."""

    def __init__(self, reader: Person, *, page: str) -> None:
        self.page = page
        self._own = reader.pk  # asked for with every row, and a request's person is a proxy
        self._shown: dict[int, None] = {}

    def note(self, subject: int) -> None:
        """Remember that the person's row was drawn."""
        if subject != self._own:
            self._shown[subject] = None

    def flush(self) -> None:
        """Write down what was noted since the last time."""
        at = connection.ops.adapt_datetimefield_value(clock.now())
        shown, self._shown = self._shown, {}
        rows = [(at, self._own, subject, self.page) for subject in shown]
        insert_flat(PersonalDataRead, ("at", "reader_id", "subject_id", "page"), rows)
