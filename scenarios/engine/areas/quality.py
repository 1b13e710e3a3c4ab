"""Release, complaints, corrective action, change control, recall."""

from scenarios.engine.area import Area

AREA = Area()
