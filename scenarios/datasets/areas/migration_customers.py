"""The legacy customer master: 22 rows for 13 hospitals and dealers; addresses and licences disagree between systems."""

from typing import Any

COLUMNS = (
    ("legacy_code", "旧编码", "Legacy code"),
    ("name", "名称", "Name"),
    ("city", "城市", "Town"),
    ("address", "收货地址", "Delivery address"),
    ("licence", "许可证号", "Licence"),
    ("licence_to", "许可证有效期", "Licence valid to"),
    ("tel", "电话", "Telephone"),
    ("created", "建档日期", "Created"),
    ("source", "来源", "Source"),
)
_LINES = """
K001|C01|苏州市立第三医院|苏州|姑苏区道前路 18 号|PDY10021|2028-05-31|0512-65210018|2016-03-02|旧ERP
K002|C01|苏州市立三院|苏州|姑苏区道前路 18 号住院部 B1 库房|PDY10021|2028-05-31|0512-65210018|2021-09-14|Excel台账
K003|C02|苏州润康医疗器械有限公司|苏州|吴中区越溪街道 220 号|SYJ20190077|2026-06-30|0512-66881230|2019-01-20|旧ERP
K004|C02|苏州润康医疗器械有限公司|苏州|吴中区越溪街道 220 号|SYJ20240411|2029-06-30|0512-66881230|2024-07-08|财务系统
K005|C03|苏州润康医疗科技有限公司|苏州|工业园区星湖街 91 号|SYJ20230118|2028-02-28|0512-62790011|2023-03-01|财务系统
K006|C04|无锡太湖医院|无锡|滨湖区蠡溪路 5 号|PDY10544|2027-12-31|0510-85110005|2015-11-12|旧ERP
K007|C04|无锡太湖医院（有限公司）|无锡|滨湖区蠡溪路 5 号|PDY10544|2027-12-31|0510 85110005|2018-04-23|Excel台账
K008|C05|无锡太湖医院蠡园分院|无锡|滨湖区高浪路 77 号|PDY10871|2027-08-31|0510-85330077|2020-06-30|旧ERP
K009|C06|常州瑞泽医疗器械有限公司|常州|新北区通江中路 300 号|SYJ20220309|2027-03-31|0519-85100300|2022-04-11|旧ERP
K010|C06|常州瑞泽医疗器械公司|常州|新北区通江中路 300 号|SYJ20220309|2027-03-31|0519-85100300|2022-09-19|Excel台账
K011|C06|瑞泽医疗器械有限公司|常州|新北区汉江路 12 号 3 号仓|SYJ20220309|2027-03-31|051985100300|2024-02-26|财务系统
K012|C07|杭州安和医药有限公司|杭州|滨江区江南大道 1100 号|SYJ20210555|2026-10-31|0571-87601100|2021-11-05|旧ERP
K013|C07|杭州安和医药有限公司|杭州|滨江区江南大道 1100 号|SYJ20260902|2031-10-31|0571-87601100|2026-10-12|财务系统
K014|C08|宁波甬江人民医院|宁波|江北区大庆南路 66 号|PDY11002|2029-01-31|0574-87350066|2017-07-17|旧ERP
K015|C08|宁波甬江人民医院|宁波|江北区大庆南路 66 号|PDY11002|2029-01-31|0574-87350066|2019-10-28|Excel台账
K016|C09|南京鼓楼康复医院|南京|鼓楼区中央路 321 号|PDY10330|2028-09-30|025-83300321|2018-08-08|旧ERP
K017|C10|上海仁心医疗器械有限公司|上海|青浦区华新镇 58 号|SYJ20230720|2028-07-31|021-59790058|2023-08-02|旧ERP
K018|C10|上海仁心医疗器械有限公司|上海|青浦区华新镇 58 号|SYJ20230720|2028-07-31|021 59790058|2023-08-30|财务系统
K019|C11|上海仁心医疗器械有限公司|上海|奉贤区南桥镇 402 号|SYJ20200616|2027-06-30|021-57180402|2020-07-06|旧ERP
K020|C12|合肥庐阳中心医院|合肥|庐阳区阜阳路 200 号|PDY10618|2027-04-30|0551-65600200|2016-12-01|旧ERP
K021|C12|合肥庐阳中心医院有限公司|合肥|庐阳区阜阳路 200 号|PDY10618|2027-04-30|0551-65600200|2021-05-05|Excel台账
K022|C13|济南泉城口腔医院|济南|历下区泺源大街 8 号|PDY11240|2028-11-30|0531-86010008|2022-10-10|旧ERP
"""
TRAPS = ("K005", "K008", "K019")
CURRENT = {
    "C02": ("SYJ20240411", "2029-06-30", "苏州润康医疗器械有限公司"),
    "C07": ("SYJ20260902", "2031-10-31", "杭州安和医药有限公司"),
}
"""Customers whose rows name two licences, and the one that the authority's register shows as in force."""
DELIVERY = {"C01": "姑苏区道前路 18 号住院部 B1 库房", "C06": "新北区汉江路 12 号 3 号仓"}
"""Where goods really go, as the signed delivery sheets of October and November say."""


