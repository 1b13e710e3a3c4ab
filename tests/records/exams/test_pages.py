"""The pages of examinations: who finds them, what they say, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from curricula.api import refresh_assignments
from lms.foundation.models import Person, PersonalDataRead
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.exam_loading import keep_exam
from lms.records.exams.models import Exam, ExamAttempt, ExamItem, Question
from tests.factories import make_activity, make_person, make_requirement
from tests.records.exams.factories import answer_all, blueprint, make_candidate, make_exam_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> ExamItem:
    return make_exam_item()


@pytest.fixture
def owner(item: ExamItem) -> Person:
    return make_candidate(item)


@pytest.fixture
def attempt(owner: Person, item: ExamItem) -> ExamAttempt:
    return start_attempt(owner, item)


def signed_in(person: Person, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(person)
    client.cookies["django_language"] = language
    return client


def htmx(client: Client, url: str, data: dict[str, str]) -> Any:
    return client.post(url, data, headers={"hx-request": "true"})


def body(response: Any) -> str:
    return (response.getvalue() if response.streaming else response.content).decode()


def question_url(attempt: ExamAttempt, position: int = 1) -> str:
    return reverse("exam-question", args=[attempt.uuid, position])


def save_url(attempt: ExamAttempt, position: int = 1) -> str:
    return reverse("exam-save", args=[attempt.uuid, position])


ATTEMPT_PAGES = ("exam-attempt", "exam-review", "exam-result")


@pytest.mark.requirement("A56")
@pytest.mark.parametrize("name", ATTEMPT_PAGES)
def test_a_running_attempt_is_found_by_its_owner_only(attempt: ExamAttempt, item: ExamItem, name: str) -> None:
    url = reverse(name, args=[attempt.uuid])
    colleague = make_candidate(item, "王芳")
    stranger = make_person("陌生人")
    lead = make_person("林慧", "training_lead")
    assert signed_in(attempt.person).get(url, follow=True).status_code == 200
    assert [signed_in(person).get(url).status_code for person in (colleague, stranger, lead)] == [404, 404, 404]
    anonymous = Client().get(url)
    assert (anonymous.status_code, anonymous["Location"]) == (302, f"{reverse('sign-in')}?next={url}")


def test_saving_and_handing_in_for_another_is_not_found(attempt: ExamAttempt, item: ExamItem) -> None:
    colleague = signed_in(make_candidate(item, "王芳"))
    assert htmx(colleague, save_url(attempt), {"answer": "a"}).status_code == 404
    assert colleague.post(question_url(attempt), {"answer": "a"}).status_code == 404
    assert colleague.post(reverse("exam-submit", args=[attempt.uuid])).status_code == 404
    attempt.refresh_from_db()
    assert (attempt.state, attempt.questions.get(position=1).given) == ("open", None)


@pytest.mark.requirement("A56")
def test_a_locked_result_is_read_by_owner_and_lead_and_the_reading_is_noted(
    attempt: ExamAttempt, item: ExamItem
) -> None:
    submit_attempt(attempt)
    url = reverse("exam-result", args=[attempt.uuid])
    assert signed_in(attempt.person).get(url).status_code == 200
    assert not PersonalDataRead.objects.exists()
    lead = make_person("林慧", "training_lead")
    assert signed_in(lead).get(url).status_code == 200
    assert signed_in(make_candidate(item, "王芳")).get(url).status_code == 404
    assert list(PersonalDataRead.objects.values_list("reader", "subject")) == [(lead.pk, attempt.person_id)]


@pytest.mark.parametrize("name", ["question-bank", "exams-all"])
def test_the_bank_is_found_by_those_who_keep_it(item: ExamItem, owner: Person, name: str) -> None:
    lead, author, auditor = (make_person("甲", role) for role in ("training_lead", "author", "auditor"))
    pages = [signed_in(person).get(reverse(name)).status_code for person in (lead, author, auditor)]
    assert pages == [200, 200, 200]
    assert signed_in(owner).get(reverse(name)).status_code == 404
    assert Client().get(reverse(name)).status_code == 302


def test_a_question_with_its_answers_is_never_shown_to_a_candidate(item: ExamItem, owner: Person) -> None:
    question: Any = Question.objects.non_polymorphic().first()
    exam = Exam.objects.get()
    for url in (reverse("question", args=[question.uuid]), reverse("exam-blueprint", args=[exam.uuid])):
        assert signed_in(owner).get(url).status_code == 404
        page = signed_in(make_person("林慧", "author")).get(url)
        assert page.status_code == 200
    assert "why b" in body(signed_in(make_person("作者", "author")).get(reverse("question", args=[question.uuid])))


def test_a_running_question_page_does_not_give_the_answer_away(attempt: ExamAttempt) -> None:
    page = body(signed_in(attempt.person).get(question_url(attempt)))
    assert "option a" in page
    assert "why a" not in page
    assert "correct" not in page


def test_the_rules_are_read_before_beginning_and_one_click_begins(item: ExamItem, owner: Person) -> None:
    client = signed_in(owner)
    page = body(client.get(reverse("exam", args=[item.uuid])))
    assert "20 minutes by the server" in page
    assert "0 of 3 used; 24 hours between two attempts" in page
    answer = client.post(reverse("exam-start", args=[item.uuid]), follow=True)
    assert answer.redirect_chain[-1][0] == question_url(ExamAttempt.objects.get())


def test_an_exam_that_is_not_asked_is_not_found_and_cannot_be_begun(item: ExamItem, owner: Person) -> None:
    stranger = signed_in(make_person("陌生人"))
    assert stranger.get(reverse("exam", args=[item.uuid])).status_code == 404
    assert stranger.post(reverse("exam-start", args=[item.uuid])).status_code == 404
    lead = signed_in(make_person("林慧", "training_lead"))
    assert lead.get(reverse("exam", args=[item.uuid]))["Location"] == reverse("exam-blueprint", args=[item.exam.uuid])


@pytest.mark.requirement("A56")
def test_a_whole_attempt_works_without_scripts(attempt: ExamAttempt) -> None:
    client = signed_in(attempt.person)
    for position in (1, 2, 3):
        answer = client.post(question_url(attempt, position), {"answer": "a", "confidence": "sure", "go": position + 1})
        assert answer["Location"] == question_url(attempt, position + 1)
    answer = client.post(question_url(attempt, 4), {"answer": "a", "go": "review"})
    assert answer["Location"] == reverse("exam-review", args=[attempt.uuid])
    assert "Every question has an answer" in body(client.get(answer["Location"]))
    result = client.post(reverse("exam-submit", args=[attempt.uuid]), follow=True)
    assert "100 of 100 points" in body(result)
    assert "Every answer was right" in body(result)


def test_flagging_stays_on_the_question_and_shows_on_the_map(attempt: ExamAttempt) -> None:
    client = signed_in(attempt.person)
    answer = client.post(question_url(attempt), {"answer": "b", "flag": "1", "revision": "0"}, follow=True)
    assert answer.redirect_chain == [(question_url(attempt), 302)]
    assert 'data-q="done" data-flag aria-current="step"' in body(answer)


def test_after_a_lost_session_one_signs_in_and_stands_at_the_same_question(attempt: ExamAttempt) -> None:
    client = signed_in(attempt.person)
    htmx(client, save_url(attempt, 3), {"answer": "a", "confidence": "sure", "revision": "0"})
    client.logout()
    lost = htmx(client, save_url(attempt, 3), {"answer": "b", "revision": "1"})
    assert lost["HX-Redirect"] == f"{reverse('sign-in')}?next={question_url(attempt, 3)}"
    page = client.get(question_url(attempt, 3))
    assert page["Location"] == f"{reverse('sign-in')}?next={question_url(attempt, 3)}"
    client.force_login(attempt.person)
    again = client.get(reverse("exam-attempt", args=[attempt.uuid]))
    assert again["Location"] == question_url(attempt, 3)
    assert 'value="a" checked' in body(client.get(again["Location"]))


def test_who_lost_the_session_reads_at_the_door_that_the_answer_is_kept(attempt: ExamAttempt) -> None:
    client = signed_in(attempt.person)
    client.logout()
    client.cookies["django_language"] = "en"
    lost = htmx(client, save_url(attempt), {"answer": "b", "revision": "0"})
    assert "Your answer is kept in this window: sign in, and it is saved by itself." in body(
        client.get(lost["HX-Redirect"])
    )


def test_the_result_leads_its_owner_back_to_the_path_and_nobody_else(attempt: ExamAttempt) -> None:
    answer_all(attempt)
    submit_attempt(attempt)
    url, back = reverse("exam-result", args=[attempt.uuid]), f'href="{reverse("my-path")}">'
    pages = [body(signed_in(who).get(url)) for who in (attempt.person, make_person("吴岚", "training_lead"))]
    assert ["Back to my path" in page and back in page for page in pages] == [True, False]


def test_two_windows_are_told_which_answer_stands(attempt: ExamAttempt) -> None:
    client = signed_in(attempt.person)
    first = htmx(client, save_url(attempt), {"answer": "b", "revision": "0"})
    assert 'name="revision" value="1"' in body(first)
    second = htmx(client, save_url(attempt), {"answer": "c", "revision": "0"})
    assert "your answer here has taken its place" in body(second)
    assert 'name="revision" value="2"' in body(second)
    client.post(reverse("exam-submit", args=[attempt.uuid]))
    late = htmx(client, save_url(attempt), {"answer": "d", "revision": "2"})
    assert late.status_code == 409
    assert "is locked. Open the result." in body(late)


@pytest.mark.requirement("A56")
def test_a_late_answer_is_refused_and_the_result_is_there(attempt: ExamAttempt, settings: Any) -> None:
    client = signed_in(attempt.person)
    htmx(client, save_url(attempt), {"answer": "a", "revision": "0"})
    settings.CLOCK_SHIFT = timedelta(minutes=21)
    late = htmx(client, save_url(attempt), {"answer": "b", "revision": "1"})
    assert late.status_code == 409
    assert "your time was over at" in body(late)
    assert "25 of 100 points" in body(client.get(reverse("exam-result", args=[attempt.uuid])))


def test_opening_an_attempt_whose_time_is_over_hands_it_in(attempt: ExamAttempt, settings: Any) -> None:
    settings.CLOCK_SHIFT = timedelta(minutes=21)
    page = signed_in(attempt.person).get(question_url(attempt), follow=True)
    assert page.redirect_chain == [(reverse("exam-result", args=[attempt.uuid]), 302)]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.is_overdue) == ("locked", True)


def test_handing_in_twice_from_the_page_shows_one_result(attempt: ExamAttempt) -> None:
    client = signed_in(attempt.person)
    answers = [client.post(reverse("exam-submit", args=[attempt.uuid])) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {reverse("exam-result", args=[attempt.uuid])}
    assert attempt.responses.count() == 4


def test_the_result_says_what_is_not_known_yet_and_what_one_was_sure_of(attempt: ExamAttempt) -> None:
    answer_all(attempt, "b", "certain")
    attempt.questions.filter(section="B").update(given="a")
    submit_attempt(attempt)
    page = body(signed_in(attempt.person).get(reverse("exam-result", args=[attempt.uuid])))
    assert "50 of 100 points" in page
    assert "P2P-40 P2P-40</b> · 2 of 2 not right" in page.replace("</a>", "")
    assert page.count("Quite certain</li>") == 2
    assert "why b" in page
    assert "The next attempt opens at" in page


@pytest.mark.requirement("A79")
def test_results_are_listed_to_their_owner_and_exported_by_the_lead(attempt: ExamAttempt, item: ExamItem) -> None:
    submit_attempt(attempt)
    other = start_attempt(make_candidate(item, "王芳"), item)
    submit_attempt(other)
    url = reverse("assessment-results")
    own = body(signed_in(attempt.person).get(url, {"export": "csv"}))
    assert (attempt.person.number in own, other.person.number in own) == (True, False)
    lead = body(signed_in(make_person("林慧", "training_lead")).get(url, {"export": "csv", "method": "exam"}))
    assert (attempt.person.number in lead, other.person.number in lead) == (True, True)
    assert "EX-T v1" in lead
    assert Client().get(url).status_code == 302


def test_saving_one_answer_costs_five_queries_at_most(attempt: ExamAttempt, django_assert_num_queries: Any) -> None:
    client = signed_in(attempt.person)
    # session, person, the question, the answer; and, where rows are locked, whether it was handed in meanwhile
    with django_assert_num_queries(5 if connection.features.has_select_for_update else 4):
        htmx(client, save_url(attempt), {"answer": "a", "confidence": "sure", "revision": "0"})
    with django_assert_num_queries(3):
        htmx(client, save_url(attempt), {"answer": "a", "confidence": "sure", "revision": "1"})


@pytest.mark.parametrize("count", [1, 3])
def test_my_exams_cost_the_same_for_one_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    items = [make_exam_item()]
    items += [
        make_exam_item(make_activity(f"ACT-T{nr}", form="exam", assessment="exam"), id=f"EX-T{nr}")
        for nr in range(1, count)
    ]
    person = make_candidate(items[0])
    for one in items[1:]:
        _ask(person, one)
    client = signed_in(person)
    client.get(reverse("exams"))
    with django_assert_num_queries(11):
        page = client.get(reverse("exams"))
    assert body(page).count("<article") == count


def test_a_question_page_costs_six_queries(attempt: ExamAttempt, django_assert_num_queries: Any) -> None:
    client = signed_in(attempt.person)
    client.get(question_url(attempt))
    with django_assert_num_queries(6):
        client.get(question_url(attempt))


def test_a_result_page_stays_under_twenty_queries(attempt: ExamAttempt, django_assert_max_num_queries: Any) -> None:
    answer_all(attempt, "b")
    submit_attempt(attempt)
    client = signed_in(attempt.person)
    with django_assert_max_num_queries(20):
        client.get(reverse("exam-result", args=[attempt.uuid]))


def test_the_question_bank_costs_the_same_for_every_length(item: ExamItem, django_assert_num_queries: Any) -> None:
    client = signed_in(make_person("林慧", "training_lead"))
    client.get(reverse("question-bank"))
    with django_assert_num_queries(7):
        page = client.get(reverse("question-bank"))
    assert "Q-P2P-40-01" in body(page)


def test_the_lead_allows_one_more_from_the_list(owner: Person) -> None:
    item = make_exam_item_with_one_attempt()
    person = make_candidate(item, "王芳")
    attempt = start_attempt(person, item)
    submit_attempt(attempt)
    client = signed_in(make_person("林慧", "training_lead"))
    url = reverse("exam-allow", args=[item.uuid, person.number])
    assert url in body(client.get(reverse("exams-all")))
    assert client.post(url, {"reason": " "}, follow=True).status_code == 200
    assert person.extra_attempts.count() == 0
    client.post(url, {"reason": "coached at the dock"})
    assert person.extra_attempts.get().reason == "coached at the dock"
    assert signed_in(person).get(url).status_code == 404


def make_exam_item_with_one_attempt() -> ExamItem:
    keep_exam(blueprint(attempts=1, wait_hours=0))
    return ExamItem.objects.select_related("exam", "activity").get()


def _ask(person: Person, item: ExamItem) -> None:
    make_requirement("RECV", item.activity, method="exam", risk="medium")
    refresh_assignments(people=[person.pk])
