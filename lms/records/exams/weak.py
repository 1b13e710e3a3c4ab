"""What the last sitting of each exam showed a person not to know yet, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from curricula.models import LearningItem, Step
from lms.foundation.models import Person
from lms.records.exams.models import ExamAttempt, ItemResponse
from lms.records.exams.results import FULL, lessons_on
from lms.records.exams.vocabulary import CONFIDENT, AttemptState


@dataclass(frozen=True)
class WeakStep:
    """A step with answers that were not right: how many of how many, how many of them given with conviction, what teaches it."""

    step: Step
    wrong: int
    items: int
    sure: int
    lessons: Sequence[LearningItem]


def weak_steps(person: Person, most: int) -> list[WeakStep]:
    """The steps with most to learn: those where the person was sure and wrong first. Five queries, one where there is none."""
    later = ExamAttempt.objects.filter(
        person=person, item=OuterRef("attempt__item"), state=AttemptState.LOCKED, number__gt=OuterRef("attempt__number")
    )
    answers = ItemResponse.objects.filter(~Exists(later), attempt__person=person).order_by()
    missed = Q(credit__lt=FULL)
    rows = answers.values_list("step").annotate(
        items=Count("pk"),
        wrong=Count("pk", filter=missed),
        sure=Count("pk", filter=missed & Q(confidence__in=CONFIDENT)),
    )
    worst = sorted((row for row in rows if row[2]), key=lambda row: (-row[3], -row[2] / row[1], row[0]))[:most]
    if not worst:
        return []
    steps, lessons = Step.objects.in_bulk([row[0] for row in worst]), lessons_on([row[0] for row in worst])
    return [WeakStep(steps[step], wrong, items, sure, lessons[step]) for step, items, wrong, sure in worst]
