"""Materials: those that drills name, and a plausible catalogue around them up to the size wanted."""

from typing import Any

from scenarios.datasets.chance import Chance

LOCATIONS = {"RM": "RM01", "PK": "PK01", "SF": "SF01", "FG": "FG01"}
DECIMALS = {"EA": 0, "MTR": 0, "KGM": 1, "LTR": 1}

NAMED: tuple[tuple[str, str, str, str, int, int, tuple[str, ...]], ...] = (
    ("RM-10001", "医用PVC粒料", "Medical PVC compound", "KGM", 1250, 1080, ("V00012",)),
    ("RM-10101", "瓶塞穿刺器 ABS", "Spike, ABS", "EA", 38, 0, ("V00014",)),
    ("RM-10102", "空气过滤膜 0.22 µm", "Air filter membrane 0.22 µm", "EA", 55, 1460, ("V00017",)),
    ("RM-10103", "PVC(TOTM)导管", "PVC (TOTM) tubing", "MTR", 210, 1080, ("V00023", "V00044")),
    ("RM-10104", "流量调节器", "Roller clamp", "EA", 42, 0, ("V00014",)),
    ("RM-10105", "药液过滤器", "Fluid filter", "EA", 240, 1460, ("V00017",)),
    ("RM-10106", "静脉针 0.7×25", "IV needle 0.7×25", "EA", 31, 1825, ("V00014",)),
    ("RM-10107", "滴管 PP", "Dropper, PP", "EA", 16, 0, ("V00014",)),
    ("RM-10108", "环己酮粘接剂", "Solvent bond, cyclohexanone", "LTR", 3600, 365, ("V00012",)),
    ("PK-40101", "初包装透析纸/PE袋", "Primary pouch, paper/PE", "EA", 22, 1095, ("V00031", "V00033")),
    ("PK-40102", "标签（含UDI）", "Label with UDI", "EA", 6, 0, ("V00033",)),
    ("PK-40103", "中包装盒 25 支", "Inner box, 25 pieces", "EA", 95, 0, ("V00033",)),
    ("PK-40104", "外箱 500 支", "Shipper, 500 pieces", "EA", 620, 0, ("V00033",)),
    ("SF-20101", "滴斗组件", "Drip chamber assembly", "EA", 88, 730, ()),
    ("FG-30010", "一次性使用输液器 0.7×25", "Infusion set, single use, 0.7×25", "EA", 870, 1095, ()),
    ("FG-30020", "一次性使用无菌注射器 5 mL", "Sterile syringe, single use, 5 mL", "EA", 120, 1825, ()),
    ("FG-30030", "中心静脉导管包 7Fr", "Central venous catheter kit 7Fr", "EA", 9800, 730, ()),
    ("FG-30040", "骨接合用金属锁定接骨板 8孔", "Locking bone plate, 8 holes", "EA", 52000, 1825, ()),
    ("FG-30050", "输液泵 P1", "Infusion pump P1", "EA", 268000, 0, ()),
)

CATALOGUE = (
    (
        "RM",
        "穿刺针管",
        "Cannula",
        "EA",
        12,
        90,
        1825,
        ("0.45×16", "0.5×20", "0.55×20", "0.6×25", "0.8×30", "0.9×35", "1.2×38"),
    ),
    ("RM", "橡胶活塞", "Rubber stopper", "EA", 8, 40, 1095, ("1 mL", "2.5 mL", "5 mL", "10 mL", "20 mL", "50 mL")),
    ("RM", "医用聚丙烯粒料", "Medical polypropylene", "KGM", 900, 1900, 1080, ("PP-R10", "PP-R20", "PP-H12", "PP-H30")),
    ("RM", "硅胶管", "Silicone tubing", "MTR", 260, 820, 1460, ("1×3", "2×4", "3×5", "4×6", "5×8", "6×9")),
    (
        "RM",
        "鲁尔接头",
        "Luer connector",
        "EA",
        15,
        70,
        0,
        ("公 / male", "母 / female", "旋转 / rotating", "三通 / 3-way"),
    ),
    ("RM", "钛合金棒材", "Titanium bar", "EA", 12000, 64000, 0, ("TC4 8 mm", "TC4 10 mm", "TC4 12 mm", "TC20 6 mm")),
    ("RM", "电路板组件", "Circuit board assembly", "EA", 4200, 38000, 0, ("MCU", "PWR", "DRV", "HMI", "SEN")),
    ("PK", "吸塑盒", "Blister tray", "EA", 60, 320, 1095, ("S", "M", "L", "XL")),
    ("PK", "说明书", "Instructions for use", "EA", 9, 45, 0, ("IS", "SY", "CVC", "LP", "P1")),
    ("SF", "针座组件", "Hub assembly", "EA", 40, 180, 730, ("21G", "22G", "23G", "24G", "25G")),
    (
        "FG",
        "一次性使用无菌注射器",
        "Sterile syringe, single use",
        "EA",
        60,
        320,
        1825,
        ("1 mL", "2 mL", "10 mL", "20 mL", "50 mL"),
    ),
    ("FG", "延长管", "Extension line", "EA", 180, 560, 1095, ("30 cm", "60 cm", "100 cm", "150 cm")),
)


