"""The measured examination: twenty questions from the demonstration's bank, open to everybody at once."""

from curricula.models import Activity
from lms.bench.size import EXAM_QUESTIONS
from lms.records.models import Exam, ExamItem

ACTIVITY = "ACT-EXM-LOAD"
BLUEPRINT = "EX-P2P-BUY"


def make_examination() -> ExamItem:
    """An activity without prerequisites whose only item is the blueprint of twenty questions."""
    exam = Exam.objects.get(code=BLUEPRINT, state="in_use")
    assert exam.items == EXAM_QUESTIONS, "the target speaks of twenty questions"
    activity = Activity.objects.create(
        code=ACTIVITY, name_zh="采购流程考试", name_en="Purchasing examination", form="exam", assessment="exam",
        planned_minutes=exam.minutes,
    )  # fmt: skip
    return ExamItem.objects.create(
        activity=activity,
        ref=exam.code,
        exam=exam,
        title_zh=exam.title_zh,
        title_en=exam.title_en,
        minutes=exam.minutes,
    )
