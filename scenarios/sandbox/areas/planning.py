"""The screens of one area: demand and capacity."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
