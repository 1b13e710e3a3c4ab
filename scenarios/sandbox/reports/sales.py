"""Reports of one area: order to cash."""

from collections.abc import Mapping

from scenarios.sandbox.reports.report import ReportMaker

REPORT_TABLES: Mapping[str, ReportMaker] = {}
