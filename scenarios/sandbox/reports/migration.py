"""Reports of one area: loads from the old systems."""

from collections.abc import Mapping

from scenarios.sandbox.reports.report import ReportMaker

REPORT_TABLES: Mapping[str, ReportMaker] = {}
