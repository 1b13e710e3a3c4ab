"""The areas' screens put together."""

from collections.abc import Callable, Mapping

from scenarios.engine.api import State
from scenarios.sandbox.area import Known, Row, Screen, ScreenArea, Work
from scenarios.sandbox.areas import (
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

AREAS: tuple[ScreenArea, ...] = (
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

SCREENS: Mapping[str, Screen] = {kind: screen for area in AREAS for kind, screen in area.screens.items()}
LOOK_UPS: tuple[str, ...] = tuple(dict.fromkeys(kind for area in AREAS for kind in area.look_ups))
WORK: Mapping[str, Work] = {key: work for area in AREAS for key, work in area.work.items()}
MONEY = frozenset(name for area in AREAS for name in area.money)
QUANTITIES = frozenset(name for area in AREAS for name in area.quantities)
PEOPLE = frozenset(name for area in AREAS for name in area.people)
CHOICES = frozenset(name for area in AREAS for name in area.choices)
LINKS: Mapping[str, str] = {name: kind for area in AREAS for name, kind in area.links.items()}
LONG_TEXTS = frozenset(name for area in AREAS for name in area.long_texts)
TONES: Mapping[str, str] = {name: tone for area in AREAS for name, tone in area.tones.items()}
NAMED = tuple(kind for area in AREAS for kind in area.named)
FORM_KNOWN: Mapping[str, Callable[[State, Known], Known]] = {
    key: maker for area in AREAS for key, maker in area.form_known.items()
}
FORM_ROWS: Mapping[str, Callable[[State, Known], list[Row]]] = {
    key: maker for area in AREAS for key, maker in area.form_rows.items()
}
READING_RULES = tuple(finder for area in AREAS for finder in area.reading_rules)
BY_NUMBER = frozenset(kind for area in AREAS for kind in area.by_number)
UNSEEN = frozenset(name for area in AREAS for name in area.unseen)
LISTED = frozenset(kind for area in AREAS for kind in area.listed)
CHOICE_LISTS: Mapping[str, str] = {name: choice for area in AREAS for name, choice in area.choice_lists.items()}
