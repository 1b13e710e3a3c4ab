"""Reports of one area: demand and capacity."""

from collections.abc import Mapping

from scenarios.sandbox.reports.report import ReportMaker

REPORT_TABLES: Mapping[str, ReportMaker] = {}
