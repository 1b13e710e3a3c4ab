"""What one area adds to the sandbox company: work orders, batch records and sterilisation."""

from scenarios.datasets.area import DataArea

AREA = DataArea()
