"""The legacy material master of the two plants: 36 rows for 25 materials; some differ in a word that matters."""

from typing import Any

COLUMNS = (
    ("legacy_code", "旧编码", "Legacy code"),
    ("name", "名称", "Name"),
    ("class", "类别", "Class"),
    ("size", "规格", "Size"),
    ("grade", "材质", "Grade"),
    ("unit", "单位", "Unit"),
    ("drawing", "图号", "Drawing"),
    ("maker_part", "厂家型号", "Maker's part"),
    ("created", "建档日期", "Created"),
    ("source", "来源", "Source"),
)
_LINES = """
Y001|M01|PVC 导管|RM|3.0×4.1|PVC(TOTM)|M|DWG-2101|CH-3041T|2017-03-02|旧ERP
E001|M01|PVC导管|RM|3.0×4.1|PVC(TOTM)|米|DWG-2101|CH-3041T|2021-08-19|Excel台账
F001|M01|导管 PVC|RM|3.0x4.1|PVC(TOTM)|MTR|DWG-2101|CH-3041T|2023-01-05|财务系统
Y002|M02|PVC 导管|RM|3.0×4.1|PVC(DEHP)|M|DWG-2088|CH-3041D|2014-05-20|旧ERP
Y003|M03|静脉针|RM|0.7×25|SUS304|PCS|DWG-2230|HS-0725|2016-09-11|旧ERP
E003|M03|静 脉 针|RM|0.7×25|SUS304|支|DWG-2230|HS-0725|2020-04-30|Excel台账
Y004|M04|静脉针|RM|0.7×25|SUS316|PCS|DWG-2231|HS-0725L|2019-10-08|旧ERP
Y005|M05|鲁尔接头（公）|RM|6%|PC|PCS|DWG-2302|LM-601|2018-02-14|旧ERP
E005|M05|公鲁尔接头|RM|6%|PC|个|DWG-2302|LM-601|2022-06-01|Excel台账
Y006|M06|鲁尔接头（母）|RM|6%|PC|PCS|DWG-2303|LF-601|2018-02-14|旧ERP
Y007|M07|透析纸袋|PK|120×200|灭菌级|PCS|DWG-4101|PB-1220S|2015-07-07|旧ERP
F007|M07|透析纸袋 灭菌级|PK|120×200|灭菌级|只|DWG-4101|PB-1220S|2022-11-23|财务系统
Y008|M08|透析纸袋|PK|120×200|非灭菌|PCS|DWG-4109|PB-1220N|2016-01-12|旧ERP
Y009|M09|药液过滤器|RM|15 µm|尼龙|PCS|DWG-2410|HL-15N|2017-06-06|旧ERP
E009|M09|药液过滤器15µm|RM|15 µm|尼龙|只|DWG-2410|HL-15N|2019-12-18|Excel台账
Y010|M10|药液过滤器|RM|5 µm|尼龙|PCS|DWG-2411|HL-05N|2017-06-06|旧ERP
Y011|M11|瓶塞穿刺器|RM|单腔|ABS|PCS|DWG-2501|HS-S1|2016-03-30|旧ERP
E011|M11|穿刺器（瓶塞）|RM|单腔|ABS|个|DWG-2501|HS-S1|2021-02-09|Excel台账
Y012|M12|瓶塞穿刺器|RM|双腔|ABS|PCS|DWG-2502|HS-S2|2016-03-30|旧ERP
Y013|M13|流量调节器|RM|4 mm|ABS|PCS|DWG-2601|LT-4|2018-08-08|旧ERP
F013|M13|流量调节器|RM|4mm|ABS|PCS|DWG-2601|LT-4|2020-10-10|财务系统
Y014|M14|空气过滤膜|RM|0.22 µm|PTFE|PCS|DWG-2701|AF-022|2019-05-17|旧ERP
Y015|M15|空气过滤膜|RM|0.45 µm|PTFE|PCS|DWG-2702|AF-045|2019-05-17|旧ERP
Y016|M16|橡胶活塞|RM|5 mL|丁基胶|PCS|DWG-2801|RP-5B|2015-11-11|旧ERP
E016|M16|活塞 橡胶|RM|5 mL|丁基胶|个|DWG-2801|RP-5B|2020-01-15|Excel台账
Y017|M17|橡胶活塞|RM|5 mL|异戊胶|PCS|DWG-2805|RP-5I|2021-04-22|旧ERP
Y018|M18|外箱|PK|500 支|瓦楞|PCS|DWG-4301|BX-500|2014-02-27|旧ERP
F018|M18|外箱 500支|PK|500 支|瓦楞|只|DWG-4301|BX-500|2018-07-16|财务系统
Y019|M19|中包装盒|PK|25 支|白卡|PCS|DWG-4201|BX-25|2014-02-27|旧ERP
Y020|M20|说明书|PK|输液器|双胶纸|PCS|DWG-4401|IFU-IS|2016-12-12|旧ERP
Y021|M21|说明书|PK|注射器|双胶纸|PCS|DWG-4402|IFU-SY|2016-12-12|旧ERP
Y022|M22|医用 PVC 粒料|RM|65P|PVC|KG|SPEC-1101|HR-65P|2013-09-09|旧ERP
E022|M22|PVC粒料（医用）|RM|65P|PVC|千克|SPEC-1101|HR-65P|2019-03-03|Excel台账
Y023|M23|医用 PVC 粒料|RM|75P|PVC|KG|SPEC-1102|HR-75P|2013-09-09|旧ERP
Y024|M24|环己酮粘接剂|RM|1 L|环己酮|L|SPEC-1201|HR-CY|2017-01-19|旧ERP
Y025|M25|UDI 标签|PK|40×60|合成纸|PCS|DWG-4501|LB-4060|2022-09-27|旧ERP
"""
TRAPS = ("Y002", "Y004", "Y006", "Y008", "Y017")
"""Another plasticiser, steel, side, barrier or rubber: another material under nearly the same name."""


def _lines() -> list[dict[str, str]]:
    names = ("legacy_code", "entity", *(name for name, _, _ in COLUMNS[1:]))
    return [dict(zip(names, line.split("|"), strict=True)) for line in _LINES.strip().splitlines()]


def staged() -> dict[str, Any]:
    """The rows as the learner sees them."""
    return {
        "subject": "ITEM",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": [],
        "alike": "MATERIALS",
        "rows": {line["legacy_code"]: {name: line[name] for name, _, _ in COLUMNS} for line in _lines()},
        "compare": [name for name, _, _ in COLUMNS[1:8]],
    }


def truth() -> dict[str, Any]:
    """Which material each row is."""
    return {
        "entities": {line["legacy_code"]: line["entity"] for line in _lines()},
        "traps": list(TRAPS),
        "disputed": {},
        "fields": {},
    }
