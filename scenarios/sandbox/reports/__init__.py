"""The sandbox's reports by name, one file an area."""

from collections.abc import Mapping

from scenarios.sandbox.reports import (
    administration,
    books,
    cutover,
    migration,
    planning,
    production,
    quality,
    sales,
)
from scenarios.sandbox.reports.report import ReportMaker

REPORT_TABLES: Mapping[str, ReportMaker] = {
    name: maker
    for area in (books, sales, planning, production, quality, migration, administration, cutover)
    for name, maker in area.REPORT_TABLES.items()
}
