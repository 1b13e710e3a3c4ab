"""The run-book, decisions, parallel run, hypercare tickets."""

from scenarios.engine.area import Area

AREA = Area()
