"""The screens of one area: loads from the old systems."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
