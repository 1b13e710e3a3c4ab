"""What one area adds to the sandbox company: demand and capacity."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
