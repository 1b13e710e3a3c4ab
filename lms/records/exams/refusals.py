"""What examinations refuse, each with its sentence."""

from lms.foundation.api import Refusal


class ExamRefused(Refusal):
    """An attempt was not begun; nothing has changed."""

    code = "EXAM_REFUSED"


class NotAsked(ExamRefused):
    """The exam is not asked of this person; to them it is not there."""

    code = "NOT_ASKED"


class AnswerRefused(Refusal):
    """An answer was not saved; what was saved before still stands."""

    code = "ANSWER_REFUSED"


class CannotDraw(Refusal):
    """The bank does not hold enough questions for a blueprint."""

    code = "CANNOT_DRAW"


class QuestionRefused(Refusal):
    """A question was not made, changed or retired; the sentence says why."""

    code = "QUESTION_REFUSED"
