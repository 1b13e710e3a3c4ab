"""Starting, posting, resetting: what the connection, the cache and a second tab may do, and what they may not."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from lms.foundation.append_only import install_triggers, remove_triggers
from scenarios.engine.api import Command, Outcome, digest, verify_chain
from scenarios.models import Attempt, JournalRow
from scenarios.sandbox import folding
from scenarios.sandbox.folding import entry_of, first_broken_row, opening_of, state_of
from scenarios.sandbox.services import (
    AttemptClosed,
    StaleScreen,
    finish_attempt,
    look_up,
    reset_attempt,
    start_attempt,
    submit_command,
)
from tests.factories import make_person
from tests.scenarios.sandbox.factories import make_attempt, make_version

pytestmark = pytest.mark.django_db


def message(text: str = "Please answer", user: str = "wang.ap") -> Command:
    return Command("message.send", {"to": "V00012", "subject": "Price", "text": text}, user=user)


@pytest.mark.requirement("A44")
def test_starting_twice_with_one_token_begins_once() -> None:
    person, version, token = make_person(), make_version(), uuid4()
    first = start_attempt(person, version, mode="practice", seed=3, token=token)
    again = start_attempt(person, version, mode="assessed", seed=9, token=token)
    assert (again.pk, again.seed, Attempt.objects.count()) == (first.pk, 3, 1)


def test_command_is_journalled_with_its_hash_and_the_state_follows() -> None:
    attempt = make_attempt(make_person())
    before = state_of(attempt)
    done = submit_command(attempt, message())
    rows = list(attempt.rows.all())
    assert (rows[0].seq, rows[0].prev_hash, rows[0].outcome) == (before.seq + 1, before.head, "accepted")
    assert (rows[0].hash, state_of(attempt).head) == (done.entry.hash, rows[-1].hash)
    assert state_of(attempt).own_documents("MSG")[-1]["status"] in {"sent", "received"}


def test_inject_that_answers_is_journalled_in_the_same_breath() -> None:
    attempt = make_attempt(make_person())
    submit_command(attempt, message())
    assert [row.command for row in attempt.rows.all()] == ["message.send", "inject.fire", "message.receive"]


def test_refusal_is_journalled_and_changes_nothing() -> None:
    attempt = make_attempt(make_person())
    before = digest(state_of(attempt))
    done = submit_command(attempt, Command("inv.post", {}, user="wang.ap"))
    assert (done.entry.outcome, attempt.rows.count(), digest(state_of(attempt))) == (Outcome.REFUSED, 1, before)


def test_same_press_twice_posts_once_and_gives_the_first_answer() -> None:
    attempt, token = make_attempt(make_person()), uuid4()
    first = submit_command(attempt, message(), token=token)
    again = submit_command(attempt, message("Something else"), token=token)
    assert (again.is_repeat, again.entry.hash, first.is_repeat) == (True, first.entry.hash, False)
    assert attempt.rows.filter(command="message.send").count() == 1


def test_screen_opened_before_another_post_is_stale_but_a_look_does_not_matter() -> None:
    attempt = make_attempt(make_person())
    seq = state_of(attempt).seq
    look_up(attempt, Command("report.run", {"report": "TB"}, user="wang.ap"))
    submit_command(attempt, message(), expected_seq=seq)
    with pytest.raises(StaleScreen):
        submit_command(attempt, message(), expected_seq=seq)
    assert attempt.rows.filter(command="message.send").count() == 1


def test_two_tabs_at_the_same_instant_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second tab has folded before the first one wrote: the database's number decides."""
    attempt = make_attempt(make_person())
    earlier = state_of(attempt)
    submit_command(attempt, message())
    monkeypatch.setattr("scenarios.sandbox.services.state_of", lambda _attempt: earlier)
    with pytest.raises(StaleScreen):
        submit_command(attempt, message("From the other tab"))
    assert attempt.rows.filter(command="message.send").count() == 1


