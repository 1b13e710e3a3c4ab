"""The screens of one area: the run-book, decisions, parallel run and hypercare."""

from scenarios.sandbox.area import ScreenArea

AREA = ScreenArea()
