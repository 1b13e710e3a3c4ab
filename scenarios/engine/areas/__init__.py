"""The areas of the business, each a file that declares what it adds; together they are the engine's tables."""

from collections.abc import Mapping

from scenarios.engine.area import Area, Kind, Separation
from scenarios.engine.areas import (
    administration,
    common,
    cutover,
    migration,
    planning,
    production,
    purchasing,
    quality,
    sales,
)

AREAS: tuple[Area, ...] = (
    purchasing.AREA,
    sales.AREA,
    planning.AREA,
    production.AREA,
    quality.AREA,
    migration.AREA,
    administration.AREA,
    cutover.AREA,
    common.AREA,
)

KINDS: Mapping[str, Kind] = {code: kind for area in AREAS for code, kind in area.kinds.items()}
MASTER_KINDS: tuple[str, ...] = tuple(dict.fromkeys(kind for area in AREAS for kind in area.masters))
REFUSALS: frozenset[str] = frozenset(code for area in AREAS for code in (*area.refusals, *area.warnings))
WARNINGS: frozenset[str] = frozenset(code for area in AREAS for code in area.warnings)
SEPARATIONS: Mapping[str, tuple[Separation, ...]] = {
    name: rules for area in AREAS for name, rules in area.separations.items()
}
REPORTS: tuple[str, ...] = tuple(dict.fromkeys(name for area in AREAS for name in area.reports))
INVENTORY_ACCOUNTS: tuple[str, ...] = tuple(dict.fromkeys(name for area in AREAS for name in area.inventory_accounts))
