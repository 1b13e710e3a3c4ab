"""Putting an edited question into use as a new version; what was answered keeps the version it was asked in."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.models import Step
from lms.foundation.api import record_changes
from lms.foundation.models import Person
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.rules import faults_of
from lms.records.exams.editing.supply import candidate_of, candidate_of_entry, refuse_shortage
from lms.records.exams.models import Question
from lms.records.exams.question_loading import Entry, change_of, make_version
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.vocabulary import UseState


def latest_version(code: str) -> Question:
    """The newest version of a question, whatever its state; `Question.DoesNotExist` without any."""
    rows: Any = Question.objects.non_polymorphic().select_related("step")
    newest: Question = rows.filter(code=code).order_by("-version")[:1].get()
    return newest


def hold_latest(code: str) -> Question:
    """The newest version, held with all others of the code to the end of the transaction; what waited reads what was saved."""
    rows: Any = Question.objects.non_polymorphic().filter(code=code).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    return latest_version(code)


def revise_question(code: str, entry: Entry, *, based_on: int, actor: Person, reason: str) -> Question:
    """Put `entry` into use as the next version and retire the one before, with an entry in the audit trail.

    Refuses a version that somebody else has overtaken (`based_on` is no longer the newest: also the second click), an
    entry that changes nothing (unless the question was retired: then it is put back into use), one that its type does
    not allow, and a move away from where an exam in use still needs it. Attempts that run keep the version they were dealt.
    `places` (of things to order) is only there to be checked; the order of `answer` is what is kept.
    """
    with transaction.atomic():
        latest = hold_latest(code)
        if latest.version != based_on:
            raise QuestionRefused(
                _("Meanwhile version %(version)s of this question was saved. Open it, and enter your change there.")
                % {"version": latest.version}
            )
        faults = faults_of(entry)
        if faults:
            raise QuestionRefused(" ".join(str(fault.sentence) for fault in faults))
        kept = {name: value for name, value in entry.items() if name != "places"}
        if kept == entry_of(latest) and latest.state != UseState.RETIRED:
            raise QuestionRefused(_("Nothing has changed, so no new version was made."))
        moved = candidate_of_entry(kept)
        if latest.state == UseState.IN_USE and moved != candidate_of(latest):
            refuse_shortage(latest, instead=moved)
        question = make_version(kept, Step.objects.get(code=entry["step"]), latest)
        record_changes([change_of(question, latest, reason=reason, actor=actor)])
    return question
