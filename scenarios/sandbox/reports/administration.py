"""Reports of one area: users, roles, parameters, interfaces and the audit log."""

from collections.abc import Mapping

from scenarios.sandbox.reports.report import ReportMaker

REPORT_TABLES: Mapping[str, ReportMaker] = {}
