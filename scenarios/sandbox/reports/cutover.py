"""Reports of one area: the run-book, decisions, parallel run and hypercare."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.sandbox.reports.hypercare import ticket_queue
from scenarios.sandbox.reports.parallel import comparison
from scenarios.sandbox.reports.report import ReportMaker
from scenarios.sandbox.reports.runbook import drawing, run_book
from scenarios.sandbox.shell import Desk

REPORT_TABLES: Mapping[str, ReportMaker] = {"RUNBOOK": run_book, "HYPERCARE": ticket_queue, "PARALLEL": comparison}
DRAWINGS: Mapping[str, Callable[[Desk], dict[str, Any]]] = {"RUNBOOK": drawing}
"""What stands above a report's table: the name of a template and its context."""
