"""The refusal codes, and the exception by which a check ends a transaction. The sentences are in the label pack."""

from collections.abc import Mapping

from scenarios.engine.areas import REFUSALS, WARNINGS
from scenarios.engine.values import Refusal, Severity

CODES = REFUSALS

DEFAULT_SEVERITY: Mapping[str, Severity] = dict.fromkeys(WARNINGS, Severity.WARN)
"""Codes not named here stop; a dataset's or scenario's parameter `severity.<CODE>` overrules both."""


class Refused(Exception):  # noqa: N818 - a refusal is an outcome, not an error
    """Ends a transaction; carries the refusal that the journal will hold."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
