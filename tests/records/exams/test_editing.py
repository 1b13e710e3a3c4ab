"""Editing a question in its page: a new version, and nothing that was answered changes."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from lms.foundation.models import AuditEntry, Person
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.editing.editor import Editor
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.revising import latest_version, revise_question
from lms.records.exams.models import Question
from lms.records.exams.question_loading import load_entries
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.verifying import verify_exams
from lms.records.exams.vocabulary import QuestionKind
from tests.factories import make_person, make_step
from tests.records.exams.factories import answer_all, entry, make_candidate, make_exam_item, option, text

pytestmark = pytest.mark.django_db
BANKS = Path("lms/demo/data/questions")
REASON = "收货程序改版 / The receiving procedure was revised"


@cache
def bank() -> dict[str, dict[str, Any]]:
    """One question of each kind out of the demonstration's banks."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(BANKS.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")).get("questions", []):
            found.setdefault(one["type"], one)
    return found


def loaded(kind: str) -> Question:
    made = bank()[kind]
    make_step(made["step"])
    load_entries([made])
    return latest_version(made["id"])


def as_sent(question: Question, **changed: str) -> dict[str, str]:
    """What a browser would send if nothing but `changed` was touched."""
    editor = Editor(question.kind, entry_of(question), version=question.version)
    sent = {name: editor.form[name].value() for name in editor.form.fields}
    for section, rows in editor.sections:
        management = rows.management_form
        sent |= {f"{section.prefix}-{name}": management[name].value() for name in management.fields}
        for row in rows:
            sent |= {row.add_prefix(name): row[name].value() for name in row.fields}
    plain = {name: str(value) for name, value in sent.items() if value is not None and value is not False}
    return plain | {"reason": REASON} | changed


def author() -> tuple[Client, Person]:
    person = make_person("姚凯立", "author", language="en")
    client = Client()
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    return client, person


def edit(client: Client, question: Question, **changed: str) -> Any:
    return client.post(reverse("question-edit", args=[question.uuid]), as_sent(question, **changed))


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_question_of_each_type_comes_back_from_its_form_unchanged(kind: str) -> None:
    question = loaded(kind)
    client, _person = author()
    page = edit(client, question)
    assert page.status_code == 422
    assert "Nothing has changed, so no new version was made." in page.content.decode()
    assert Question.objects.non_polymorphic().count() == 1


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_changed_text_makes_a_version_of_each_type_with_all_its_parts(kind: str) -> None:
    question = loaded(kind)
    before = entry_of(question)
    client, person = author()
    assert edit(client, question, objective_en="Do it well").status_code == 302
    made = latest_version(question.code)
    after = entry_of(made)
    assert after == before | {"objective": before["objective"] | {"en": "Do it well"}}
    assert (made.version, made.state) == (2, "in_use")
    old: Any = Question.objects.non_polymorphic().get(pk=question.pk)
    assert (old.state, entry_of(old)) == ("retired", before)
    written: Any = AuditEntry.objects.get(subject_kind="question", action="revise")
    assert (written.actor, written.reason, written.before["version"], written.after["version"]) == (
        person,
        REASON,
        1,
        2,
    )


@pytest.mark.requirement("A56")
def test_what_was_asked_stays_as_it_was_asked() -> None:
    item = make_exam_item()
    learner = make_candidate(item)
    running = start_attempt(learner, item)
    question = running.questions.select_related("question").first().question  # type: ignore[union-attr]
    client, _person = author()
    edit(client, latest_version(question.code), stem_en="Asked otherwise from now on")
    answer_all(running)
    done = submit_attempt(running)
    assert (done.score, done.passed) == (100, True)
    learners = Client()
    learners.force_login(learner, backend="lms.foundation.accounts.backends.PersonBackend")
    learners.cookies["django_language"] = "en"
    page = learners.get(reverse("exam-result", args=[done.uuid])).content.decode()
    assert f"stem of {question.code}" in page
    assert "Asked otherwise" not in page
    assert list(verify_exams()) == []


def test_the_new_version_is_drawn_and_the_old_one_is_not() -> None:
    item = make_exam_item()
    client, _person = author()
    for code in ("Q-P2P-40-01", "Q-P2P-40-02", "Q-P2P-40-03"):
        edit(client, latest_version(code), stem_en="Anew")
    attempt = start_attempt(make_candidate(item), item)
    drawn = attempt.questions.filter(section="A").values_list("question__version", "question__state")
    assert list(drawn) == [(2, "in_use")] * 2


def test_a_second_click_and_a_second_author_are_refused_and_keep_their_words() -> None:
    question = loaded("single")
    client, _person = author()
    sent = as_sent(question, stem_en="Mine")
    address = reverse("question-edit", args=[question.uuid])
    assert client.post(address, sent).status_code == 302
    page = client.post(address, {**sent, "stem_en": "Mine, a little later"})
    assert page.status_code == 422
    assert "Meanwhile version 2 of this question was saved." in page.content.decode()
    assert "Mine, a little later" in page.content.decode()
    assert latest_version(question.code).version == 2


def test_a_reason_is_needed() -> None:
    question = loaded("single")
    client, person = author()
    page = edit(client, question, stem_en="Mine", reason=" ")
    assert page.status_code == 422
    assert 'id="id_reason_error"' in page.content.decode()
    assert latest_version(question.code).version == 1
    wanted = entry_of(question) | {"source": "elsewhere"}
    with pytest.raises(Exception, match="say why"):
        revise_question(question.code, wanted, based_on=1, actor=person, reason="")
    assert latest_version(question.code).version == 1


