"""How evidence is named to people: outcome, method, source."""

from django.utils.translation import pgettext_lazy

from curricula.api import Method
from curricula.models import EvidenceFact

OUTCOMES = {
    "passed": pgettext_lazy("evidence", "Passed"),
    "failed": pgettext_lazy("evidence", "Not passed"),
    "completed": pgettext_lazy("evidence", "Completed"),
    "started": pgettext_lazy("evidence", "Started"),
}
SHAPES = {"passed": "go", "failed": "stop", "completed": "done", "started": "now"}
METHODS = {
    **dict(Method.choices),
    "lesson": pgettext_lazy("evidence", "Lesson"),
    "session": pgettext_lazy("evidence", "Session attended"),
}
SOURCES = {
    "platform": pgettext_lazy("evidence", "Recorded here"),
    "migrated": pgettext_lazy("evidence", "Taken over from paper"),
    "external": pgettext_lazy("evidence", "Taken over from paper"),
    "imported": pgettext_lazy("evidence", "Taken over from the earlier records"),
}


def outcome_of(fact: EvidenceFact) -> str:
    """How it ended, in words."""
    return str(OUTCOMES.get(fact.outcome, fact.outcome))


def method_of(fact: EvidenceFact) -> str:
    """How it was shown, in words."""
    return str(METHODS.get(fact.method, fact.method))
