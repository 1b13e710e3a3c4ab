"""Two real transactions at once: the second begins before the first is committed, and neither counts twice nor is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from curricula.milestones.editing import Wanted, change_milestone, milestone_record
from curricula.milestones.services import move_go_live
from curricula.models import ChainVersion, EvidenceFact, GoLive, Milestone
from curricula.organisation.leavers import LeaversClosed, deactivate_leavers
from curricula.processes.editing import describe_step, step_record
from curricula.processes.publishing import publish_chain, standings_of
from curricula.processes.working import work_record
from lms.foundation.accounts import standing
from lms.foundation.api import AccessRefused, Refusal, access, clock, digest_of, grant_access, sign, withdraw_access
from lms.foundation.models import AuditEntry, Meaning, Person, Signature
from lms.records.exams.editing.retiring import retire_question
from lms.records.exams.models import Question
from reporting.gates.thresholds import move_threshold
from reporting.models import ThresholdMove
from scenarios.drills.handing_in import hand_in
from scenarios.drills.models import GradeResult
from scenarios.engine.api import Command
from scenarios.sandbox.folding import state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import submit_command
from tests.curricula.processes.test_process_pages import complete_step
from tests.factories import make_person, make_posting
from tests.records.exams.factories import make_bank
from tests.records.qualifications.factories import day, make_type, passed
from tests.reporting.factories import go_live_at
from tests.scenarios.drills.factories import make_attempt

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="the embedded database has one writer; nothing begins meanwhile"
    ),
]
MEANWHILE_S = 0.5
"""seconds the second has to decide, or to wait, before the first is committed"""
LONGEST_S = 30
"""seconds; who waits longer waits for ever"""


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """What each came to: its value, or the refusal. Any other fault is the test's."""

    def told(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refusal as refusal:
            return refusal

    def by_itself() -> Any:
        try:
            return told(second)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            one = told(first)
            running = other.submit(by_itself)
            wait([running], timeout=MEANWHILE_S)
        return one, running.result(timeout=LONGEST_S)


def test_one_signature_of_two_clicks() -> None:
    person = make_person()

    def click() -> Signature:
        return sign(
            person, subject_kind="goal", subject_uuid=person.uuid, subject_version="1", record={"a": 1},
            meaning=Meaning.READ,
        )  # fmt: skip

    one, other = at_once(click, click)
    assert one == other == Signature.objects.get()


def test_the_last_keys_stay_where_two_close_each_others_account() -> None:
    one, other = make_person("贺丽", "super_administrator"), make_person("何山", "super_administrator")
    _closed, refused = at_once(
        lambda: standing.deactivate(other, actor=one, reason="Left"),
        lambda: standing.deactivate(one, actor=other, reason="Left"),
    )
    assert isinstance(refused, AccessRefused)
    assert list(Person.objects.filter(is_active=True)) == [one]


def test_the_last_keys_stay_where_two_take_each_others() -> None:
    one, other = make_person("贺丽", "super_administrator"), make_person("何山", "super_administrator")
    _taken, refused = at_once(
        lambda: withdraw_access(other, access.SUPER_ADMINISTRATOR, actor=one, reason="Left"),
        lambda: withdraw_access(one, access.SUPER_ADMINISTRATOR, actor=other, reason="Left"),
    )
    assert isinstance(refused, AccessRefused)
    assert list(Person.objects.filter(groups__name=access.SUPER_ADMINISTRATOR)) == [one]


def test_rights_kept_apart_stay_apart_where_two_grant_at_once() -> None:
    keys, person = make_person("贺丽", "super_administrator"), make_person()
    _granted, refused = at_once(
        lambda: grant_access(person, access.AUDITOR, actor=keys, reason="Audits"),
        lambda: grant_access(person, access.TRAINING_LEAD, actor=keys, reason="Leads"),
    )
    assert isinstance(refused, AccessRefused)
    assert set(person.groups.values_list("name", flat=True)) == {access.AUDITOR}


def test_a_task_that_is_delivered_twice_closes_each_account_once() -> None:
    make_posting(make_person(), starts_on=day("2026-01-01"), ends_on=day("2026-02-01"))
    found = at_once(lambda: deactivate_leavers(clock.today()), lambda: deactivate_leavers(clock.today()))
    assert found == (LeaversClosed(1), LeaversClosed(0))
    assert AuditEntry.objects.filter(subject_kind="person").count() == 1


def test_an_act_recorded_twice_at_once_is_one_fact() -> None:
    clerk = make_person()
    make_posting(clerk)
    make_type()
    one, other = at_once(lambda: passed(clerk, source_key="act"), lambda: passed(clerk, source_key="act"))
    assert one == other == EvidenceFact.objects.get()


def test_a_question_retired_by_two_clicks_is_retired_once() -> None:
    make_bank()
    author, question = make_person("张三", "author"), Question.objects.order_by("code").first()
    assert question is not None

    def click() -> Question:
        return retire_question(question.code, based_on=1, actor=author, reason="The step was dropped")

    _retired, refused = at_once(click, click)
    assert isinstance(refused, Refusal)
    assert AuditEntry.objects.filter(subject_kind="question", action="retire").count() == 1


def test_a_threshold_moved_by_two_clicks_moves_once() -> None:
    go_live, lead = go_live_at(), make_person("吴岚", "training_lead")

    def click() -> ThresholdMove:
        return move_threshold(
            go_live, dimension="coverage", green=Decimal(92), amber=Decimal(88), actor=lead, reason="Newcomers"
        )

    _moved, refused = at_once(click, click)
    assert isinstance(refused, Refusal)
    assert ThresholdMove.objects.count() == 1


def test_a_chain_published_in_two_windows_is_published_once() -> None:
    step, lead = complete_step(), make_person("吴岚", "training_lead")
    (seen,) = standings_of([step.chain])

    def click() -> ChainVersion:
        return publish_chain(seen.chain, signer=lead, reason="Review", opened=seen.digest, based_on=0)

    one, other = at_once(click, click)
    assert one == other == ChainVersion.objects.get()


def test_a_step_described_while_its_chain_is_published_is_in_no_half_version() -> None:
    step, lead = complete_step(), make_person("吴岚", "training_lead")
    (seen,) = standings_of([step.chain])
    record = step_record(step)
    _described, refused = at_once(
        lambda: describe_step(
            step,
            {"trigger_en": "New"},
            record["exceptions"],
            work_record(step),
            opened=digest_of(record),
            actor=lead,
            reason="Dock",
        ),
        lambda: publish_chain(seen.chain, signer=lead, reason="Review", opened=seen.digest, based_on=0),
    )
    assert isinstance(refused, Refusal)
    assert not ChainVersion.objects.exists()


def test_a_milestone_changed_while_its_go_live_moves_keeps_both() -> None:
    go_live, lead = go_live_at(), make_person("吴岚", "training_lead")
    begins = clock.now() + timedelta(days=3)
    milestone = Milestone.objects.create(
        go_live=go_live, code="MS-X", kind="rehearsal", name_zh="演练", name_en="Rehearsal", starts_at=begins
    )
    wanted = Wanted({"name_zh": "演练", "name_en": "Rehearsal", "note_zh": "", "note_en": "Moved"}, begins, None, False)
    opened = digest_of(milestone_record(milestone))
    at_once(
        lambda: change_milestone(milestone, wanted, opened=opened, actor=lead, reason="A note"),
        lambda: move_go_live(go_live, go_live.on + timedelta(days=7), actor=lead, reason="Later"),
    )
    milestone.refresh_from_db()
    assert (milestone.note_en, milestone.starts_at) == ("Moved", begins + timedelta(days=7))


def test_evidence_and_the_move_of_its_go_live_do_not_wait_for_each_other_for_ever() -> None:
    clerk = make_person()
    make_posting(clerk)
    make_type()
    passed(clerk, source_key="before")
    go_live, lead = GoLive.objects.first() or go_live_at(), make_person("吴岚", "training_lead")
    _fact, _moved = at_once(
        lambda: passed(clerk, source_key="meanwhile"),
        lambda: move_go_live(go_live, go_live.on + timedelta(days=7), actor=lead, reason="Later"),
    )
    assert EvidenceFact.objects.count() == 2


def test_nothing_is_posted_behind_a_hand_in_that_is_being_graded() -> None:
    attempt = make_attempt(make_person())
    stale = Attempt.objects.get(pk=attempt.pk)
    result, refused = at_once(
        lambda: hand_in(attempt, {}), lambda: submit_command(stale, Command("task.create", {}, user="wang.ap"))
    )
    assert isinstance(refused, Refusal)
    assert state_of(attempt).head == GradeResult.objects.get(pk=result.pk).journal_hash
