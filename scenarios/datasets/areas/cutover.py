"""What one area adds to the sandbox company: the run-book, decisions, parallel run and hypercare."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
