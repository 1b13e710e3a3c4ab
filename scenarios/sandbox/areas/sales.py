"""The screens of one area: order to cash."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
