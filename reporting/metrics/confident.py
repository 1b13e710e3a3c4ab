"""Confident and wrong, by process step: answers somebody was sure of and that were not right. Each is a risk of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from curricula.models import GoLive, Step
from lms.records.api import CONFIDENT
from lms.records.models import ExamAttempt, ItemResponse
from reporting.metrics.definition import TRAINING_LEAD, Definition, Words
from reporting.metrics.models import CoverageRow
from reporting.metrics.summary import fresh_summary
from scenarios.models import DrillItem, GradeMark, GradeResult

LOCKED = "locked"
REGULATED = frozenset({Step.Critical.GXP, Step.Critical.SAFETY})

CONFIDENT_AND_WRONG = Definition(
    code="confident_and_wrong",
    name=Words("自信却答错", "Confident and wrong"),
    meaning=Words(
        "答题人表示有把握或很有把握，答案却不对。不知道自己不知道的人不会去问，因此按步骤单独列出。",
        "Answers that somebody was sure or quite certain of and that were not right. Whoever does not know that they do not "
        "know will not ask, which is why these are listed by step.",
    ),
    formula=Words(
        "有把握但未得满分的答案数 ÷ 有把握的答案数（n）。每人每场考试、每个演练只计最近一次提交；演练结尾的提问计入该演练的每道步骤。",
        "Confident answers without full credit ÷ confident answers (n). Of each person the newest handed-in attempt at each exam and "
        "drill counts; the closing questions of a drill count at every step of the drill.",
    ),
    unit=Words("答案", "answers"),
    population=Words(
        "本次上线对其有要求的人员的答案；没有注明把握程度的答案不计入。",
        "Answers of people of whom the go-live asks something; answers given without a confidence do not count.",
    ),
    unknown=Words(
        "没有有把握的答案的步骤不列出；n 少于 5 时不显示比例，只显示次数。",
        "A step without confident answers is not listed; under n = 5 no share is shown, only the counts.",
    ),
    owner=TRAINING_LEAD,
)


@dataclass(frozen=True)
class StepName:
    """A step as the list names it; regulated where an error would touch product, record or safety."""

    code: str
    name: Words
    is_regulated: bool


@dataclass(frozen=True)
class WrongAnswer:
    """One confident and wrong answer: whose, at which step, to what, when."""

    id: int
    number: str
    name: str
    name_latin: str
    department: str
    department_name: Words
    step: StepName
    source: str  # exam | drill
    ref: str
    question: str
    on: date


@dataclass(frozen=True)
class ConfidentLine:
    """One step: confident answers, how many of them were wrong, and how many people gave those."""

    step: StepName
    sure: int
    wrong: int
    people: int


@dataclass(frozen=True)
class Confidence:
    """All of one go-live: a line for each step with confident answers, and every wrong one with its name."""

    lines: list[ConfidentLine]
    wrong: list[WrongAnswer]


def confident_and_wrong(go_live: GoLive) -> Confidence:
    """Lines by step, regulated ones with mistakes first, and the answers behind them. Nine queries, whatever the number."""
    fresh_summary(go_live)
    exams, drills, steps_of = _exam_answers(go_live), _drill_answers(go_live), _steps_of_scenarios()
    sure = Counter(dict(exams.values_list("step_id").annotate(n=Count("pk")).order_by()))
    for scenario, n in drills.values_list("result__attempt__version__scenario_id").annotate(n=Count("pk")).order_by():
        for step in steps_of[scenario]:
            sure[step] += n
    steps = {step.pk: _named(step) for step in Step.objects.filter(pk__in=sure)}
    people = _people(go_live)
    wrong = sorted(
        (
            WrongAnswer(person, *people[person], steps[step], source, ref, question, _day(at))
            for person, step, source, ref, question, at in (*_wrong_in(exams), *_wrong_at(drills, steps_of))
            if person in people
        ),
        key=lambda one: (
            not one.step.is_regulated,
            one.step.code,
            one.department,
            one.number,
            one.source,
            one.question,
        ),
    )
    return Confidence(_lines({steps[pk]: n for pk, n in sure.items()}, wrong), wrong)


def _lines(sure: dict[StepName, int], wrong: Iterable[WrongAnswer]) -> list[ConfidentLine]:
    missed: dict[StepName, list[int]] = defaultdict(list)
    for one in wrong:
        missed[one.step].append(one.id)
    lines = [ConfidentLine(step, n, len(missed[step]), len(set(missed[step]))) for step, n in sure.items()]
    return sorted(lines, key=lambda line: (not (line.wrong and line.step.is_regulated), -line.wrong, line.step.code))


def _in_scope(go_live: GoLive) -> QuerySet[CoverageRow]:
    return CoverageRow.objects.filter(go_live=go_live, grain=CoverageRow.Grain.ALL, asked__gt=0)


def _exam_answers(go_live: GoLive) -> QuerySet[ItemResponse]:
    later = ExamAttempt.objects.filter(
        person=OuterRef("attempt__person"), item=OuterRef("attempt__item"), state=LOCKED,
        number__gt=OuterRef("attempt__number"),
    )  # fmt: skip
    return ItemResponse.objects.filter(
        ~Exists(later), confidence__in=CONFIDENT, attempt__person__in=_in_scope(go_live).values("person")
    )


def _wrong_in(answers: QuerySet[ItemResponse]) -> list[tuple[Any, ...]]:
    rows = answers.filter(credit__lt=1).order_by()
    found = rows.values_list(
        "attempt__person_id", "step_id", "attempt__exam__code", "question__code", "attempt__submitted_at"
    )
    return [(person, step, "exam", ref, question, at) for person, step, ref, question, at in found]


def _drill_answers(go_live: GoLive) -> QuerySet[GradeMark]:
    later = GradeResult.objects.filter(
        attempt__person=OuterRef("result__attempt__person"), pk__gt=OuterRef("result"),
        attempt__version__scenario=OuterRef("result__attempt__version__scenario"),
    )  # fmt: skip
    return GradeMark.objects.filter(
        ~Exists(later), confidence__in=CONFIDENT, result__attempt__person__in=_in_scope(go_live).values("person")
    )


def _wrong_at(marks: QuerySet[GradeMark], steps_of: dict[int, list[int]]) -> list[tuple[Any, ...]]:
    rows = marks.filter(is_confident_and_wrong=True).order_by()
    found = rows.values_list(
        "result__attempt__person_id", "result__attempt__version__scenario_id",
        "result__attempt__version__scenario__code", "code", "result__graded_at",
    )  # fmt: skip
    return [
        (person, step, "drill", ref, question, at)
        for person, scenario, ref, question, at in found
        for step in steps_of[scenario]
    ]


def _steps_of_scenarios() -> dict[int, list[int]]:
    """The steps that a drill shows: those of the activities it belongs to, as proficiency counts them."""
    found: dict[int, list[int]] = defaultdict(list)
    pairs = DrillItem.objects.filter(activity__steps__isnull=False).order_by("activity__steps")
    for scenario, step in pairs.values_list("scenario_id", "activity__steps").distinct():
        found[scenario].append(step)
    return found


def _people(go_live: GoLive) -> dict[int, tuple[str, str, str, str, Words]]:
    rows = _in_scope(go_live).values_list(
        "person_id", "person__number", "person__name", "person__name_latin", "department__code", "department__name_zh",
        "department__name_en",
    )  # fmt: skip
    return {person: (number, name, latin, code, Words(zh, en)) for person, number, name, latin, code, zh, en in rows}


def _named(step: Step) -> StepName:
    return StepName(step.code, Words(step.name_zh, step.name_en), step.critical_kind in REGULATED)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
