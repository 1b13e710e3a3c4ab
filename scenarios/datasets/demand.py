"""Thirty-six months of demand for twenty finished goods; one of them holds a tender that will not come again."""

from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.datasets.supply import PLANNED

MONTHS, SKUS = 36, 20
TENDER_MONTH, TENDER = "2026-07", 16_020
RECENT = (3900, 4100, 4000, 4050, 3950, 4000, 3980, 4020, 4020, 3960, 4060, 3980)
"""The planned item's last twelve months without the tender; without July the last six average 4,000."""


def demand_history(items: list[str], chance: Chance) -> dict[str, Any]:
    """By item: names of the months and the quantity asked for in each, and remarks that explain the unusual."""
    chosen = [PLANNED, *(item for item in items if item != PLANNED)][:SKUS]
    return {item: _history(item, chance) for item in chosen}


def _history(item: str, chance: Chance) -> dict[str, Any]:
    level, growth = chance.between(8, 60) * 100, chance.between(-6, 12)
    months: dict[str, int] = {}
    for place in range(MONTHS):
        count = 2023 * 12 + 11 + place
        month = f"{count // 12}-{count % 12 + 1:02d}"
        months[month] = max(0, level + growth * place + chance.between(-level // 12, level // 12))
    if item != PLANNED:
        return {"months": months, "remarks": {}}
    months |= dict(zip(list(months)[-len(RECENT) :], RECENT, strict=True))
    months[TENDER_MONTH] += TENDER
    remark = {"zh": "省级应急储备招标，一次性 16,020 套", "en": "One-off tender for a provincial reserve, 16,020 sets"}
    return {"months": months, "remarks": {TENDER_MONTH: remark}}
