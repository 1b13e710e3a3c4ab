"""Reports of one area: work orders, batch records and sterilisation."""

from collections.abc import Mapping

from scenarios.sandbox.reports.report import ReportMaker

REPORT_TABLES: Mapping[str, ReportMaker] = {}
