"""The demonstration's own folders are a company that can be loaded: clean, complete, and a second time without change."""

from collections import Counter

import pytest

from cms.models import LessonPage
from curricula.models import MatrixVersion, PlannedItem, Requirement, Step
from lms.exchange.company.checking.checks import Folders
from lms.exchange.company.loading import Outcome, load_company
from lms.foundation.api import access
from lms.foundation.models import AuditEntry
from lms.records.models import Exam, Question
from lms.settings.env import PROJECT
from tests.factories import make_person

pytestmark = pytest.mark.django_db
DATA = PROJECT / "lms" / "demo" / "data"
FOLDERS = Folders(DATA / "company", DATA / "content", DATA / "questions")


def test_all_of_it_is_taken_on_the_record_and_a_second_load_changes_nothing() -> None:
    lead = make_person("吴岚", access.TRAINING_LEAD)

    outcome = load_company(FOLDERS, actor=lead, reason="First load")

    assert (outcome.errors, outcome.kept, outcome.changed, outcome.unchanged) == ((), (), 0, 0)
    entries = AuditEntry.objects.filter(actor=lead, reason="First load")
    by_kind = Counter(entries.values_list("subject_kind", flat=True))
    assert outcome.added == sum(by_kind.values())
    assert {kind: by_kind[kind] for kind in ("step", "activity", "requirement", "question", "exam", "lesson_page")} == {
        "step": 62, "activity": 61, "requirement": 350, "question": 265, "exam": 20, "lesson_page": 36,
    }  # fmt: skip
    assert (Step.objects.count(), Question.objects.count(), Exam.objects.count()) == (62, 265, 20)
    assert (MatrixVersion.objects.get().state, Requirement.objects.count()) == ("draft", 350)
    # What says that it has to be verified before publishing waits as a draft, its place in the activity with it.
    assert LessonPage.objects.filter(live=False).count() == LessonPage.objects.exclude(to_verify="").count() > 0
    assert PlannedItem.objects.filter(planned_kind="exam").count() == 0
    before = AuditEntry.objects.count()

    assert load_company(FOLDERS, actor=lead, reason="Again") == Outcome(unchanged=outcome.added)
    assert AuditEntry.objects.count() == before
