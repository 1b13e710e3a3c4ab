"""What one area adds to the sandbox company: loads from the old systems."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
