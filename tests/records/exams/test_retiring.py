"""A question taken out of use: drawn no more, nothing answered is lost, and no exam is left without enough."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import AuditEntry
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.drawing import Candidate, Row, short_rows
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.retiring import retire_question
from lms.records.exams.editing.revising import latest_version, revise_question
from lms.records.exams.models import ItemResponse, Question
from lms.records.exams.question_loading import load_entries
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.verifying import verify_exams
from tests.factories import make_person
from tests.records.exams.factories import answer_all, entry, make_bank, make_candidate, make_exam_item, text
from tests.records.exams.test_editing import author, edit

pytestmark = pytest.mark.django_db
BACKEND = "lms.foundation.accounts.backends.PersonBackend"
REASON = "该步骤已取消 / The step was dropped"
SHORT = (
    "EX-T “Receiving exam”, section A “Dock”, critical: 1 question short (P2P-40; Apply)."
)  # fmt: skip


def post(client: Client, question: Question, **sent: str) -> Any:
    address = reverse("question-retire", args=[question.uuid])
    return client.post(address, {"version": str(question.version), "reason": REASON} | sent)


def state_of(code: str) -> str:
    return latest_version(code).state


@pytest.mark.requirement("A56")
def test_retired_it_is_drawn_no_more_and_everything_answered_stays() -> None:
    item = make_exam_item(title=text("Receiving exam"))
    learner = make_candidate(item)
    done = start_attempt(learner, item)
    answer_all(done, "b")
    done = submit_attempt(done)
    running = start_attempt(make_candidate(item, "王芳"), item)
    code = running.questions.filter(section="A").values_list("question__code", flat=True)[0]
    client, person = author()
    question = latest_version(code)
    before = list(ItemResponse.objects.values_list("attempt", "question", "credit"))
    answer = post(client, question)
    assert (answer.status_code, answer["Location"]) == (302, reverse("question", args=[question.uuid]))
    assert state_of(code) == "retired"
    written: Any = AuditEntry.objects.get(subject_kind="question", action="retire")
    assert (written.actor, written.reason, written.subject_label) == (person, REASON, f"{code} v1")
    assert (written.before, written.after) == ({"state": "in_use"}, {"state": "retired", "version": 1})
    assert list(ItemResponse.objects.values_list("attempt", "question", "credit")) == before
    answer_all(running)
    assert (submit_attempt(running).score, submit_attempt(running).passed) == (100, True)
    later = start_attempt(make_candidate(item, "赵敏"), item)
    assert code not in later.questions.values_list("question__code", flat=True)
    page = client.get(reverse("question", args=[question.uuid])).content.decode()
    assert REASON in page
    assert reverse("question-retire", args=[question.uuid]) not in page
    assert list(verify_exams()) == []


def test_the_page_says_beforehand_what_stays() -> None:
    item = make_exam_item()
    finished = start_attempt(make_candidate(item), item)
    answer_all(finished)
    submit_attempt(finished)
    code = finished.questions.filter(section="A").values_list("question__code", flat=True)[0]
    client, _person = author()
    page = client.get(reverse("question-retire", args=[latest_version(code).uuid]))
    assert (page.context["answered"], page.context["running"], page.context["shortages"]) == (1, 0, [])
    assert "1 answer stays" in page.content.decode()


def test_the_last_ones_an_exam_needs_are_kept_and_the_section_and_number_are_said() -> None:
    make_exam_item(title=text("Receiving exam"))
    client, _person = author()
    assert post(client, latest_version("Q-P2P-40-01")).status_code == 302
    needed = latest_version("Q-P2P-40-02")
    page = client.get(reverse("question-retire", args=[needed.uuid])).content.decode()
    assert SHORT in page
    assert "<textarea" not in page
    refused = post(client, needed)
    assert refused.status_code == 422
    assert SHORT in refused.content.decode()
    assert state_of("Q-P2P-40-02") == "in_use"
    assert AuditEntry.objects.filter(action="retire").count() == 1


def test_once_another_is_written_it_may_go() -> None:
    make_exam_item()
    person = make_person("姚", "author")
    retire_question("Q-P2P-40-01", based_on=1, actor=person, reason=REASON)
    with pytest.raises(QuestionRefused):
        retire_question("Q-P2P-40-02", based_on=1, actor=person, reason=REASON)
    load_entries([entry("Q-P2P-40-09")])
    assert retire_question("Q-P2P-40-02", based_on=1, actor=person, reason=REASON).state == "retired"


def test_a_draft_or_retired_blueprint_needs_nothing() -> None:
    item = make_exam_item()
    type(item.exam).objects.update(state="retired")
    person = make_person("姚", "author")
    for code in ("Q-P2P-40-01", "Q-P2P-40-02", "Q-P2P-40-03"):
        assert retire_question(code, based_on=1, actor=person, reason=REASON).state == "retired"


def test_moving_a_needed_question_to_another_level_is_refused_the_same_way() -> None:
    make_exam_item(title=text("Receiving exam"))
    client, person = author()
    retire_question("Q-P2P-40-01", based_on=1, actor=person, reason=REASON)
    refused = edit(client, latest_version("Q-P2P-40-02"), level="remember")
    assert refused.status_code == 422
    assert SHORT in refused.content.decode()
    assert (latest_version("Q-P2P-40-02").version, latest_version("Q-P2P-40-02").level) == (1, "apply")


def test_a_second_click_and_an_overtaken_version_change_nothing() -> None:
    make_bank()
    client, person = author()
    question = latest_version("Q-P2P-40-01")
    assert post(client, question).status_code == 302
    again = post(client, question)
    assert again.status_code == 422
    assert "This question is no longer in use." in again.content.decode()
    assert AuditEntry.objects.filter(action="retire").count() == 1
    stale = latest_version("Q-P2P-40-02")
    edit(client, stale, stem_en="Anew")
    with pytest.raises(QuestionRefused, match="2"):
        retire_question("Q-P2P-40-02", based_on=stale.version, actor=person, reason=REASON)
    assert state_of("Q-P2P-40-02") == "in_use"


def test_a_reason_is_needed() -> None:
    make_bank()
    client, person = author()
    page = post(client, latest_version("Q-P2P-40-01"), reason="  ")
    assert page.status_code == 422
    assert 'id="id_reason_error"' in page.content.decode()
    with pytest.raises(Exception, match="say why"):
        retire_question("Q-P2P-40-01", based_on=1, actor=person, reason="")
    assert state_of("Q-P2P-40-01") == "in_use"


def test_saving_a_version_even_unchanged_puts_it_back_into_use() -> None:
    make_bank()
    client, person = author()
    retire_question("Q-P2P-40-01", based_on=1, actor=person, reason=REASON)
    old = latest_version("Q-P2P-40-01")
    assert "puts it back into use" in client.get(reverse("question-edit", args=[old.uuid])).content.decode()
    back = revise_question("Q-P2P-40-01", entry_of(old), based_on=1, actor=person, reason=REASON)
    assert (back.version, back.state, entry_of(back)) == (2, "in_use", entry_of(old))


def test_loading_the_file_again_does_not_bring_it_back() -> None:
    make_bank()
    retire_question("Q-P2P-40-01", based_on=1, actor=make_person("姚", "author"), reason=REASON)
    load_entries([entry("Q-P2P-40-01")])
    assert (latest_version("Q-P2P-40-01").version, state_of("Q-P2P-40-01")) == (1, "retired")


@pytest.mark.parametrize("role", ["training_lead", "auditor", "assessor", "executive", "administrator", ""])
def test_nobody_but_an_author_retires(role: str) -> None:
    make_bank()
    question = latest_version("Q-P2P-40-01")
    client = Client()
    client.force_login(make_person("某人", *filter(None, [role])), backend=BACKEND)
    address = reverse("question-retire", args=[question.uuid])
    assert (client.get(address).status_code, post(client, question).status_code) == (404, 404)
    assert state_of("Q-P2P-40-01") == "in_use"


def test_a_stranger_is_sent_to_sign_in() -> None:
    make_bank()
    answer = post(Client(), latest_version("Q-P2P-40-01"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("sign-in"))
    assert state_of("Q-P2P-40-01") == "in_use"


def test_a_question_that_two_rows_could_take_is_counted_once() -> None:
    wide = Row("A", 2, frozenset({"apply"}), frozenset({"S1", "S2"}))
    narrow = Row("B", 2, frozenset({"apply"}), frozenset({"S2"}))
    pool = [Candidate("q1", "S1", "apply"), Candidate("q2", "S2", "apply"), Candidate("q3", "S2", "apply")]
    assert short_rows([wide, narrow], [*pool, Candidate("q4", "S1", "apply")]) == ()
    assert sum(missing for _row, missing in short_rows([wide, narrow], pool)) == 1
    assert short_rows([narrow], pool[:1]) == ((narrow, 2),)
