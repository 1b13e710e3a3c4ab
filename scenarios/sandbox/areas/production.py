"""The screens of one area: work orders, batch records and sterilisation."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
