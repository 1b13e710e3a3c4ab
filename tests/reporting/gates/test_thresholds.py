"""Moving a goal-post: in the open, with a reason, and never by the wrong hands."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from curricula.models import GoLive, Milestone
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry, Person
from reporting.gates.thresholds import ThresholdRefused, lock_day, move_threshold, thresholds_in_force
from reporting.gates.values import Thresholds
from reporting.models import ThresholdMove
from tests.factories import make_person, moment
from tests.reporting.factories import go_live_at

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {"dimension": "coverage", "green": Decimal(92), "amber": Decimal(88)}


@pytest.fixture
def go_live() -> GoLive:
    return go_live_at()


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead")


def at(monkeypatch: Any, text: str) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment(text))


def test_defaults_are_those_of_the_published_table(go_live: GoLive) -> None:
    in_force = thresholds_in_force(go_live)
    assert {
        code: (limits.green, limits.amber)
        for code, limits in in_force.items()
        if code in {"coverage", "exams", "proficiency"}
    } == {
        "coverage": (95, 90),
        "exams": (95, 85),
        "proficiency": (90, 80),
    }


def test_move_is_in_force_and_on_record(go_live: GoLive, lead: Person, monkeypatch: Any) -> None:
    at(monkeypatch, "2026-11-06 10:00")
    move = move_threshold(go_live, **NEW, actor=lead, reason="七名成都新人 23 日到岗")
    assert thresholds_in_force(go_live)["coverage"] == Thresholds(Decimal(92), Decimal(88))
    assert (move.old_green, move.old_amber, move.is_after_lock) == (95, 90, True)
    entry = AuditEntry.objects.get(subject_kind="threshold")
    assert (entry.before, entry.after, entry.reason) == (
        {"green": "95", "amber": "90"},
        {"green": "92", "amber": "88"},
        "七名成都新人 23 日到岗",
    )


def test_move_before_the_lock_is_not_marked(go_live: GoLive, lead: Person, monkeypatch: Any) -> None:
    at(monkeypatch, "2026-11-02 10:00")
    assert not move_threshold(go_live, **NEW, actor=lead, reason="试行").is_after_lock


def test_lock_is_the_milestone_or_28_days_before(go_live: GoLive) -> None:
    assert lock_day(go_live) == date(2026, 11, 3)
    Milestone.objects.create(
        go_live=go_live,
        code="M-LOCK",
        kind="threshold_lock",
        name_zh="锁",
        name_en="Lock",
        starts_at=moment("2026-11-05 18:00"),
    )
    assert lock_day(go_live) == date(2026, 11, 5)


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "  "},
        {"dimension": "cover"},
        {"dimension": "unknown"},
        {"green": Decimal(80)},
        {"green": Decimal(101)},
        {"amber": Decimal(-1)},
        {"green": Decimal(95), "amber": Decimal(90)},
    ],
)
def test_refused_move_changes_nothing(go_live: GoLive, lead: Person, change: dict[str, Any]) -> None:
    with pytest.raises(ThresholdRefused):
        move_threshold(go_live, **{**NEW, "reason": "因为", **change}, actor=lead)
    assert not ThresholdMove.objects.exists()


@pytest.mark.parametrize("role", ["executive", "manager", "auditor", "administrator"])
def test_nobody_but_a_lead_moves_a_threshold(go_live: GoLive, role: str) -> None:
    with pytest.raises(ThresholdRefused):
        move_threshold(go_live, **NEW, actor=make_person("赵敏", role), reason="因为")


def test_second_click_moves_nothing_again(go_live: GoLive, lead: Person) -> None:
    move_threshold(go_live, **NEW, actor=lead, reason="因为")
    with pytest.raises(ThresholdRefused):
        move_threshold(go_live, **NEW, actor=lead, reason="因为")
    assert ThresholdMove.objects.count() == 1
