"""What the blueprints in use draw, and what they would be short of if a question left its place in the bank."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.records.exams.dealing import read_pool
from lms.records.exams.drawing import Candidate, Row, short_rows
from lms.records.exams.models import DrawRow, Exam, ExamSection, Question
from lms.records.exams.question_loading import Entry
from lms.records.exams.refusals import QuestionRefused
from lms.records.exams.vocabulary import Thinking, UseState


class DrawnBy(NamedTuple):
    """A section of an exam that may draw a question, and how many it draws from where the question stands."""

    exam: Exam
    section: ExamSection
    items: int


@dataclass(frozen=True)
class Shortage:
    """So many questions that a section of an exam would be short of, and what kind of questions these are."""

    exam: Exam
    section: ExamSection
    row: Row
    missing: int

    @property
    def sentence(self) -> str:
        """Which exam and section, how many, and where they have to be written."""
        places = sorted(self.row.steps) or sorted(self.row.topics)
        counted = ngettext("%(count)d question", "%(count)d questions", self.missing) % {"count": self.missing}
        return _("%(exam)s “%(title)s”, section %(section)s “%(name)s”%(critical)s: %(counted)s short (%(places)s; %(levels)s).") % {
            "exam": self.exam.code,
            "title": self.exam.title,
            "section": self.section.key,
            "name": self.section.title,
            "critical": _(", critical") if self.section.is_critical else "",
            "counted": counted,
            "places": _(", ").join(places),
            "levels": _(", ").join(str(label) for value, label in Thinking.choices if value in self.row.levels),
        }  # fmt: skip


def candidate_of(question: Question) -> Candidate:
    """The question as the draw sees it."""
    return Candidate(question.code, question.step.code, question.level, question.topic)


def candidate_of_entry(entry: Entry) -> Candidate:
    """The same of a question as the bank writes it."""
    return Candidate(entry["id"], entry["step"], entry["level"], entry.get("topic", ""))


def drawn_by(candidate: Candidate) -> list[DrawnBy]:
    """The sections of exams in use that may draw a question which stands there. Two queries."""
    rows: Any = (
        DrawRow.objects.filter(section__exam__state=UseState.IN_USE)
        .select_related("section__exam")
        .prefetch_related("steps", "section__exam__learning_items__activity")
        .order_by("section__exam__code", "section__position", "position")
    )
    return [
        DrawnBy(row.section.exam, row.section, row.items)
        for row in rows
        if _as_drawn(row).takes(candidate)
    ]  # fmt: skip


def shortages_without(question: Question, instead: Candidate | None = None) -> list[Shortage]:
    """What each exam in use would newly be short of without this question, or with it standing elsewhere (`instead`).

    An exam that is short already and does not draw the question is no reason to keep it.
    """
    leaving = candidate_of(question)
    found = []
    for exam in Exam.objects.filter(state=UseState.IN_USE).order_by("code"):
        pool = read_pool(exam)
        if not any(row.takes(leaving) for row in pool.rows):
            continue
        rest = [one for one in pool.candidates if one.code != leaving.code]
        short = short_rows(pool.rows, [*rest, instead] if instead else rest)
        if sum(missing for _row, missing in short) > sum(n for _row, n in short_rows(pool.rows, pool.candidates)):
            sections = {section.key: section for section in exam.sections.all()}
            found += [Shortage(exam, sections[row.section], row, missing) for row, missing in short]
    return found


def refuse_shortage(question: Question, instead: Candidate | None = None) -> None:
    """Refuse where an exam in use would go short, and say what has to be written first. Needs a transaction.

    The exams are held meanwhile: of two authors who each take one of the last questions, the second is refused.
    """
    held = Exam.objects.select_for_update(no_key=True).filter(state=UseState.IN_USE).order_by("pk")
    list(held.values_list("pk"))
    shortages = shortages_without(question, instead)
    if shortages:
        raise QuestionRefused(
            _(
                "%(code)s is still needed where it stands. Without it an exam could not be set: %(listed)s "
                "Write what is missing first, or change the blueprint. Nothing was changed."
            )
            % {"code": question.code, "listed": " ".join(shortage.sentence for shortage in shortages)}
        )


def _as_drawn(row: DrawRow) -> Row:
    steps = frozenset(step.code for step in row.steps.all())
    return Row(row.section.key, row.items, frozenset(row.levels), steps, frozenset(row.topics))
