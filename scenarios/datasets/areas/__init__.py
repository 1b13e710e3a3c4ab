"""The areas of the sandbox company, in the order in which they are made."""

from scenarios.datasets.area import DataArea
from scenarios.datasets.areas import administration, cutover, migration, planning, production, quality, sales

AREAS: tuple[tuple[str, DataArea], ...] = (
    ("sales", sales.AREA),
    ("production", production.AREA),
    ("planning", planning.AREA),
    ("quality", quality.AREA),
    ("migration", migration.AREA),
    ("administration", administration.AREA),
    ("cutover", cutover.AREA),
)
