"""The state of an assignment on a day: the pure rule and the rule in SQL say the same, for any days."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curricula.api import rebuild_assignments, status_on, with_status
from curricula.models import Assignment
from tests.factories import make_go_live, make_person, make_posting, make_requirement

DAY = date(2026, 11, 18)
near = st.integers(-3, 3).map(lambda off: DAY + timedelta(days=off))


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(near, near, st.none() | near, st.none() | near, st.none() | near, st.none() | near, st.none() | near)
def test_sql_and_rule_agree(
    opens_on: date, due_on: date, started_on: date | None, met_on: date | None, valid_until: date | None,
    stale_on: date | None, waived_until: date | None,
) -> None:  # fmt: skip
    if not Assignment.objects.exists():
        make_go_live()
        make_posting(make_person())
        make_requirement()
        rebuild_assignments()
    Assignment.objects.update(
        opens_on=opens_on, due_on=due_on, started_on=started_on, met_on=met_on, valid_until=valid_until, stale_on=stale_on,
        waived_until=waived_until,
    )  # fmt: skip
    row = with_status(Assignment.objects.all(), DAY).get()
    assert row.status == status_on(row, DAY)  # type: ignore[attr-defined, arg-type]