WRONG = [
    ("single", {"parts-1-correct": "on"}, "exactly one of them is right"),
    ("single", {"parts-0-DELETE": "on"}, "four options"),
    ("single", {"parts-1-key": "a"}, "the same key"),
    ("single", {"stem_en": "两种语言"}, "There is Chinese in the English text."),
    ("single", {"difficulty": "1.5"}, "less than or equal to 1"),
    ("multiple", {f"parts-{n}-correct": "on" for n in range(5)}, "at least one is wrong"),
    ("true_false", {"parts-0-correct": "on", "parts-1-correct": "on"}, "not both and not neither"),
    ("situational", {f"parts-{n}-credit": "1" for n in range(4)}, "one best (1)"),
    ("ordering", {"parts-0-place": "1", "parts-1-place": "1"}, "count from 1 without gap"),
    ("matching", {"parts-0-right": "nowhere"}, "named by its key"),
    ("gap_fill", {"stem_zh": "没有空"}, "stands in both texts as ____"),
    ("gap_fill", {"parts-0-accepted_en": " \n "}, "This field is required."),
    ("short_text", {"accepted_en": "same\nsame"}, "listed twice"),
    ("numeric", {"tolerance": "99999"}, "within the tolerance"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changed", "sentence"), WRONG, ids=lambda value: str(value)[:30])
def test_what_a_type_does_not_allow_is_said_and_nothing_is_saved(
    kind: str, changed: dict[str, str], sentence: str
) -> None:
    question = loaded(kind)
    client, _person = author()
    page = edit(client, question, **changed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Question.objects.non_polymorphic().count() == 1


def test_an_option_is_added_and_another_removed() -> None:
    question = loaded("multiple")
    client, _person = author()
    rows = len(entry_of(question)["options"])
    new = {f"parts-{rows}-{name}": "new" for name in ("key", "text_zh", "text_en", "feedback_zh", "feedback_en")}
    wrong = next(n for n, one in enumerate(entry_of(question)["options"]) if not one["correct"])
    assert edit(client, question, **new, **{f"parts-{wrong}-DELETE": "on"}).status_code == 302
    kept = [one["key"] for one in entry_of(latest_version(question.code))["options"]]
    assert (len(kept), kept[-1]) == (rows, "new")


def test_a_part_is_left_out_in_its_heading_and_an_empty_row_has_nothing_to_leave_out() -> None:
    question = loaded("single")
    client, _person = author()
    page = client.get(reverse("question-edit", args=[question.uuid])).content.decode()
    for place, row in enumerate(page.split("<fieldset")[1:]):
        head, rest = row.split("</h3>", 1)[1].split('class="grid', 1)
        assert ("DELETE" in head, "DELETE" in rest) == (place < len(entry_of(question)["options"]), False)


def test_loading_the_file_again_does_not_undo_what_was_edited_since() -> None:
    question = loaded("single")
    client, _person = author()
    edit(client, question, stem_en="Edited in the page")
    load_entries([bank()["single"]])
    assert latest_version(question.code).stem_en == "Edited in the page"
    changed = bank()["single"] | {"source": "a newer file"}
    load_entries([changed])
    assert (latest_version(question.code).version, latest_version(question.code).source) == (3, "a newer file")


def test_an_older_version_leads_to_the_newest() -> None:
    question = loaded("single")
    client, _person = author()
    edit(client, question, stem_en="Anew")
    newest = latest_version(question.code)
    answer = client.get(reverse("question-edit", args=[question.uuid]))
    assert answer["Location"] == reverse("question-edit", args=[newest.uuid])
    assert (
        reverse("question-edit", args=[newest.uuid])
        in client.get(reverse("question", args=[newest.uuid])).content.decode()
    )


@pytest.mark.parametrize("role", ["training_lead", "auditor", "assessor", "executive", "administrator", ""])
def test_nobody_but_an_author_finds_the_editor(role: str) -> None:
    question = loaded("single")
    client = Client()
    client.force_login(
        make_person("某人", *filter(None, [role])), backend="lms.foundation.accounts.backends.PersonBackend"
    )
    address = reverse("question-edit", args=[question.uuid])
    assert (client.get(address).status_code, client.post(address, as_sent(question, stem_en="x")).status_code) == (
        404,
        404,
    )
    assert Question.objects.non_polymorphic().count() == 1
    if role in {"training_lead", "auditor"}:
        assert address not in client.get(reverse("question", args=[question.uuid])).content.decode()


def test_stranger_is_sent_to_sign_in() -> None:
    question = loaded("single")
    answer = Client().post(reverse("question-edit", args=[question.uuid]), as_sent(question))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("sign-in"))


def test_the_service_itself_refuses_what_a_type_does_not_allow() -> None:
    make_step("P2P-40")
    load_entries([entry("Q-P2P-40-09")])
    wrong = entry_of(latest_version("Q-P2P-40-09")) | {
        "options": [option("a", correct=True), option("b", correct=True), option("c"), option("d")], "stem": text("x")
    }  # fmt: skip
    with pytest.raises(QuestionRefused, match=r"exactly one of them|恰好"):
        revise_question("Q-P2P-40-09", wrong, based_on=1, actor=make_person("姚"), reason=REASON)
