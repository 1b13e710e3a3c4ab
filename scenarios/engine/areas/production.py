"""Work orders, batch records, sterilisation."""

from scenarios.engine.area import Area

AREA = Area()
