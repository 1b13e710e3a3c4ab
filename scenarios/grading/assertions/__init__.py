"""End-state assertions: one file a kind. `KINDS` maps the field that names a kind to it; `answer` is asked apart."""

from collections.abc import Callable

from scenarios.grading.assertions.all_stock import AllStock
from scenarios.grading.assertions.answer import Answer
from scenarios.grading.assertions.any_of import AnyOf
from scenarios.grading.assertions.coding import Codes, SheetCells
from scenarios.grading.assertions.count import Count
from scenarios.grading.assertions.cross_reference import CrossReference
from scenarios.grading.assertions.doc_field import DocField
from scenarios.grading.assertions.duty_conflicts import DutyConflicts
from scenarios.grading.assertions.golden import Golden
from scenarios.grading.assertions.ledger_sum import LedgerSum
from scenarios.grading.assertions.loaded import Loaded
from scenarios.grading.assertions.lot_status import LotStatus
from scenarios.grading.assertions.master_field import MasterField
from scenarios.grading.assertions.none import NoDocument
from scenarios.grading.assertions.noticed import Noticed
from scenarios.grading.assertions.pairs import Pairs
from scenarios.grading.assertions.probe import Probe
from scenarios.grading.assertions.qualifications import Qualifications
from scenarios.grading.assertions.set_equals import SetEquals
from scenarios.grading.assertions.stock_quantity import StockQuantity
from scenarios.grading.assertions.tie_out import TieOut
from scenarios.grading.finding import Rule
from scenarios.grading.reading import Table

SIMPLE: dict[str, Callable[[Table], Rule]] = {
    "doc": DocField.read,
    "count": Count.read,
    "none": NoDocument.read,
    "ledger": LedgerSum.read,
    "stock": StockQuantity.read,
    "all_stock": AllStock.read,
    "lot": LotStatus.read,
    "set": SetEquals.read,
    "tie_out": TieOut.read,
    "probe": Probe.read,
    "master": MasterField.read,
    "duty_conflicts": DutyConflicts.read,
    "qualifications": Qualifications.read,
    "pairs": Pairs.read,
    "golden": Golden.read,
    "xref": CrossReference.read,
    "codes": Codes.read,
    "cells": SheetCells.read,
    "loaded": Loaded.read,
    "noticed": Noticed.read,
}

KINDS: dict[str, Callable[[Table], Rule]] = {**SIMPLE, "any_of": AnyOf.reader(SIMPLE)}
"""`any_of` holds simple kinds only: a nest of alternatives is a rule that nobody can read."""

__all__ = ["KINDS", "Answer"]
