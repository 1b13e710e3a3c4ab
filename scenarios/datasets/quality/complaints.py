"""Twelve complaints of the last weeks: seven of them leaks, all of the two batches whose bond was cured too short."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.bills import MAIN
from scenarios.datasets.papers import head
from scenarios.engine.clock import later

Row = tuple[str, str, str, str, int, str, str]

ROWS: tuple[Row, ...] = (
    (
        "CMP-26-0081",
        "2026-11-12T10:12",
        "leak",
        "L26-9321",
        3,
        "滴斗与导管接头渗液",
        "Seeps at the joint of chamber and tubing",
    ),
    (
        "CMP-26-0082",
        "2026-11-12T14:30",
        "delivery",
        "L26-9310",
        1,
        "少送一箱，次日补到",
        "One carton short, delivered a day later",
    ),
    ("CMP-26-0083", "2026-11-13T09:05", "leak", "L26-9321", 5, "排气时接头滴液", "Drips at the joint while priming"),
    (
        "CMP-26-0084",
        "2026-11-13T16:48",
        "label",
        "L26-9310",
        2,
        "外箱标签翘边",
        "Label of the shipper lifts at its edge",
    ),
    (
        "CMP-26-0085",
        "2026-11-17T11:20",
        "leak",
        "L26-9322",
        2,
        "接头渗漏，换一套后正常",
        "Joint leaks; another set was fine",
    ),
    ("CMP-26-0086", "2026-11-18T08:55", "leak", "L26-9322", 4, "粘接处拔开", "The bond comes apart"),
    ("CMP-26-0087", "2026-11-19T15:02", "flow", "L26-9310", 1, "调节器偏紧", "The roller clamp is stiff"),
    ("CMP-26-0088", "2026-11-20T10:40", "leak", "L26-9321", 2, "接头处有液珠", "Droplets at the joint"),
    ("CMP-26-0089", "2026-11-23T13:25", "packaging", "L26-9310", 1, "中包装盒压痕", "Inner box dented"),
    ("CMP-26-0090", "2026-11-24T09:31", "leak", "L26-9322", 6, "同一病区六套渗漏", "Six sets leak on one ward"),
    ("CMP-26-0091", "2026-11-26T17:10", "label", "L26-9310", 1, "扫码枪读不出一个码", "One code cannot be scanned"),
    ("CMP-26-0092", "2026-11-27T10:58", "leak", "L26-9322", 3, "接头渗漏，已更换", "Joint leaks; replaced"),
)
"""Number, when, category, lot, pieces, words in both languages."""
CUSTOMERS = {
    "L26-9310": ("C00006", "C00001"),
    "L26-9321": ("C00001", "C00006"),
    "L26-9322": ("C00002", "C00007"),
}
"""Who has got sets of each lot."""


def add_complaints(company: Company) -> None:
    """All of them assessed and investigated, with the cause that each had by itself; nobody has looked at them together."""
    table = company.documents("CMP")
    for index, (number, at, category, lot, quantity, zh, en) in enumerate(ROWS):
        body: dict[str, Any] = {
            "item": MAIN,
            "lot": lot,
            "customer": CUSTOMERS[lot][index % 2],
            "quantity": quantity,
            "category": category,
            "description": f"{zh} / {en}",
            "event_date": at[:10],
            "source": "",
            "assess_by": later(at, 24 * 60),
            "harm": "none" if category != "leak" else "could_harm",
            "reportable": "no",
            "report_by": "",
            "rationale": "已更换，未伤害患者 / Replaced; no patient harmed",
            "assessed_by": "xu.qe",
            "report_reference": "",
            "cause": "单件缺陷 / Single defect" if category == "leak" else "已核实 / Verified",
            "lot_history": "批记录无偏差 / No deviation in the batch record",
            "conclusion": "",
            "closed_by": "",
        }
        table[number] = {**head(number, "investigated", "su.cs", at, [f"LOT:{lot}"]), **body}
