"""The screens of one area: release, complaints, corrective action, change and recall."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