def _lines() -> list[dict[str, str]]:
    names = ("legacy_code", "entity", *(name for name, _, _ in COLUMNS[1:]))
    return [dict(zip(names, line.split("|"), strict=True)) for line in _LINES.strip().splitlines()]


def staged() -> dict[str, Any]:
    """The export as the learner sees it."""
    shown = [name for name, _, _ in COLUMNS]
    return {
        "subject": "CUSTOMER",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": [],
        "rows": {line["legacy_code"]: {name: line[name] for name in shown} for line in _lines()},
        "compare": ["name", "city", "address", "licence", "licence_to", "tel"],
    }


def licences() -> dict[str, Any]:
    """The authority's register and the signed delivery sheets, for the customers whose rows disagree."""
    rows: dict[str, dict[str, str]] = {}
    for licence, valid_to, name in CURRENT.values():
        rows[licence] = {"name": name, "state": "in_force", "valid_to": valid_to, "address": ""}
    rows["SYJ20190077"] = {
        "name": "苏州润康医疗器械有限公司",
        "state": "cancelled",
        "valid_to": "2024-06-30",
        "address": "",
    }
    rows["SYJ20210555"] = {"name": "杭州安和医药有限公司", "state": "expired", "valid_to": "2026-10-31", "address": ""}
    rows["SYJ20200616"] = {
        "name": "上海仁心医疗器械有限公司（奉贤）",
        "state": "in_force",
        "valid_to": "2027-06-30",
        "address": "",
    }
    names = {"C01": ("PDY10021", "苏州市立第三医院"), "C06": ("SYJ20220309", "常州瑞泽医疗器械有限公司")}
    for entity, (licence, name) in names.items():
        rows[licence] = {"name": name, "state": "in_force", "valid_to": "", "address": DELIVERY[entity]}
    columns = (
        ("name", "名称", "Name"),
        ("state", "状态", "State"),
        ("valid_to", "有效期至", "Valid to"),
        ("address", "签收单上的收货地址", "Address on signed delivery sheets"),
    )
    return {
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in columns],
        "rows": dict(sorted(rows.items())),
    }


def truth() -> dict[str, Any]:
    """Which customer each row is, the look-alikes, and which licence and address survive."""
    lines = _lines()
    fields: dict[str, dict[str, str]] = {}
    for line in lines:
        fields.setdefault(line["entity"], {"licence": line["licence"], "address": line["address"]})
    for entity, (licence, _, _) in CURRENT.items():
        fields[entity]["licence"] = licence
    for entity, address in DELIVERY.items():
        fields[entity]["address"] = address
    return {
        "entities": {line["legacy_code"]: line["entity"] for line in lines},
        "traps": list(TRAPS),
        "disputed": {"licence": sorted(CURRENT), "address": sorted(DELIVERY)},
        "fields": fields,
    }
