"""Putting a new question into the bank, under the next free number of its step."""

import re
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from curricula.models import Step
from lms.foundation.api import record_changes
from lms.foundation.models import Person
from lms.records.exams.editing.rules import faults_of
from lms.records.exams.models import Question
from lms.records.exams.question_loading import Entry, change_of, make_version
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.vocabulary import UseState


def create_question(entry: Entry, *, uuid: UUID, actor: Person, reason: str) -> Question:
    """Put `entry` into use as version 1, with an entry in the audit trail. Its code is given here; `entry["id"]` is ignored.

    `uuid` is what the form was opened under: sent a second time, the question made the first time is returned and nothing
    is written. Refuses what its type does not allow, and words that a question in use has already.
    """
    with transaction.atomic():
        # Held, so that two authors at the same step do not count to the same number.
        step = Step.objects.select_for_update(no_key=True).get(code=entry["step"])
        rows: Any = Question.objects.non_polymorphic()
        made: Question | None = rows.filter(uuid=uuid).first()
        if made is not None:
            return made
        faults = faults_of(entry)
        if faults:
            raise QuestionRefused(" ".join(str(fault.sentence) for fault in faults))
        _refuse_repetition(entry)
        kept = {name: value for name, value in entry.items() if name != "places"} | {"id": next_code(step.code)}
        question = make_version(kept, step, None, uuid=uuid)
        record_changes([change_of(question, None, reason=reason, actor=actor)])
    return question


def next_code(step: str) -> str:
    """The next free number of a step: one more than the highest ever used, retired questions included."""
    prefix = f"Q-{step}-"
    codes = Question.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(match[1]) for code in codes if (match := re.fullmatch(re.escape(prefix) + r"(\d+)", code))]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def _refuse_repetition(entry: Entry) -> None:
    rows: Any = Question.objects.non_polymorphic().filter(state=UseState.IN_USE)
    same = rows.filter(Q(stem_zh=entry["stem"]["zh"]) | Q(stem_en=entry["stem"]["en"])).first()
    if same is not None:
        raise QuestionRefused(
            _("%(code)s asks the same already. Change that one, or ask something else here.") % {"code": same.code}
        )
