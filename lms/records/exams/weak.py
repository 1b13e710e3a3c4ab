"""What the last sitting of each exam showed a person not to know yet, step by step."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from lms.foundation.api import pick, prepared
from lms.foundation.models import Person
from lms.records.exams.models import ExamAttempt, ItemResponse
from lms.records.exams.results import FULL
from lms.records.exams.vocabulary import CONFIDENT, AttemptState


@dataclass
class WeakStep:
    """A step with answers that were not right: how many of how many, how many given with conviction, and the last result."""

    code: str
    name_zh: str
    name_en: str
    attempt: UUID
    items: int = 0
    wrong: int = 0
    sure: int = 0

    @property
    def name(self) -> str:
        """The step's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def weak_steps(person: Person, most: int) -> list[WeakStep]:
    """The steps with most to learn: those where the person was sure and wrong first. One query."""
    rows = _answers_by_step(person=person.pk)
    found: dict[str, WeakStep] = {}
    for code, name_zh, name_en, attempt, items, wrong, sure in rows:
        step = found.setdefault(code, WeakStep(code, name_zh, name_en, attempt))
        step.items, step.wrong, step.sure = step.items + items, step.wrong + wrong, step.sure + sure
        if wrong:
            step.attempt = attempt
    missing = [step for step in found.values() if step.wrong]
    return sorted(missing, key=lambda step: (-step.sure, -step.wrong / step.items, step.code))[:most]


@prepared
def _answers_by_step(person: int) -> Any:
    """Answers of the last sitting of each exam, summed up by step and sitting."""
    later = ExamAttempt.objects.filter(
        person=person, item=OuterRef("attempt__item"), state=AttemptState.LOCKED, number__gt=OuterRef("attempt__number")
    )
    missed = Q(credit__lt=FULL)
    return (
        ItemResponse.objects.filter(~Exists(later), attempt__person=person)
        .values_list("step__code", "step__name_zh", "step__name_en", "attempt__uuid")
        .annotate(
            items=Count("pk"),
            wrong=Count("pk", filter=missed),
            sure=Count("pk", filter=missed & Q(confidence__in=CONFIDENT)),
        )
        .order_by("attempt__submitted_at")
    )
