"""Users, roles, parameters, interfaces, the audit log."""

from scenarios.engine.area import Area

AREA = Area()
