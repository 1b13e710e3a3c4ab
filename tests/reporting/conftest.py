"""A go-live with something red, something green, and people who propose, decide, head a department or only look on."""

from datetime import date

import pytest

from curricula.models import Department, GoLive
from lms.foundation.models import Person
from reporting.models import Snapshot
from reporting.snapshots.taking import take_snapshot
from tests.factories import make_activity, make_person, make_requirement, make_step, named
from tests.reporting.factories import go_live_at, make_type, make_worked_step, make_worker, qualify, settle_all, show


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead", name_latin="Wu Lan")


@pytest.fixture
def executive() -> Person:
    return make_person("赵敏", "executive", name_latin="Zhao Min")


@pytest.fixture
def head(go_live: GoLive) -> Person:
    """The manager whose department is the warehouse."""
    return Person.objects.get(name="陆建国")


@pytest.fixture
def other_head(go_live: GoLive) -> Person:
    """The manager of a department that has nobody here."""
    person = make_person("沈宇", "manager", name_latin="Shen Yu")
    Department.objects.filter(code="QUA").update(head=person)
    return person


@pytest.fixture
def go_live(lead: Person) -> GoLive:
    """Five inspectors by night, four of whom passed the drill, one of whom held a certificate until 15 November."""
    go_live = go_live_at()
    ipqc = make_type("QL-IPQC", make_worked_step("MFG-50", does="IPQC"))
    drill = make_activity("ACT-MFG-01")
    drill.steps.set([make_step("MFG-50")])
    make_requirement("IPQC", drill)
    for number in range(5):
        person = make_worker(f"检{number}")
        if number:
            show(person, drill)
    qualify(person, ipqc, until=date(2026, 11, 15))
    head = make_person("陆建国", "manager", name_latin="Lu Jianguo")
    Department.objects.filter(code="WHS").update(head=head, name_zh="仓储", name_en="Warehouse")
    named(Department, "QUA")
    settle_all()
    return go_live


@pytest.fixture
def snapshot(go_live: GoLive, lead: Person) -> Snapshot:
    return take_snapshot(go_live, actor=lead)
