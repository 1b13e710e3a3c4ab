"""What one area adds to the sandbox company: users, roles, parameters, interfaces and the audit log."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
