"""A tampered snapshot or decision is found and named by the inspector's check."""

import pytest
from django.db import connection

from lms.foundation.api import is_genuine
from lms.foundation.append_only import remove_triggers
from lms.foundation.models import Person
from reporting.models import GoLiveDecision, Snapshot
from reporting.snapshots.deciding import decide_go_live
from reporting.snapshots.verifying import signed_decision, verify_snapshots
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, str]]:
    return [(finding.table, finding.row) for finding in verify_snapshots()]


def test_untouched_records_have_no_findings(snapshot: Snapshot, executive: Person) -> None:
    decide_go_live(snapshot, person=executive, verdict="no_go", reason="r", number=executive.number, password=PASSWORD)
    assert found() == []


@pytest.mark.requirement("B27")
def test_altered_decision_and_score_are_named(snapshot: Snapshot, executive: Person) -> None:
    decide_go_live(snapshot, person=executive, verdict="no_go", reason="r", number=executive.number, password=PASSWORD)
    remove_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_golivedecision SET verdict = 'go'")
        cursor.execute("UPDATE reporting_snapshot SET lists = '{}'")
    assert found() == [("snapshots", "S-0001")]
    decision = GoLiveDecision.objects.get()
    assert not is_genuine(decision.signature, signed_decision(decision.signature))
