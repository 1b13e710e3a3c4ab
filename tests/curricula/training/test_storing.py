"""Many assignments written at once are stored as they are, empty or filled, in one statement or several."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from curricula.api import rebuild_assignments
from curricula.models import Assignment
from curricula.training.storing import COLUMNS, ROWS_AT_ONCE, Row, insert_assignments
from tests.factories import make_go_live, make_person, make_posting, make_requirement

pytestmark = pytest.mark.django_db


def _keys() -> tuple[Any, ...]:
    """What a row begins with: what is asked, how, and of whom."""
    go_live, person, requirement = make_go_live(), make_person(), make_requirement()
    return (
        requirement.activity_id, go_live.pk, requirement.pk, 3, "critical", "exam", person.pk, make_posting(person).pk,
    )  # fmt: skip


def test_empty_and_filled_values_come_back_as_they_were_written() -> None:
    keys = _keys()
    first, last = date(2026, 1, 5), date(2027, 3, 31)
    nothing = (first, None, first, first, last, None, None, None, None, None, None, None, 1, False, 0)
    everything = (first, last, first, last, last, last, first, first, last, last, 7, Decimal("87.50"), 2, True, 4)
    rows = [(*keys, *nothing), (*keys, *everything)]

    assert insert_assignments(rows) == 2

    assert _stored() == rows


def test_as_many_rows_are_stored_as_come() -> None:
    keys = _keys()
    day = date(2026, 1, 5)
    rows = [
        (*keys, day, None, day, day, day, None, None, None, None, None, None, None, number, True, 0)
        for number in range(1, 2 * ROWS_AT_ONCE + 2)
    ]

    assert insert_assignments(iter(rows)) == 2 * ROWS_AT_ONCE + 1

    assert _stored() == rows


def _stored() -> list[Row]:
    return list(Assignment.objects.order_by("cycle").values_list(*COLUMNS))


def test_nothing_to_write_is_nothing_written() -> None:
    assert insert_assignments([]) == 0
    assert rebuild_assignments() == 0
    assert not Assignment.objects.exists()
