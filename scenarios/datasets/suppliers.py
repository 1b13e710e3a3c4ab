"""Suppliers and the contracts that hold their prices."""

from typing import Any

from scenarios.datasets.chance import Chance

NAMED = (
    ("V00012", "苏州恒韧医用高分子有限公司", "Suzhou Hengren Medical Polymers", 30),
    ("V00014", "常州合盛医用塑件有限公司", "Changzhou Hesheng Medical Plastics", 60),
    ("V00017", "苏州恒滤过滤技术有限公司", "Suzhou Henglü Filtration", 30),
    ("V00023", "无锡畅和精密管业有限公司", "Wuxi Changhe Precision Tubing", 30),
    ("V00031", "宁波安封包装材料有限公司", "Ningbo Anfeng Packaging", 30),
    ("V00033", "杭州佑诚包装有限公司", "Hangzhou Youcheng Packaging", 45),
    ("V00044", "嘉兴润达医用导管有限公司", "Jiaxing Runda Medical Tubing", 45),
)
CITIES = (
    "苏州:Suzhou",
    "无锡:Wuxi",
    "常州:Changzhou",
    "宁波:Ningbo",
    "杭州:Hangzhou",
    "嘉兴:Jiaxing",
    "武汉:Wuhan",
    "佛山:Foshan",
)
WORDS = (
    "瑞康:Ruikang",
    "明达:Mingda",
    "嘉泰:Jiatai",
    "华冠:Huaguan",
    "启航:Qihang",
    "同德:Tongde",
    "永信:Yongxin",
    "天工:Tiangong",
    "汇川:Huichuan",
)
TRADES = (
    "精密模具:Precision Moulds",
    "医用橡塑:Medical Rubber",
    "电子元件:Electronics",
    "金属材料:Metals",
    "包装材料:Packaging",
    "无纺制品:Nonwovens",
)
LAPSED = "V00031"
"""Its licence ran out on 31 October 2026: no new order may go there."""


FIXED_PRICE = (
    "价格在合同期内固定，不含税；调价须双方书面确认，且提前三十天。",
    "The price is fixed for the term, without tax; a change needs two signatures a month ahead.",
)


def suppliers(count: int, chance: Chance) -> dict[str, dict[str, Any]]:
    """The supplier master by number; a few are not approved."""
    table = {number: _supplier(number, zh, en, days) for number, zh, en, days in NAMED}
    table[LAPSED]["licence_valid_to"] = "2026-10-31"
    number = 100
    while len(table) < count:
        (city, place), (word, name), (trade, business) = (
            chance.one_of(names).split(":") for names in (CITIES, WORDS, TRADES)
        )
        code = f"V{number:05d}"
        row = _supplier(
            code, f"{city}{word}{trade}有限公司", f"{place} {name} {business}", chance.one_of((30, 45, 60, 90))
        )
        row["licence_valid_to"] = f"2027-{chance.between(1, 12):02d}-{chance.between(1, 28):02d}"
        row["status"] = "blocked" if chance.is_lucky(6) else "approved"
        table[code] = row
        number += 1
    return dict(sorted(table.items()))


def _supplier(number: str, zh: str, en: str, days: int) -> dict[str, Any]:
    terms = {"payment_days": days, "status": "approved", "licence_valid_to": "2028-06-30"}
    return {"id": number, "name_zh": zh, "name_en": en, **terms}


def contracts(items: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """One price contract for 2026 per supplier and item, at standard price; the drills' ones have short numbers."""
    table: dict[str, dict[str, Any]] = {}
    named = {row[0] for row in NAMED}
    for item in items.values():
        for vendor in item["vendors"]:
            if vendor not in named and vendor != item["vendors"][0]:
                continue
            number = f"K26-{vendor[1:]}-{item['id'][-5:]}"
            table[number] = {
                "id": number,
                "vendor": vendor,
                "item": item["id"],
                "price": item["standard_price"],
                "valid_from": "2026-01-01",
                "valid_to": "2026-12-31",
            }
            if vendor in named:
                table[number] |= {"text_zh": FIXED_PRICE[0], "text_en": FIXED_PRICE[1]}
    return table
