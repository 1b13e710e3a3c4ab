"""What the company's own matrix asks of particular roles, drawn up for people who hold them."""

from typing import Any

import pytest

from curricula.api import refresh_assignments
from curricula.models import Activity, Assignment, Posting
from lms.foundation.models import Person
from tests.curricula.test_loading import load_company
from tests.factories import make_person, make_posting

pytestmark = pytest.mark.django_db
HALF_A_DAY_MINUTES = 240


@pytest.fixture(autouse=True)
def _company() -> None:
    load_company()


def holder(name: str, *roles: str, **fields: Any) -> Person:
    """Somebody at Suzhou by day who holds these job roles, the first as the main post."""
    person = make_person(name)
    for number, role in enumerate(roles):
        make_posting(person, role, is_main=number == 0, **fields)
    refresh_assignments(people=[person.pk])
    return person


def asked(person: Person) -> dict[str, tuple[str, int, str]]:
    """Method, level and criticality of everything that is asked, by activity."""
    rows = Assignment.objects.filter(person=person, is_current=True)
    return {row.activity.code: (row.method, row.level, row.criticality) for row in rows.select_related("activity")}


@pytest.mark.requirement("A35")
def test_a_key_user_has_to_pass_the_exception_drill_at_the_level_of_a_coach() -> None:
    plain, key_user = holder("收货员", "RECV"), holder("关键用户", "RECV", is_key_user=True)
    assert asked(plain)["ACT-P2P-02"] == ("drill", 3, "critical")
    assert asked(key_user)["ACT-P2P-02"] == ("drill", 4, "critical")
    assert asked(plain).keys() == asked(key_user).keys()


@pytest.mark.requirement("A36")
def test_management_has_a_short_path_of_its_own_that_ends_in_reading_reports() -> None:
    head, clerk = holder("总经理", "EXEC"), holder("收货员", "RECV")
    own = {code for code in asked(head) if code.startswith("ACT-MGT")}
    assert (own, own & asked(clerk).keys()) == ({"ACT-MGT-01", "ACT-MGT-02"}, set())
    assert {asked(head)[code] for code in own} == {("work_output", 3, "critical")}
    last = Activity.objects.get(code="ACT-MGT-01")
    assert "ACT-MGT-02" in set(last.prerequisites.values_list("code", flat=True))
    assert list(last.items.order_by("position").values_list("ref", flat=True))[-2:] == ["EX-MGT-01", "RUB-RPT"]
    assert sum(Activity.objects.filter(code__in=own).values_list("planned_minutes", flat=True)) <= HALF_A_DAY_MINUTES


@pytest.mark.requirement("A37")
def test_a_system_administrator_is_watched_at_the_systems_own_tasks() -> None:
    path = asked(holder("管理员", "SYS-ADMIN"))
    practicals = {code for code, (method, _level, _grave) in path.items() if method == "practical"}
    assert practicals == {"ACT-SYS-04", "ACT-SYS-05", "ACT-CUT-05"}
    assert {path[code] for code in practicals} == {("practical", 3, "critical")}


@pytest.mark.requirement("A38")
def test_a_super_administrator_has_a_path_of_its_own_beside_the_administrators() -> None:
    administrator, above = asked(holder("管理员", "SYS-ADMIN")), asked(holder("超级管理员", "SUPER-ADMIN"))
    assert above["ACT-SYS-03"] == ("drill", 4, "critical")
    assert "ACT-SYS-03" not in administrator
    assert {"ACT-SYS-02", "ACT-CUT-01", "ACT-CUT-03", "ACT-CUT-05"} <= administrator.keys() - above.keys()
    assert (administrator["ACT-SYS-04"], above["ACT-SYS-04"]) == (
        ("practical", 3, "critical"),
        ("practical", 4, "critical"),
    )


@pytest.mark.requirement("A39")
def test_a_champion_learns_to_handle_feedback_beside_the_work_of_the_other_post() -> None:
    keeper, both = holder("库管", "KEEPER"), holder("推动者", "KEEPER", "CHAMPION")
    assert "ACT-CHG-01" not in asked(keeper)
    assert asked(both)["ACT-CHG-01"] == ("work_output", 3, "required")
    assert asked(keeper).keys() < asked(both).keys()
    assert Posting.objects.filter(person=both).count() == 2
