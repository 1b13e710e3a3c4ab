"""Customers with their licences and limits, price lists, and the device identifiers of finished goods."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.chance import Chance
from scenarios.migration.identifiers import gs1_check_digit

Row = dict[str, Any]
COUNT = {"S": 24, "M": 190, "L": 1900}
ALL = ("03", "13", "14")
"""Categories of the device catalogue: surgical instruments for vessels, passive implants, injection and infusion."""

NAMED: tuple[tuple[str, str, str, str, str, tuple[str, ...], int, int], ...] = (
    ("C00001", "宁州市第一人民医院", "Ningzhou First People's Hospital", "A", "2029-04-30", ALL, 60_000_000, 50),
    ("C00002", "江北妇幼保健院", "Jiangbei Maternity Hospital", "A", "2028-08-31", ALL, 30_000_000, 50),
    (
        "C00003",
        "杭城康桥医疗器械有限公司",
        "Hangcheng Kangqiao Medical",
        "B",
        "2027-12-31",
        ("03", "14"),
        42_000_000,
        75,
    ),
    ("C00004", "临湖医药有限公司", "Linhu Pharmaceutical", "B", "2026-11-20", ALL, 20_000_000, 33),
    ("C00005", "东港华信器械经营部", "Donggang Huaxin Devices", "B", "2028-03-31", ("14",), 15_000_000, 33),
    ("C00006", "云溪县中医院", "Yunxi County Hospital of Chinese Medicine", "A", "2029-01-31", ALL, 20_000_000, 33),
    ("C00007", "滨海儿童医院", "Binhai Children's Hospital", "A", "2028-10-31", ALL, 25_000_000, 50),
    ("C00008", "南岭骨科医院", "Nanling Orthopaedic Hospital", "A", "2028-05-31", ("13", "14"), 40_000_000, 33),
    ("C00009", "西川仁德医疗供应链有限公司", "Xichuan Rende Supply", "B", "2027-09-30", ALL, 50_000_000, 33),
)
CITIES = (
    "宁州:Ningzhou",
    "江北:Jiangbei",
    "临湖:Linhu",
    "云溪:Yunxi",
    "滨海:Binhai",
    "南岭:Nanling",
    "西川:Xichuan",
    "东港:Donggang",
)
KINDS = (
    "第二人民医院:Second People's Hospital",
    "中心医院:Central Hospital",
    "妇幼保健院:Maternity Hospital",
    "康复医院:Rehabilitation Hospital",
    "社区卫生服务中心:Community Health Centre",
    "安泰医疗器械有限公司:Antai Medical Devices",
    "博源医药有限公司:Boyuan Pharmaceutical",
)
PRICED = {
    "FG-30010": (1860, 1280),
    "FG-30020": (240, 180),
    "FG-30030": (19800, 14200),
    "FG-30040": (128000, 92000),
    "FG-30050": (520000, 410000),
}
"""What drills sell: price on list A (hospitals) and on list B (dealers), in cents."""
MARGINS = (("A", 230), ("B", 165))


def mark_devices(company: Company) -> None:
    """Give finished goods their device identifier and category; the pump bears serial numbers."""
    for item in company.books.items.values():
        if item["type"] == "FG":
            body = f"0690123{item['id'][-5:]}0"
            name = item["name_en"].casefold()
            item["di"] = body + gs1_check_digit(body)
            item["device_category"] = "13" if "plate" in name else "03" if "catheter" in name else "14"
            if "pump" in name:
                item["serialised"] = True


def _customer(number: str, zh: str, en: str, price_list: str, valid: str, scope: tuple[str, ...], limit: int) -> Row:
    return {
        "id": number,
        "name_zh": zh,
        "name_en": en,
        "status": "active",
        "price_list": price_list,
        "licence": f"{'YL' if price_list == 'A' else 'JY'}-{number[1:]}",
        "licence_valid_to": valid,
        "scope": list(scope),
        "credit_limit": limit,
        "payment_days": 60 if price_list == "A" else 30,
        "minimum_life_pct": 33,
    }


def add_customers(company: Company, chance: Chance) -> None:
    """The customers that drills name, then plausible ones up to the count of the size."""
    table: dict[str, Row] = {}
    for number, zh, en, price_list, valid, scope, limit, life in NAMED:
        street = int(number[1:]) * 7
        table[number] = _customer(number, zh, en, price_list, valid, scope, limit) | {
            "minimum_life_pct": life,
            "address_zh": f"{zh[:2]}市解放路 {street} 号",
            "address_en": f"{street} Jiefang Road, {en.split(' ', 1)[0]}",
        }
    index = 100
    while len(table) < COUNT[company.size.code]:
        (city, place), (kind, business) = (chance.one_of(names).split(":") for names in (CITIES, KINDS))
        number = f"C{index:05d}"
        dealer = kind.endswith("公司")
        valid = f"20{chance.between(27, 29)}-{chance.between(1, 12):02d}-28"
        scope = ("14",) if chance.is_lucky(30) else ALL
        limit = chance.between(5, 60) * 1_000_000
        name = f"{place} {business} {index - 99}"
        table[number] = _customer(
            number, f"{city}{kind}（{index - 99}）", name, "B" if dealer else "A", valid, scope, limit
        )
        index += 1
    company.masters["CUSTOMER"] = table


def price_of(company: Company, price_list: str, item: str) -> int:
    """The price of an item on a list, in cents."""
    if item in PRICED:
        return PRICED[item][0 if price_list == "A" else 1]
    return int(company.books.items[item]["standard_price"]) * dict(MARGINS)[price_list] // 100


def add_prices(company: Company) -> None:
    """One price per list for what drills sell and for what the orders of the base hold."""
    sold = set(PRICED) | {
        line["item"] for order in company.documents("SO").values() for line in order["lines"].values()
    }
    company.masters["PRICE"] = {
        f"{name}-{item}": {
            "id": f"{name}-{item}",
            "list": name,
            "item": item,
            "price": price_of(company, name, item),
            "valid_to": "2026-12-31",
        }
        for name, _ in MARGINS
        for item in sorted(sold)
    }
