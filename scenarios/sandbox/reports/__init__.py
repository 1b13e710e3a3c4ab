"""The sandbox's reports by name, one file an area."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.sandbox.reports import (
    administration,
    books,
    cutover,
    delivery_figures,
    migration,
    planning,
    production,
    quality,
    quality_figures,
    sales,
    stock_value,
)
from scenarios.sandbox.reports.report import ReportMaker
from scenarios.sandbox.shell import Desk

AREAS = (
    books,
    sales,
    delivery_figures,
    stock_value,
    quality_figures,
    planning,
    production,
    quality,
    migration,
    administration,
    cutover,
)
REPORT_TABLES: Mapping[str, ReportMaker] = {name: maker for area in AREAS for name, maker in area.REPORT_TABLES.items()}
REPORT_DRAWINGS: Mapping[str, Callable[[Desk], dict[str, Any]]] = {**cutover.DRAWINGS}
"""Reports that are drawn as well; their table says the same."""
