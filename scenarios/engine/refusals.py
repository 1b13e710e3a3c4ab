"""The refusal codes, and the exception by which a check ends a transaction. The sentences are in the label pack."""

from collections.abc import Mapping

from scenarios.engine.values import Refusal, Severity

CODES = frozenset(
    [
        "UNKNOWN_COMMAND",
        "INPUT_INVALID",
        "UNKNOWN_OBJECT",
        "UNKNOWN_USER",
        "HAT_NOT_YOURS",
        "NO_AUTH",
        "SOD",
        "FOUR_EYES",
        "QUALIFICATION_EXPIRED",
        "QUALIFICATION_MISSING",
        "SIGNATURE_REQUIRED",
        "REASON_REQUIRED",
        "ILLEGAL_TRANSITION",
        "PERIOD_CLOSED",
        "FUTURE_POSTING",
        "APPROVAL_LIMIT",
        "VENDOR_NOT_APPROVED",
        "VENDOR_LICENCE_EXPIRED",
        "OVER_DELIVERY",
        "LOT_REQUIRED",
        "LOT_EXPIRED",
        "SHELF_LIFE_SHORT",
        "LOT_STATUS",
        "STOCK_NEGATIVE",
        "INSPECTION_BYPASSED",
        "UD_ACCEPT_FAILED_LOT",
        "RESULTS_INCOMPLETE",
        "OPEN_NCR",
        "OPEN_OOS",
        "CONCESSION_NOT_ALLOWED",
        "CONCESSION_UNSIGNED",
        "DISPOSITION_MISSING",
        "DUPLICATE_DOCUMENT",
        "DUPLICATE_INVOICE",
        "PAYMENT_BLOCKED",
        "BLOCK_CAUSE_STANDS",
        "AMOUNT_EXCEEDED",
        "ALREADY_PROPOSED",
        "NOTHING_DUE",
        "NOT_ADDRESSED",
    ]
)

DEFAULT_SEVERITY: Mapping[str, Severity] = {
    "INSPECTION_BYPASSED": Severity.WARN,
    "SHELF_LIFE_SHORT": Severity.WARN,
    "BLOCK_CAUSE_STANDS": Severity.WARN,
}
"""Codes not named here stop; a dataset's or scenario's parameter `severity.<CODE>` overrules both."""


class Refused(Exception):  # noqa: N818 - a refusal is an outcome, not an error
    """Ends a transaction; carries the refusal that the journal will hold."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
