"""120 legacy items that need new codes: suffixes of two meanings, retired numbers, and device identifiers of 14 products."""

from functools import cache
from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.migration.api import CODE_RANGES, gs1_check_digit

Row = dict[str, str]
COLUMNS = (
    ("legacy_code", "旧编码", "Legacy code"),
    ("name", "名称", "Name"),
    ("type", "类型", "Type"),
    ("size", "规格", "Size"),
    ("suffix", "后缀", "Suffix"),
    ("remark", "备注", "Remark"),
    ("di_primary", "DI 最小销售单元", "DI primary"),
    ("di_inner", "DI 中包装", "DI inner"),
    ("di_case", "DI 外箱", "DI case"),
)
LEVELS = (("di_primary", "0"), ("di_inner", "1"), ("di_case", "2"))
"""Package levels and the indicator digit of their identifier; 952 is GS1's prefix for examples."""
COUNTS = (("FG", 14), ("SF", 16), ("RM", 58), ("PK", 32))
NAMES = {
    "FG": ("一次性使用输液器", "无菌注射器", "延长管", "导管包"),
    "SF": ("滴斗组件", "针座组件"),
    "RM": ("穿刺针管", "橡胶活塞", "硅胶管", "鲁尔接头", "粒料"),
    "PK": ("初包装袋", "吸塑盒", "说明书", "外箱"),
}
COLOURS = ("蓝色件", "绿色件", "透明件", "红色件")
REVISIONS = ("2019 年改版后图纸", "按新图纸，旧图作废", "模具修改后版本", "第二版图纸")
WRONG_CHECK = ("W-0006", "di_inner")
"""Its check digit does not fit."""
REUSED = ("W-0010", "W-0009")
"""The first bears the primary identifier of the second, another size."""
RETIRED = {"FG-36015": "2021-03-31", "RM-16031": "2020-12-31", "PK-46020": "2022-06-30"}
"""Numbers once given to items that are gone: old documents still name them."""
RULES = (
    (
        "RULE-1",
        "编码 = 类型-五位流水号，不含规格、颜色、版本",
        "Code = type and five running digits; no size, colour or revision in it",
    ),
    (
        "RULE-2",
        "版本和颜色各有字段；颜色不同是不同物料，版本不同是同一物料",
        "Revision and colour have fields of their own: another colour is another item, another revision is not",
    ),
    ("RULE-3", "停用的编码不得再用", "A retired code is never used again"),
    (
        "RULE-4",
        "器械标识由注册专员按备案数据改，他人发现问题只提出",
        "Device identifiers are changed by regulatory affairs, from the filing; others raise what they find",
    ),
)
SUFFIXED = 24
SEED = 20261203


def identifier(indicator: str, product: int) -> str:
    """The GTIN of a product at a package level."""
    body = f"{indicator}952000000{product:03d}"
    return body + gs1_check_digit(body)


@cache
def true_rows() -> dict[str, Row]:
    """The items as they ought to be, by a plain number; the legacy code carries the suffix."""
    chance = Chance(SEED)
    kinds = [kind for kind, count in COUNTS for _ in range(count)]
    suffixed = {15 + place * 4 + place % 3 for place in range(SUFFIXED)}
    rows: dict[str, Row] = {}
    for number, kind in enumerate(kinds, start=1):
        key = f"W-{number:04d}"
        means, suffix, remark = "none", "", ""
        if number in suffixed:
            means = chance.one_of(("revision", "colour"))
            suffix = chance.one_of(("A", "B"))
            remark = chance.one_of(COLOURS if means == "colour" else REVISIONS)
        ids = {name: identifier(indicator, number) if kind == "FG" else "" for name, indicator in LEVELS}
        rows[key] = {
            "legacy_code": key + (f"-{suffix}" if suffix else ""),
            "name": f"{chance.one_of(NAMES[kind])} {number:03d}",
            "type": kind,
            "size": f"{chance.between(1, 9)}×{chance.between(10, 60)}",
            "suffix": suffix,
            "remark": remark,
            **ids,
            "means": means,
        }
    return rows


def staged() -> dict[str, Any]:
    """The list as the learner sees it."""
    rows = {key: {name: row[name] for name, _, _ in COLUMNS} for key, row in true_rows().items()}
    key, column = WRONG_CHECK
    right = rows[key][column]
    rows[key][column] = right[:-1] + str((int(right[-1]) + 3) % 10)
    rows[REUSED[0]]["di_primary"] = rows[REUSED[1]]["di_primary"]
    return {
        "subject": "ITEM",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": [],
        "codable": True,
        "guarded": [name for name, _ in LEVELS],
        "retired": sorted(RETIRED),
        "rows": rows,
    }


def registrations() -> dict[str, Any]:
    """What is filed with the authority's device database, product by product."""
    rows = {
        key: {"name": row["name"], "size": row["size"], **{name: row[name] for name, _ in LEVELS}}
        for key, row in true_rows().items()
        if row["type"] == "FG"
    }
    columns = (
        ("name", "名称", "Name"),
        ("size", "规格", "Size"),
        *(column for column in COLUMNS if column[0].startswith("di_")),
    )
    return {"columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in columns], "rows": rows}


def code_rule() -> dict[str, Any]:
    """The coding rule with its ranges, and the numbers that may not be used again."""
    rows = {number: {"zh": zh, "en": en} for number, zh, en in RULES}
    for kind, (low, high) in CODE_RANGES.items():
        zh = f"{kind} 号段 {low}–{high}，从 {low + 10} 起"
        rows[f"{kind}-RANGE"] = {"zh": zh, "en": f"{kind} range {low}–{high}, from {low + 10} on"}
    for code, day in sorted(RETIRED.items()):
        rows[code] = {"zh": f"已停用，{day}", "en": f"retired on {day}"}
    columns = [{"id": language, "zh": "内容", "en": "Content"} for language in ("zh", "en")]
    return {"columns": columns, "rows": rows}


def truth() -> dict[str, Any]:
    """The meaning of each suffix, and the identifiers as filed."""
    rows = {
        key: {name: row[name] for name in ("means", *(level for level, _ in LEVELS))}
        for key, row in true_rows().items()
    }
    suffixed = [key for key, row in true_rows().items() if row["suffix"]]
    products = [key for key, row in true_rows().items() if row["type"] == "FG"]
    return {"rows": rows, "suffixed": suffixed, "products": products}