def test_ended_attempt_takes_nothing_more() -> None:
    attempt = make_attempt(make_person())
    finish_attempt(attempt)
    with pytest.raises(AttemptClosed):
        submit_command(attempt, message())
    look_up(attempt, Command("report.run", {"report": "TB"}, user="wang.ap"))
    assert (attempt.rows.count(), attempt.status) == (0, Attempt.Status.HANDED_IN)


@pytest.mark.requirement("A71")
def test_starting_again_is_a_new_attempt_on_clean_data_and_the_old_one_stays() -> None:
    attempt, token = make_attempt(make_person()), uuid4()
    submit_command(attempt, message())
    fresh = reset_attempt(attempt, seed=4, token=token)
    assert reset_attempt(attempt, seed=5, token=token).pk == fresh.pk
    attempt.refresh_from_db()
    assert (attempt.status, attempt.rows.count(), fresh.rows.count(), fresh.seed) == (Attempt.Status.ABANDONED, 3, 0, 4)
    assert digest(state_of(fresh)) == digest(opening_of(fresh).state)


def test_attempts_do_not_see_each_other() -> None:
    mine, yours = make_attempt(make_person()), make_attempt(make_person("王琳"))
    before = digest(state_of(yours))
    submit_command(mine, message())
    assert digest(state_of(yours)) == before != digest(state_of(mine))


def test_state_is_the_same_from_the_rows_alone() -> None:
    attempt = make_attempt(make_person())
    submit_command(attempt, message())
    submit_command(attempt, Command("clock.advance", {"minutes": 60}, user="wang.ap"))
    kept = state_of(attempt)
    folding._states.clear()
    folded = state_of(attempt)
    assert (digest(folded), folded.head) == (digest(kept), kept.head)
    assert verify_chain(opening_of(attempt).state, [entry_of(row) for row in attempt.rows.all()]) is None


def test_kept_state_that_another_process_has_overtaken_is_folded_on() -> None:
    attempt = make_attempt(make_person())
    submit_command(attempt, message())
    overtaken = state_of(attempt)
    submit_command(attempt, message("Again"))
    present = state_of(attempt)
    folding.keep(attempt.pk, overtaken)
    assert digest(state_of(attempt)) == digest(present)


def test_kept_state_that_is_not_of_this_journal_is_not_believed() -> None:
    attempt, other = make_attempt(make_person()), make_attempt(make_person("王琳"))
    submit_command(attempt, message())
    submit_command(other, message("Another text"))
    right = digest(state_of(attempt))
    submit_command(attempt, message("More"))
    now = digest(state_of(attempt))
    folding.keep(attempt.pk, state_of(other))
    assert digest(state_of(attempt)) == now != right


def test_journal_row_cannot_be_changed_or_deleted() -> None:
    attempt = make_attempt(make_person())
    submit_command(attempt, message())
    for touch in (lambda rows: rows.update(outcome="refused"), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            touch(JournalRow.objects.filter(attempt=attempt))
    assert [row.outcome for row in attempt.rows.all()] == ["accepted"] * 3


def test_row_edited_past_the_guard_is_named() -> None:
    attempt = make_attempt(make_person())
    submit_command(attempt, message())
    assert first_broken_row(attempt) is None
    row = attempt.rows.get(command="message.send")
    remove_triggers()
    JournalRow.objects.filter(pk=row.pk).update(content=row.content.replace("Please answer", "Please wait"))
    edited = first_broken_row(attempt)
    install_triggers()
    assert edited == row.seq


def test_looking_twice_at_the_same_thing_is_one_look() -> None:
    attempt = make_attempt(make_person())
    contract = Command("view.open", {"kind": "CONTRACT", "id": "K26-00012-10001"}, user="wang.ap")
    look_up(attempt, contract)
    look_up(attempt, contract)
    assert [row.outcome for row in attempt.rows.all()] == ["looked_up"]
