"""Order to cash: orders, deliveries, billing, receipts, returns."""

from scenarios.engine.area import Area

AREA = Area()
