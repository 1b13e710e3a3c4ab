"""The shop floor: routings with their parameters and checks, work centres, equipment with calibration dates."""

from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.engine.clock import days_later
from scenarios.engine.quantities import decimal_text

Row = dict[str, Any]

WORK_CENTRES: tuple[tuple[str, str, str, int], ...] = (
    ("WC-INJ", "注塑", "Injection moulding", 520),
    ("WC-EXT", "挤管", "Extrusion", 480),
    ("WC-ASM", "装配粘接", "Assembly and bonding", 180),
    ("WC-TST", "气密与流量检测", "Leak and flow test", 220),
    ("WC-SEAL", "初包装热封", "Pouch sealing", 260),
    ("WC-LBL", "贴标", "Labelling", 160),
)
"""Number, names, cents per minute."""

OPERATIONS: tuple[tuple[str, str, str, str, str, int, str, str], ...] = (
    ("10", "注塑", "Injection moulding", "WC-INJ", "ISO7", 8, "", ""),
    ("20", "挤管", "Extrusion", "WC-EXT", "ISO7", 5, "", ""),
    ("30", "装配粘接", "Assembly and bonding", "WC-ASM", "ISO7", 32, "OP-ASM", ""),
    ("40", "气密/流量检测", "Leak and flow test", "WC-TST", "ISO7", 11, "OP-TST", "IPC"),
    ("50", "初包装热封（特殊过程）", "Pouch sealing (special process)", "WC-SEAL", "ISO7", 14, "OP-SEAL", "IPC"),
    ("60", "贴标 UDI", "UDI labelling", "WC-LBL", "ISO8", 6, "OP-LBL", "IPC"),
    (
        "70",
        "EO 灭菌（外协、特殊过程）",
        "EO sterilisation (subcontracted, special process)",
        "",
        "",
        0,
        "SV-EO",
        "STER",
    ),
    ("80", "解析 14 天", "Aeration, 14 days", "", "", 0, "", ""),
    ("90", "成品检验与放行", "Final inspection and release", "", "", 0, "QA-REL", "FQC"),
)
"""Number, names, work centre, clean class, tenths of a minute per 100 pieces, qualification, inspection point."""

Rule = tuple[str, str, str, int, int, int, str]
PARAMETERS: dict[str, tuple[Rule, ...]] = {
    "10": (("MELT_T", "熔体温度", "Melt temperature", 165, 185, 0, "°C"),),
    "30": (("CURE", "固化时间", "Curing time", 20, 40, 0, "min"),),
    "50": (
        ("SEAL_T", "热封温度", "Sealing temperature", 130, 140, 0, "°C"),
        ("SEAL_P", "热封压力", "Sealing pressure", 30, 45, 2, "MPa"),
        ("SEAL_S", "热封时间", "Dwell time", 10, 20, 1, "s"),
    ),
}
"""What is written into the batch record, with its validated window."""

CHECKS: dict[str, tuple[Rule, ...]] = {
    "40": (
        ("LEAK", "泄漏件数", "Leaking pieces", 0, 0, 0, "EA"),
        ("FLOW", "流量", "Flow rate", 55, 65, 0, "mL/min"),
    ),
    "50": (
        ("PEEL", "剥离强度", "Peel strength", 150, 900, 2, "N/15mm"),
        ("CHANNEL", "热封通道缺陷", "Channel defects", 0, 0, 0, "EA"),
    ),
    "60": (("UDI", "标签/UDI 缺陷", "Label or UDI defects", 0, 0, 0, "EA"),),
}
"""What the in-process inspector measures before the next operation."""

STERILISATION: tuple[Rule, ...] = (
    ("TEMP", "柜内温度", "Chamber temperature", 500, 580, 1, "°C"),
    ("RH", "相对湿度", "Relative humidity", 45, 75, 0, "%"),
    ("EO", "环氧乙烷浓度", "EO concentration", 550, 750, 0, "mg/L"),
    ("DWELL", "灭菌时间", "Exposure time", 360, 420, 0, "min"),
    ("BI", "生物指示剂阳性数", "Biological indicators with growth", 0, 0, 0, "EA"),
)
"""The validated window of the EO cycle."""

