"""What the management reports read beside the documents: delivery notes nobody posted, and a month of quality figures."""

from typing import Any

Row = dict[str, Any]

UNPOSTED: tuple[tuple[str, str, str, str, int, int, int, int], ...] = (
    ("LS-26-3391", "V00014", "RM-10101", "2026-11-27", 6000, 1500, 2000, 7200),
    ("LS-26-3402", "V00033", "PK-40102", "2026-11-28", 40000, 4000, 5000, 38000),
    ("LS-26-3410", "V00014", "RM-10106", "2026-11-30", 9000, 2500, 3000, 11200),
)
"""Delivery note, supplier, item, day it came, pieces on it; opening stock, receipts posted and issues of the month."""

STARTED = 20_000
STEPS: tuple[tuple[str, int, int, int], ...] = (
    ("10", 20_000, 19_960, 40),
    ("20", 20_000, 19_500, 480),
    ("30", 19_980, 18_982, 940),
    ("40", 19_922, 18_727, 1_140),
    ("50", 19_867, 19_569, 263),
    ("60", 19_832, 19_693, 127),
)
"""Operation, pieces in, right first time, reworked and then right; the rest was scrapped."""

SCRAP_COST = (
    ("2026-07", 1_180_00),
    ("2026-08", 1_240_00),
    ("2026-09", 1_420_00),
    ("2026-10", 1_610_00),
    ("2026-11", 1_890_00),
)
"""Scrap and rework cost of the line in cents, month by month."""

SUPPLIERS: tuple[tuple[str, int, int], ...] = (
    ("V00044", 60, 0),
    ("V00017", 120, 1),
    ("V00033", 42_000, 63),
    ("V00014", 48_000, 168),
    ("V00012", 900, 3),
)
"""Supplier, pieces inspected, pieces defective. The limit is 2,500 defective in a million."""
PPM_LIMIT = 2_500


def unposted() -> Row:
    """The dock's book of deliveries whose receipt has not been posted."""
    names = ("note", "vendor", "item", "arrived_on", "quantity", "opening", "receipts", "issues")
    return {row[0]: dict(zip(names, row, strict=True)) for row in UNPOSTED}


def quality() -> Row:
    """A month of the infusion-set line and of incoming inspection."""
    return {
        "started": STARTED,
        "steps": {key: {"came": came, "first": first, "reworked": again} for key, came, first, again in STEPS},
        "cost": dict(SCRAP_COST),
        "suppliers": {vendor: {"inspected": seen, "defective": bad} for vendor, seen, bad in SUPPLIERS},
        "limit": PPM_LIMIT,
    }
