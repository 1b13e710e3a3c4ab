"""Loads from the old systems: staging, mapping, reconciliation, sign-off."""

from scenarios.engine.area import Area

AREA = Area()