FINAL_PLAN: tuple[tuple[str, str, str, int, int, int, str, bool], ...] = (
    ("LEAK", "泄漏件数", "Leaking pieces", 0, 0, 0, "EA", True),
    ("FLOW", "流量", "Flow rate", 55, 65, 0, "mL/min", True),
    ("PEEL", "剥离强度", "Peel strength", 150, 900, 2, "N/15mm", False),
    ("EO_RES", "环氧乙烷残留", "EO residue", 0, 400, 2, "mg", True),
)

EQUIPMENT: tuple[tuple[str, str, str, str, str], ...] = (
    ("EQ-INJ-01", "1 号注塑机", "Injection moulding machine 1", "WC-INJ", "2027-02-20"),
    ("EQ-EXT-01", "1 号挤出机", "Extruder 1", "WC-EXT", "2027-01-31"),
    ("EQ-BOND", "粘接工装", "Bonding fixture", "WC-ASM", "2027-03-15"),
    ("EQ-LEAK", "气密流量检测台", "Leak and flow tester", "WC-TST", "2027-01-20"),
    ("EQ-SEALER-A", "热封机 A", "Sealer A", "WC-SEAL", "2026-11-28"),
    ("EQ-SEALER-B", "热封机 B", "Sealer B", "WC-SEAL", "2027-04-30"),
    ("EQ-LABEL", "贴标机", "Label printer", "WC-LBL", "2027-05-31"),
    ("EQ-AERATION", "解析间温控", "Aeration room control", "", "2027-02-28"),
    ("CVT01", "电子天平 CVT01", "Balance CVT01", "", "2026-11-20"),
    ("CAL-0087", "卡尺 CAL-0087", "Calliper CAL-0087", "", "2027-03-31"),
)
"""Number, names, work centre, date until which the calibration is valid. Sealer A and balance CVT01 are overdue."""

EQUIPMENT_COUNT = {"S": 12, "M": 40, "L": 400}
_RULE = ("code", "name_zh", "name_en", "low", "high", "decimals", "unit")


def rules(rows: tuple[Rule, ...], **more: str) -> list[Row]:
    """Parameters or checks as rows, each with its window as people read it."""
    return [{**more, **dict(zip(_RULE, row, strict=True)), "window": _window(row)} for row in rows]


def _window(rule: Rule) -> str:
    _, _, _, lowest, highest, decimals, unit = rule
    low, high = decimal_text(lowest, decimals), decimal_text(highest, decimals)
    return f"{low} – {high} {unit}" if low != high else f"{low} {unit}"


def _by_operation(table: dict[str, tuple[Rule, ...]]) -> list[Row]:
    return [row for number, found in table.items() for row in rules(found, operation=number)]


def work_centres() -> dict[str, Row]:
    """Work centres with their rate and the minutes of their shifts, less what checks and breaks take."""
    shifts = {"day": 450, "night": 420}
    return {
        number: {"id": number, "name_zh": zh, "name_en": en, "rate": rate, "shifts": shifts}
        for number, zh, en, rate in WORK_CENTRES
    }


def routing(item: str, operations: tuple[str, ...], *, full: bool) -> Row:
    """A routing of the numbered operations; a full one carries parameters and checks."""
    steps = {}
    for number, zh, en, centre, clean, tenths, competence, inspection in OPERATIONS:
        if number not in operations:
            continue
        steps[number] = {
            "name_zh": zh,
            "name_en": en,
            "work_centre": centre,
            "clean_class": clean,
            "tenths_per_100": tenths,
            "competence": competence,
            "inspection": inspection if full or not centre else "",
            "external": not centre,
        }
    head = {"id": item, "item": item, "revision": "2", "effective_from": "2026-01-01", "operations": steps}
    named = (("parameters", PARAMETERS), ("checks", CHECKS))
    return head | {name: _by_operation(table) if full else [] for name, table in named}


def equipment(size: str, chance: Chance) -> dict[str, Row]:
    """The pieces that drills name, and gauges up to the count, all of them in calibration."""
    table = {
        number: {"id": number, "name_zh": zh, "name_en": en, "work_centre": centre, "calibration_due": due}
        for number, zh, en, centre, due in EQUIPMENT
    }
    while len(table) < EQUIPMENT_COUNT[size]:
        number = f"CAL-{100 + len(table):04d}"
        due = days_later("2026-11-30", chance.between(40, 340))
        table[number] = {
            "id": number,
            "name_zh": f"量具 {number}",
            "name_en": f"Gauge {number}",
            "work_centre": "",
            "calibration_due": due,
        }
    return table
