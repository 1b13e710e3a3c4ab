"""Demand and capacity: forecast, planned orders, exceptions, schedules."""

from scenarios.engine.area import Area

AREA = Area()
