"""What assessments refuse, each with its sentence."""

from lms.foundation.api import Refusal


class AssessmentRefused(Refusal):
    """The assessment was not begun, rated, signed or stopped; nothing has changed."""

    code = "ASSESSMENT_REFUSED"
