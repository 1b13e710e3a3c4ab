"""A new question of each type made in pages: in use under the next number of its step, and once however often it is sent."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import AuditEntry
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.editing.creating import create_question
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.revising import latest_version
from lms.records.exams.models import Question
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.vocabulary import QuestionKind
from tests.factories import make_person, make_step
from tests.records.exams.factories import answer_all, entry, make_bank, make_candidate, make_exam_item, text
from tests.records.exams.test_editing import as_sent, author, loaded

pytestmark = pytest.mark.django_db
BACKEND = "lms.foundation.accounts.backends.PersonBackend"
REASON = "新步骤还没有题 / The new step has no question yet"


def as_new(kind: str, **changed: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What a browser sends for a new question with the content of one out of the bank, which is gone; and that content."""
    example = loaded(kind)
    wanted = entry_of(example)
    sent = as_sent(example, **{"reason": REASON, "version": "0", "uuid": str(uuid4()), **changed})
    Question.objects.filter(pk=example.pk).delete()
    return sent, wanted


def post_new(client: Client, kind: str, sent: dict[str, str]) -> Any:
    return client.post(reverse("question-new-kind", args=[kind]), sent)


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_new_question_of_each_type_is_in_use_with_all_its_parts_and_on_record(kind: str) -> None:
    sent, wanted = as_new(kind)
    client, person = author()
    answer = post_new(client, kind, sent)
    made: Any = Question.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("question", args=[made.uuid]))
    assert entry_of(made) == wanted | {"id": f"Q-{wanted['step']}-01"}
    assert (made.version, made.state, str(made.uuid)) == (1, "in_use", sent["uuid"])
    written: Any = AuditEntry.objects.get(subject_kind="question", subject_uuid=made.uuid)
    assert (written.actor, written.action, written.reason) == (person, "create", REASON)
    assert written.after == {"code": made.code, "version": 1, "digest": made.digest}


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_the_empty_form_of_each_type_opens_and_sent_empty_saves_nothing(kind: str) -> None:
    make_step("P2P-40")
    client, _person = author()
    page = client.get(reverse("question-new-kind", args=[kind]))
    assert page.status_code == 200
    editor = page.context["editor"]
    empty = {
        f"{section.prefix}-{name}": str(rows.management_form[name].value() or 0)
        for section, rows in editor.sections
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    refused = post_new(client, kind, {**empty, "version": "0", "uuid": str(uuid4())})
    assert refused.status_code == 422
    assert set(refused.context["editor"].form.errors) >= {"stem_zh", "stem_en", "step", "level", "risk", "reason"}
    assert Question.objects.count() == 0


def test_sent_twice_it_is_one_question() -> None:
    sent, _wanted = as_new("single")
    client, _person = author()
    first, second = post_new(client, "single", sent), post_new(client, "single", sent)
    assert first["Location"] == second["Location"]
    assert [str(one) for one in Question.objects.non_polymorphic()] == [f"{Question.objects.get().code} v1"]
    assert AuditEntry.objects.filter(subject_kind="question", action="create", reason=REASON).count() == 1


def test_it_takes_the_next_number_of_its_step_also_after_one_that_was_retired() -> None:
    make_bank()
    Question.objects.non_polymorphic().filter(code="Q-P2P-40-03").update(state="retired")
    made = create_question(
        entry("any", stem=text("asked anew")), uuid=uuid4(), actor=make_person("姚", "author"), reason=REASON
    )
    assert made.code == "Q-P2P-40-04"


def test_what_a_question_in_use_asks_already_is_refused_by_name() -> None:
    make_bank()
    person = make_person("姚", "author")
    with pytest.raises(QuestionRefused, match="Q-P2P-40-02"):
        create_question(entry("any", stem=text("stem of Q-P2P-40-02")), uuid=uuid4(), actor=person, reason=REASON)
    assert Question.objects.count() == 6


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"parts-1-correct": "on"}, "exactly one of them is right"),
        ({"stem_en": "两种语言"}, "There is Chinese in the English text."),
        ({"stem_zh": ""}, "This field is required."),
        ({"parts-0-feedback_zh": ""}, "This field is required."),
        ({"reason": " "}, "This field is required."),
    ],
    ids=["two right", "one language", "empty", "no feedback", "no reason"],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_saved(changed: dict[str, str], sentence: str) -> None:
    sent, _wanted = as_new("single")
    client, _person = author()
    page = post_new(client, "single", sent | changed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Question.objects.count() == 0


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_it_is_looked_at_as_it_is_asked_without_being_saved_and_without_a_reason(kind: str) -> None:
    sent, wanted = as_new(kind, reason="")
    client, _person = author()
    page = post_new(client, kind, sent | {"show": "en"})
    assert page.status_code == 200
    shown = page.content.decode()[
        page.content.decode().index('id="asked-h"') : page.content.decode().index("data-guard")
    ]
    assert 'class="stem"' in shown
    parts = wanted.get("options") or wanted.get("items") or wanted.get("left") or wanted.get("gaps") or []
    names = {"ordering": "place-", "matching": "match-", "gap_fill": "gap-"}
    for part in parts:
        assert (f'name="{names[kind]}{part["key"]}"' if kind in names else f'value="{part["key"]}"') in shown
    for part in parts:
        if "feedback" in part:
            assert part["feedback"]["en"][:20] not in shown
    assert Question.objects.count() == 0


def test_the_preview_names_the_exam_and_the_critical_section_that_will_draw_it() -> None:
    make_exam_item()
    client, _person = author()
    stored = latest_version("Q-P2P-40-01")
    sent = as_sent(stored, version="0", uuid=str(uuid4()), stem_zh="新问", stem_en="Asked anew", show="en")
    page = post_new(client, "single", sent)
    assert [(one.exam.code, one.section.key, one.section.is_critical, one.items) for one in page.context["drawn_by"]] == [
        ("EX-T", "A", True, 2)
    ]  # fmt: skip
    assert "critical, own pass mark 100" in page.content.decode()
    elsewhere = post_new(client, "single", sent | {"level": "remember"})
    assert elsewhere.context["drawn_by"] == []
    assert "No exam in use draws from this step" in elsewhere.content.decode()


@pytest.mark.requirement("A56")
def test_a_new_question_is_drawn_answered_and_counted() -> None:
    item = make_exam_item()
    client, _person = author()
    for code in ("Q-P2P-40-01", "Q-P2P-40-02"):
        Question.objects.non_polymorphic().filter(code=code).update(state="retired")
    sent = as_sent(latest_version("Q-P2P-40-03"), version="0", uuid=str(uuid4()), stem_zh="新问", stem_en="Asked anew")
    assert post_new(client, "single", sent).status_code == 302
    attempt = start_attempt(make_candidate(item), item)
    drawn = set(attempt.questions.filter(section="A").values_list("question__code", flat=True))
    assert drawn == {"Q-P2P-40-03", "Q-P2P-40-04"}
    answer_all(attempt)
    assert (submit_attempt(attempt).score, submit_attempt(attempt).passed) == (100, True)


def test_a_stored_question_is_seen_as_asked_in_both_languages_and_gives_nothing_away() -> None:
    question = loaded("situational")
    wanted = entry_of(question)
    client, _person = author()
    address = reverse("question-asked", args=[question.uuid])
    pages = {
        language: client.get(address, {"in": code}).content.decode()
        for language, code in (("zh", "zh-hans"), ("en", "en"))
    }
    for language, page in pages.items():
        assert all(one[language][:8] in page for one in wanted["options"])
        assert not any(one["feedback"][language][:12] in page for one in wanted["options"])


def test_the_list_is_narrowed_by_step_type_and_state_and_exported() -> None:
    make_bank()
    Question.objects.non_polymorphic().filter(code="Q-P2P-60-03").update(state="retired")
    client = Client()
    client.force_login(make_person("林慧", "training_lead", language="en"), backend=BACKEND)
    asked = {"step": "P2P-60", "kind": "single", "state": "in_use", "export": "csv"}
    page = client.get(reverse("question-bank"), asked)
    content = b"".join(page.streaming_content) if page.streaming else page.content  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Code"] for row in rows] == ["Q-P2P-60-01", "Q-P2P-60-02"]
    assert {row["State"] for row in rows} == {"In use"}


@pytest.mark.parametrize("role", ["training_lead", "auditor", "assessor", "executive", "administrator", ""])
def test_nobody_but_an_author_makes_one(role: str) -> None:
    sent, _wanted = as_new("single")
    client = Client()
    client.force_login(make_person("某人", *filter(None, [role])), backend=BACKEND)
    found = [client.get(reverse("question-new")), client.get(reverse("question-new-kind", args=["single"]))]
    assert [page.status_code for page in (*found, post_new(client, "single", sent))] == [404, 404, 404]
    assert Question.objects.count() == 0
    if role in {"training_lead", "auditor"}:
        assert reverse("question-new") not in client.get(reverse("question-bank")).content.decode()


def test_a_stranger_is_sent_to_sign_in_and_an_unknown_type_is_not_there() -> None:
    sent, _wanted = as_new("single")
    answer = post_new(Client(), "single", sent)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("sign-in"))
    assert Question.objects.count() == 0
    client, _person = author()
    assert client.get(reverse("question-new-kind", args=["essay"])).status_code == 404
