"""End-state assertions: one file a kind. `KINDS` maps the field that names a kind to it; `answer` is asked apart."""

from scenarios.grading.assertions.answer import Answer
from scenarios.grading.assertions.count import Count
from scenarios.grading.assertions.doc_field import DocField
from scenarios.grading.assertions.ledger_sum import LedgerSum
from scenarios.grading.assertions.lot_status import LotStatus
from scenarios.grading.assertions.none import NoDocument
from scenarios.grading.assertions.probe import Probe
from scenarios.grading.assertions.set_equals import SetEquals
from scenarios.grading.assertions.stock_quantity import StockQuantity
from scenarios.grading.assertions.tie_out import TieOut

KINDS = {
    "doc": DocField,
    "count": Count,
    "none": NoDocument,
    "ledger": LedgerSum,
    "stock": StockQuantity,
    "lot": LotStatus,
    "set": SetEquals,
    "tie_out": TieOut,
    "probe": Probe,
}

__all__ = ["KINDS", "Answer"]
