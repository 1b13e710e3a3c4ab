"""Banks and blueprints in: once, again, and changed."""

from pathlib import Path

import pytest

from curricula.models import JobRole, PlannedItem
from lms.foundation.models import AuditEntry
from lms.records.exams.content import read_contents
from lms.records.exams.exam_loading import keep_exam
from lms.records.exams.loading import load_exam_items, load_exams, load_questions
from lms.records.exams.models import DrawRow, Exam, ExamItem, Option, Question
from lms.records.exams.question_loading import load_entries
from tests.factories import make_activity, make_step, named
from tests.records.exams.factories import blueprint, entry, make_bank, make_exam_item, option

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[3] / "lms" / "demo" / "data"


def rows() -> tuple[int, ...]:
    models = (Question, Option, Exam, DrawRow, ExamItem, AuditEntry)
    return tuple(model.objects.count() for model in models)


@pytest.mark.requirement("A56")
def test_the_demonstration_bank_loads_whole_and_twice_is_once() -> None:
    for line in (DATA / "company" / "ids.yaml").read_text("utf-8").split():
        code = line.strip("{},:")
        if code.count("-") == 1 and code.split("-")[1].isdecimal() and code[0].isalpha():
            make_step(code)
    for code in ("ACT-P2P-07", "ACT-BAS-01"):
        make_activity(code)
    assert load_questions(DATA / "questions") == 265
    assert load_exams(DATA / "questions") == 20
    assert load_exam_items(DATA / "company") == 2
    before = rows()
    assert load_questions(DATA / "questions") == 265
    load_exams(DATA / "questions")
    load_exam_items(DATA / "company")
    assert rows() == before
    contents = read_contents(list(Question.objects.values_list("pk", flat=True)))
    assert len(contents) == 265
    assert all(content.key and content.stem.zh and content.stem.en for content in contents.values())


def test_a_changed_question_becomes_a_new_version_and_the_old_one_still_opens() -> None:
    make_step("P2P-40")
    load_entries([entry("Q-1")])
    old = Question.objects.get(code="Q-1")
    load_entries([entry("Q-1", options=[option("a"), option("b", correct=True)])])
    new = Question.objects.get(code="Q-1", state="in_use")
    old.refresh_from_db()
    assert (old.version, old.state, new.version) == (1, "retired", 2)
    contents = read_contents([old.pk, new.pk])
    assert [part.credit for part in contents[old.pk].parts] == [1, 0, 0, 0]
    assert [part.credit for part in contents[new.pk].parts] == [0, 1]
    trail = AuditEntry.objects.filter(subject_kind="question").order_by("sequence").values_list("action", flat=True)
    assert list(trail) == ["create", "revise"]


def test_a_changed_blueprint_becomes_a_new_version_that_the_item_opens() -> None:
    item = make_exam_item()
    keep_exam(blueprint(minutes=30))
    item.refresh_from_db()
    assert (item.exam.version, item.exam.minutes) == (2, 30)
    assert list(Exam.objects.values_list("version", "state")) == [(1, "retired"), (2, "in_use")]


def test_an_exam_takes_the_place_of_what_was_planned(tmp_path: Path) -> None:
    make_bank()
    exam = keep_exam(blueprint())
    activity = make_activity("ACT-T")
    PlannedItem.objects.create(activity=activity, ref=exam.code, title_zh="考", title_en="e", planned_kind="exam")
    (tmp_path / "activities.yaml").write_text(
        "activities:\n- id: ACT-T\n  content:\n  - {kind: lesson, ref: x}\n  - {kind: exam, ref: EX-T, for: 'role=RECV'}\n",
        encoding="utf-8",
    )
    named(JobRole, "RECV")
    assert load_exam_items(tmp_path) == 1
    item = ExamItem.objects.get(ref="EX-T")
    assert (item.position, [role.code for role in item.only_job_roles.all()]) == (1, ["RECV"])
    assert not PlannedItem.objects.exists()


def test_the_same_content_is_read_once_and_kept() -> None:
    make_bank()
    pks = list(Question.objects.values_list("pk", flat=True))
    first = read_contents(pks)
    assert read_contents(pks)[pks[0]] is first[pks[0]]
