"""How writing a drill says no."""

from lms.foundation.api import Refusal


class DraftRefused(Refusal):
    """The draft cannot be made, changed or published as asked; the sentence says why."""

    code = "DRAFT_REFUSED"
