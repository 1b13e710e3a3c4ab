"""Taking a question out of use: it is drawn no more, and everything that was answered stays."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.foundation.api import record_change
from lms.foundation.models import Person
from lms.records.exams.editing.revising import hold_latest
from lms.records.exams.editing.supply import refuse_shortage
from lms.records.exams.models import Question
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.vocabulary import UseState


def retire_question(code: str, *, based_on: int, actor: Person, reason: str) -> Question:
    """Retire the version in use, with an entry in the audit trail. Attempts that were dealt it keep it, results stand.

    Refuses a version that was overtaken, one that is not in use any more (the second click), and one without which an
    exam in use could not be set.
    """
    with transaction.atomic():
        latest = hold_latest(code)
        if latest.version != based_on:
            raise QuestionRefused(
                _("Meanwhile version %(version)s of this question was saved. Look at it first; nothing was retired.")
                % {"version": latest.version}
            )
        if latest.state != UseState.IN_USE:
            raise QuestionRefused(_("This question is no longer in use. Nothing was changed."))
        refuse_shortage(latest)
        rows: Any = Question.objects.non_polymorphic().filter(pk=latest.pk)
        rows.update(state=UseState.RETIRED)
        record_change(
            "question", latest.uuid, action="retire", actor=actor, reason=reason, subject_label=str(latest),
            before={"state": UseState.IN_USE.value}, after={"state": UseState.RETIRED.value, "version": latest.version},
        )  # fmt: skip
        latest.state = UseState.RETIRED
    return latest
