"""How the checks and what they find are told in the reader's language; files and the command keep the wording in English."""

import re
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from lms.foundation.audit.field_words import field_word

CHECK_WORDS: dict[str, Any] = {
    "audit trail": pgettext_lazy("check", "audit trail"),
    "chains": pgettext_lazy("check", "published chains"),
    "drill journals": pgettext_lazy("check", "journals of drills"),
    "evidence": pgettext_lazy("check", "evidence"),
    "exams": pgettext_lazy("check", "exam attempts"),
    "exam attempts": pgettext_lazy("check", "exam attempts"),
    "matrix": pgettext_lazy("check", "matrix"),
    "qualifications": pgettext_lazy("check", "qualifications"),
    "signatures": pgettext_lazy("check", "signatures"),
    "snapshots": pgettext_lazy("check", "snapshots"),
}

PROBLEM_WORDS: dict[str, Any] = {
    "is missing: removed, or the numbering was changed": pgettext_lazy(
        "finding", "is missing: removed, or the numbering was changed"
    ),
    "does not follow the entry before it: inserted, or its neighbour changed": pgettext_lazy(
        "finding", "does not follow the entry before it: inserted, or its neighbour changed"
    ),
    "was altered: its content does not give its hash": pgettext_lazy(
        "finding", "was altered: its content does not give its hash"
    ),
    "differs from the exported chain head: the tail was cut or rewritten": pgettext_lazy(
        "finding", "differs from the chain head kept before: the tail was cut or rewritten"
    ),
    "was altered or moved: its content does not give its seal": pgettext_lazy(
        "finding", "was altered or moved: its content does not give its seal"
    ),
    "stands on a record that is not there": pgettext_lazy("finding", "stands on a record that is not there"),
    "stands on a record that was changed after signing": pgettext_lazy(
        "finding", "stands on a record that was changed after signing"
    ),
    "was altered: its cells are not those that were published": pgettext_lazy(
        "finding", "was altered: its cells are not those that were published"
    ),
    "was altered: its content is not what was published": pgettext_lazy(
        "finding", "was altered: its content is not what was published"
    ),
    "does not bear the signature under which it was published": pgettext_lazy(
        "finding", "does not bear the signature under which it was published"
    ),
    "was altered, or one before it is missing": pgettext_lazy("finding", "was altered, or one before it is missing"),
    "cannot be checked: its dataset is neither made nor kept whole": pgettext_lazy(
        "finding", "cannot be checked: its dataset is neither made nor kept whole"
    ),
    "does not belong where it stands: altered or removed": pgettext_lazy(
        "finding", "does not belong where it stands: altered or removed"
    ),
    "was dealt another form than its digest says: a question or an order was altered": pgettext_lazy(
        "finding", "was dealt another form than its digest says: a question or an order was altered"
    ),
    "has not one response to each question: a response was removed or inserted": pgettext_lazy(
        "finding", "has not one response to each question: a response was removed or inserted"
    ),
    "has a response whose credit is not what its answer earns": pgettext_lazy(
        "finding", "has a response whose credit is not what its answer earns"
    ),
    "has a result that its answers do not give": pgettext_lazy("finding", "has a result that its answers do not give"),
    "differs from its evidence": pgettext_lazy("finding", "differs from its evidence"),
    "has no entry in the audit trail: it was inserted": pgettext_lazy(
        "finding", "has no entry in the audit trail: it was inserted"
    ),
    "is missing: the audit trail says it was issued": pgettext_lazy(
        "finding", "is missing: the audit trail says it was issued"
    ),
    "is missing: the audit trail says it was recorded": pgettext_lazy(
        "finding", "is missing: the audit trail says it was recorded"
    ),
}
_UNLIKE = re.compile(r"was altered: (?P<fields>.+) unlike its entry(?: in the audit trail)?")
_UNLIKE_WORDS = pgettext_lazy("finding", "was altered: %(fields)s unlike its entry in the audit trail")


def check_word(name: str) -> str:
    """What a check looks at; one without a word keeps its name."""
    return str(CHECK_WORDS.get(name, name))


def problem_words(problem: str) -> str:
    """What is wrong with a row; a wording without words is shown as it is."""
    if found := _UNLIKE.fullmatch(problem):
        fields = gettext(", ").join(field_word(name) for name in found["fields"].split(", "))
        return str(_UNLIKE_WORDS) % {"fields": fields}
    return str(PROBLEM_WORDS.get(problem, problem))