def _item(number: str, zh: str, en: str, unit: str, price: int, life: int, vendors: tuple[str, ...]) -> dict[str, Any]:
    kind = number[:2]
    bought = kind in {"RM", "PK"}
    return {
        "id": number,
        "type": kind,
        "name_zh": zh,
        "name_en": en,
        "unit": unit,
        "decimals": DECIMALS[unit],
        "standard_price": price,
        "lot_tracked": number not in {"PK-40103", "PK-40104"},
        "inspected": bought,
        "shelf_life_days": life,
        "reorder_point": 0,
        "vendors": list(vendors),
        "location": LOCATIONS[kind],
    }


def items(count: int, suppliers: list[str], chance: Chance) -> dict[str, dict[str, Any]]:
    """The item master, in the order of its numbers."""
    table = {row[0]: _item(*row) for row in NAMED}
    made = 0
    while len(table) < count:
        kind, zh, en, unit, low, high, life, variants = CATALOGUE[made % len(CATALOGUE)]
        variant = variants[(made // len(CATALOGUE)) % len(variants)]
        series = made // len(CATALOGUE) // len(variants) + 1
        number = f"{kind}-{50001 + made}"
        vendors = (
            tuple(sorted({chance.one_of(suppliers) for _ in range(chance.between(1, 2))}))
            if kind in {"RM", "PK"}
            else ()
        )
        price = chance.between(low, high)
        table[number] = _item(
            number, f"{zh} {variant} {series:02d}型", f"{en} {variant} type {series:02d}", unit, price, life, vendors
        )
        made += 1
    return dict(sorted(table.items()))


CHARACTERISTICS: dict[str, tuple[tuple[str, str, str, int, int, int, str, bool], ...]] = {
    "RM-10001": (
        ("HARD", "邵氏硬度A", "Shore hardness A", 760, 840, 1, "HA", False),
        ("MOIST", "水分", "Moisture", 0, 30, 2, "%", False),
    ),
    "RM-10103": (
        ("OD", "外径", "Outer diameter", 390, 410, 2, "mm", True),
        ("ID", "内径", "Inner diameter", 290, 310, 2, "mm", True),
        ("VIS", "外观缺陷数", "Visual defects", 0, 1, 0, "EA", False),
    ),
    "RM-10105": (
        ("PORE", "孔径", "Pore size", 420, 500, 2, "µm", True),
        ("VIS", "外观缺陷数", "Visual defects", 0, 1, 0, "EA", False),
    ),
}
GENERAL = (
    ("DIM", "关键尺寸偏差", "Deviation of the key dimension", -50, 50, 2, "mm", False),
    ("VIS", "外观缺陷数", "Visual defects", 0, 1, 0, "EA", False),
)


def plans(table: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Inspection plans of the items that drills name, and `GENERAL`, which holds for every other inspected item.

    Limits and readings are in the characteristic's decimals.
    """
    named = {row[0] for row in NAMED}
    names = ("code", "name_zh", "name_en", "low", "high", "decimals", "unit", "patient_contact")
    found = {
        number: CHARACTERISTICS.get(number, GENERAL)
        for number in table
        if number in named and table[number]["inspected"]
    }
    return {
        number: {"id": number, "characteristics": [dict(zip(names, row, strict=True)) for row in rows]}
        for number, rows in {**found, "GENERAL": GENERAL}.items()
    }
