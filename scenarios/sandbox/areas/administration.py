"""The screens of one area: users, roles, parameters, interfaces and the audit log."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
