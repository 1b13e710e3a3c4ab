"""Drafting, previewing and publishing the matrix."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from curricula.milestones.editing import TEXTS
from curricula.models import Activity, Assignment, MatrixVersion, Requirement
from curricula.processes.editing import EXCEPTION_FIELDS, PLAN_FIELDS, STEP_FIELDS
from curricula.training import matrix_services as services
from curricula.training.matrix_queries import canonical_matrix, cells_of_version
from lms.foundation.api import is_genuine
from lms.foundation.audit.field_words import field_word
from lms.foundation.models import AuditEntry, Person
from tests.factories import (
    make_activity,
    make_go_live,
    make_person,
    make_posting,
    make_requirement,
    named,
    published_matrix,
)

pytestmark = pytest.mark.django_db


def _values(cell: Requirement, **changes: Any) -> dict[str, Any]:
    return {**{name: getattr(cell, name) for name in services.CELL_FIELDS}, **changes}


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead")


@pytest.fixture
def clerk() -> Person:
    person = make_person("周婷")
    make_go_live()
    make_posting(person)
    return person


@pytest.mark.requirement("A46", "A136")
def test_a_change_asks_nobody_until_it_is_published_and_then_at_once(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    other = make_activity("ACT-P2P-04")
    draft = services.open_draft(lead)
    services.save_cell(
        draft, _values(cell, activity_id=other.pk), replaces=None, actor=lead, reason="CAPA 2026-017", edit_count=0
    )
    assert not Assignment.objects.filter(activity=other).exists()
    found = services.preview(draft)
    assert (found.added, found.removed, found.altered, found.people, found.minutes) == (1, 0, 0, 1, 30)
    draft.refresh_from_db()
    version = services.publish_matrix(draft, signer=lead, note="CAPA 2026-017", edit_count=draft.edit_count)
    assert Assignment.objects.get(activity=other).person == clerk
    assert version.state == MatrixVersion.State.PUBLISHED
    assert version.signature is not None
    assert is_genuine(version.signature, canonical_matrix(cells_of_version(version)))


def test_an_older_version_still_reads_as_it_was_signed(lead: Person, clerk: Person) -> None:
    cell = make_requirement(level=3)
    first = published_matrix()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)
    draft.refresh_from_db()
    second = services.publish_matrix(draft, signer=lead, note="raised", edit_count=draft.edit_count)
    first.refresh_from_db()
    assert first.state == MatrixVersion.State.SUPERSEDED
    assert [one.level for one in cells_of_version(first)] == [3]
    assert [one.level for one in cells_of_version(second)] == [4]
    assert Assignment.objects.get().level == 4


def test_publishing_twice_counts_once(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)
    services.publish_matrix(draft, signer=lead, note="raised", edit_count=1)
    services.publish_matrix(draft, signer=lead, note="raised", edit_count=1)
    assert MatrixVersion.objects.count() == 2
    assert AuditEntry.objects.filter(action="sign").count() == 1


def test_a_stale_form_is_refused_and_changes_nothing(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)
    with pytest.raises(services.MatrixRefused) as refusal:
        services.save_cell(
            draft, _values(cell, level=2), replaces=cell, actor=make_person("何雪"), reason="lowered", edit_count=0
        )
    assert refusal.value.code == "STALE"
    assert [one.level for one in Requirement.objects.filter(until=None)] == [4]


@pytest.mark.requirement("A46")
def test_a_high_risk_cell_is_not_closed_by_an_exam(lead: Person) -> None:
    cell = make_requirement()
    with pytest.raises(services.MatrixRefused, match=r"high-risk|高风险"):
        services.save_cell(
            services.open_draft(lead),
            _values(cell, method="exam"),
            replaces=cell,
            actor=lead,
            reason="quick",
            edit_count=0,
        )


def test_discarding_leaves_the_matrix_in_force_as_it_was(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)
    services.discard_draft(draft, actor=lead, reason="not agreed", edit_count=1)
    assert list(Requirement.objects.values_list("level", "until")) == [(3, None)]
    assert not MatrixVersion.objects.filter(state="draft").exists()
    assert list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True)) == ["change", "discard"]


def test_a_window_that_saw_a_draft_does_not_discard_what_was_published_meanwhile(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)
    stale = MatrixVersion.objects.get(pk=draft.pk)
    services.publish_matrix(draft, signer=lead, note="raised", edit_count=1)
    with translation.override("en"), pytest.raises(services.MatrixRefused, match="has been published"):
        services.discard_draft(stale, actor=lead, reason="not agreed", edit_count=1)
    in_force = MatrixVersion.objects.get(pk=draft.pk)
    assert list(Requirement.objects.order_by("level").values_list("level", "until")) == [(3, in_force.pk), (4, None)]


def test_a_draft_discarded_in_two_windows_is_discarded_once(lead: Person) -> None:
    draft = services.open_draft(lead)
    for window in (MatrixVersion.objects.get(pk=draft.pk), MatrixVersion.objects.get(pk=draft.pk)):
        services.discard_draft(window, actor=lead, reason="not agreed", edit_count=0)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["discard"]


def test_a_draft_that_a_colleague_changed_meanwhile_is_not_discarded_unseen(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)

    with translation.override("en"), pytest.raises(services.MatrixRefused, match="Somebody has changed the draft"):
        services.discard_draft(draft, actor=lead, reason="not agreed", edit_count=0)

    assert MatrixVersion.objects.get(state="draft") == draft


def test_publishing_asks_why(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)

    with translation.override("en"), pytest.raises(services.MatrixRefused, match="why the matrix changes"):
        services.publish_matrix(draft, signer=lead, note="  ", edit_count=1)

    assert MatrixVersion.objects.get(pk=draft.pk).state == "draft"


def test_the_preview_counts_the_minutes_that_a_cell_says_otherwise_than_its_activity(
    lead: Person, clerk: Person
) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(
        draft, _values(cell, minutes_override=50), replaces=cell, actor=lead, reason="longer", edit_count=0
    )

    found = services.preview(draft)

    assert (found.added, found.removed, found.altered, found.cells_changed, found.minutes) == (0, 0, 0, 1, 20)


def test_the_signature_binds_what_a_cell_says_otherwise_than_its_activity(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(
        draft, _values(cell, new_skill_en="Count first"), replaces=cell, actor=lead, reason="x", edit_count=0
    )
    version = services.publish_matrix(draft, signer=lead, note="why", edit_count=1)

    Requirement.objects.filter(until__isnull=True).update(new_skill_en="Count last")

    assert version.signature is not None
    assert not is_genuine(version.signature, canonical_matrix(cells_of_version(version)))


def test_an_ended_cell_withdraws_the_assignment_and_keeps_the_row_readable(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    services.refresh_assignments()
    draft = services.open_draft(lead)
    services.end_cell(draft, cell, actor=lead, reason="step was dropped", edit_count=0)
    assert services.preview(draft).removed == 1
    services.publish_matrix(draft, signer=lead, note="step was dropped", edit_count=1)
    assert not Assignment.objects.exists()
    assert Requirement.objects.get().until == draft


def test_prerequisites_in_a_circle_are_refused_with_their_names(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    first, second = cell.activity, make_activity("ACT-P2P-07")
    first.prerequisites.add(second)
    second.prerequisites.add(first)
    draft = services.open_draft(lead)
    services.save_cell(draft, _values(cell, level=4), replaces=cell, actor=lead, reason="raised", edit_count=0)
    with pytest.raises(services.MatrixRefused, match="ACT-P2P-02 → ACT-P2P-07 → ACT-P2P-02"):
        services.publish_matrix(draft, signer=lead, note="raised", edit_count=1)
    assert MatrixVersion.objects.get(state="draft")


def test_two_leads_share_the_one_draft(lead: Person) -> None:
    published_matrix()
    assert services.open_draft(lead) == services.open_draft(make_person("韩冰", "training_lead"))


@pytest.mark.requirement("A54", "A55")
def test_due_day_planned_day_and_buffer_follow_from_the_go_live(lead: Person, clerk: Person) -> None:
    named(Activity, "ACT-P2P-02", form="drill", assessment="drill")
    make_requirement(due_offset_days=-10, buffer_days=3)
    services.refresh_assignments()
    row = Assignment.objects.get()
    assert (row.due_on, row.planned_on) == (date(2026, 11, 21), date(2026, 11, 18))


def test_the_trail_names_a_requirement_by_codes_in_the_readers_words(lead: Person, clerk: Person) -> None:
    cell = make_requirement()
    draft = services.open_draft(lead)
    services.save_cell(
        draft, _values(cell, level=4, new_skill_zh="先点数"), replaces=cell, actor=lead, reason="x", edit_count=0
    )

    entry = AuditEntry.objects.get(subject_kind="requirement")

    assert entry.after is not None
    assert (entry.after["job_role"], entry.after["activity"]) == ("RECV", "ACT-P2P-02")
    with translation.override("zh-hans"):
        assert entry.differences == [("级别", "3", "4"), ("新技能（中文）", "", "先点数")]
    assert [name for name in entry.after if field_word(name) == name] == []


@pytest.mark.parametrize(
    "names", [STEP_FIELDS, EXCEPTION_FIELDS, PLAN_FIELDS, (*TEXTS, "starts_at", "ends_at", "is_pinned")]
)
def test_every_field_that_is_edited_has_a_word_in_the_trail(names: tuple[str, ...]) -> None:
    with translation.override("zh-hans"):
        assert [name for name in names if field_word(name) == name] == []
