"""What reading may be refused, by name."""

from lms.foundation.api import Refusal


class LessonRefused(Refusal):
    """The lesson was not finished or answered; what was read so far is kept."""

    code = "LESSON_REFUSED"
