"""What one area adds to the sandbox company: release, complaints, corrective action, change and recall."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
