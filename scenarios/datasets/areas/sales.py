"""What one area adds to the sandbox company: order to cash."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
