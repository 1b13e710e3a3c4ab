"""Who made which lot and when: the planted truths of production, as tables.

Who sealed what after 15 November, which record lacks a signature, where filter lot S-7741 went, which rework and which
repacked lot hold old units, and load 26-0917 with one value outside its window.
"""

from dataclasses import dataclass

OPERATIONS = ("10", "20", "30", "40", "50", "60")
ORDERED = 2000


@dataclass(frozen=True)
class Made:
    """One order for 2,000 sets: when sealed and by whom, which filter and needle lots, how far it is."""

    order: str
    lot: str
    good: int
    sealed: str
    sealer: str
    filters: str
    stock: tuple[tuple[str, int], ...]
    status: str = "closed"
    record: str = "approved"
    needles: str = "L26-9110"
    unverified: str = ""
    inspection: str = ""
    done: int = len(OPERATIONS)


SETS: tuple[Made, ...] = (
    Made("1000209", "L26-9310", 1970, "2026-10-12", "chen.gang", "L26-9105", (("U", 570),)),
    Made("1000211", "L26-9301", 1960, "2026-11-12", "zhang.min", "L26-9105", (("U", 560),)),
    Made(
        "1000215",
        "L26-9302",
        1955,
        "2026-11-18",
        "zhang.min",
        "L26-9106",
        (("H", 1955),),
        "teco",
        "completed",
        inspection="created",
    ),
    Made(
        "1000218",
        "L26-9303",
        1948,
        "2026-11-17",
        "chen.gang",
        "L26-9109",
        (("H", 1948),),
        "teco",
        "completed",
        inspection="created",
    ),
    Made(
        "1000221",
        "L26-9304",
        1962,
        "2026-11-24",
        "zhang.min",
        "L26-9106",
        (("Q", 1962),),
        "delivered",
        "completed",
        inspection="created",
    ),
    Made(
        "1000225",
        "L26-9305",
        1966,
        "2026-11-05",
        "chen.gang",
        "L26-9109",
        (("Q", 1966),),
        "teco",
        "reviewed",
        inspection="recorded",
    ),
    Made(
        "1000226",
        "L26-9306",
        1951,
        "2026-11-05",
        "chen.gang",
        "L26-9109",
        (("Q", 1951),),
        "teco",
        "in_execution",
        unverified="40",
        inspection="recorded",
    ),
    Made(
        "1000227",
        "L26-9307",
        1959,
        "2026-11-06",
        "liu.fang",
        "L26-9109",
        (("Q", 1959),),
        "teco",
        "reviewed",
        needles="L26-9115",
        inspection="recorded",
    ),
    Made("1000230", "L26-9309", 1992, "2026-11-30", "zhang.min", "L26-9109", (), "started", "in_execution", done=4),
)
REWORKED = ("1000228", "rework", "L26-9301", "L26-9308", 200, 198)
REPACKED = ("1000229", "repack", "L26-9310", "L26-9311", 500, 500)
SHIPPED = {"L26-9310": 900, "L26-9301": 1200, "L26-9311": 300}
"""What has left for customers of each lot: made = on hand + shipped + moved into another lot (+ 2 scrapped in rework)."""
IN_STOCK = {"L26-9311": ("U", 200), "L26-9308": ("Q", 198)}

LOADS: tuple[tuple[str, str, str, tuple[tuple[str, int], ...], tuple[int, ...]], ...] = (
    ("26-0909", "released", "2026-10-15T16:00", (("L26-9310", 1970),), (542, 58, 630, 385, 0)),
    (
        "26-0912",
        "released",
        "2026-11-09T16:00",
        (("L26-9305", 1966), ("L26-9306", 1951), ("L26-9307", 1959)),
        (545, 60, 640, 390, 0),
    ),
    ("26-0914", "released", "2026-11-14T10:00", (("L26-9301", 1960),), (548, 57, 618, 388, 0)),
    ("26-0917", "data_received", "2026-11-21T16:00", (("L26-9303", 1948),), (546, 59, 528, 384, 0)),
    ("26-0918", "accepted", "2026-11-23T14:00", (("L26-9302", 1955),), (544, 61, 655, 392, 0)),
)
"""Load, status, end of cycle, lots, and its values in the order of the window. In 26-0917 EO stood at 528, not 550."""
STERILISER = "V00051"
