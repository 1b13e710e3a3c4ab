"""What one area adds to the sandbox company: work orders, batch records and sterilisation."""

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.bills import MAIN, add_bills, add_component_lots
from scenarios.datasets.chance import Chance
from scenarios.datasets.floor import FINAL_PLAN, STERILISATION, equipment, routing, rules, work_centres
from scenarios.datasets.made import add_made
from scenarios.datasets.truths import STERILISER
from scenarios.datasets.waiting import add_waiting

SEALING = "OP-SEAL"
FIRST_FREE = {"WO": 1000300, "BR": 100, "STR": 930}
"""Where counting goes on after the numbers that drills name."""
ALL_STEPS = ("10", "20", "30", "40", "50", "60", "70", "80", "90")
SHIFTS = {
    "zhang.min": "day",
    "gao.lei": "day",
    "chen.gang": "day",
    "liu.fang": "off",
    "yu.line": "day",
    "wei.ipqc": "day",
}


def _contribute(company: Company, chance: Chance) -> None:
    masters = company.masters
    masters["WC"] = work_centres()
    masters["EQUIPMENT"] = equipment(company.size.code, chance)
    names = ("code", "name_zh", "name_en", "low", "high", "decimals", "unit", "patient_contact")
    masters["PLAN"][MAIN] = {"id": MAIN, "characteristics": [dict(zip(names, row, strict=True)) for row in FINAL_PLAN]}
    company.parameters |= {
        "yield_limits_basis_points": [9700, 10100],
        "aeration_days": 14,
        "sterilisation_window": rules(STERILISATION),
    }
    masters["VENDOR"][STERILISER] = {
        **masters["VENDOR"]["V00044"],
        "id": STERILISER,
        "name_zh": "苏州洁安灭菌技术服务有限公司",
        "name_en": "Suzhou Jie'an Sterilisation Services",
    }
    add_component_lots(company)
    add_bills(company, chance)
    others = [body["item"] for body in company.documents("BOM").values() if body["item"] != MAIN]
    masters["ROUTING"] = {MAIN: routing(MAIN, ALL_STEPS, full=True)}
    masters["ROUTING"] |= {item: routing(item, ("30", "40", "60"), full=False) for item in others}
    add_made(company)
    add_waiting(company, chance)
    for kind, first in FIRST_FREE.items():
        company.books.counters[kind] = first
    for user, shift in SHIFTS.items():
        masters["USER"][user]["shift"] = shift
    masters["USER"]["zhang.min"]["competences"][SEALING] = "2026-11-15"
    del masters["USER"]["gao.lei"]["competences"][SEALING]


AREA = DataArea(
    roles={
        "SCHED": ("排程员", "Scheduler", ("wo.create", "wo.release", "wo.refresh")),
        "LINE-OP": (
            "操作工",
            "Line operator",
            ("clearance.record", "wo.start", "op.confirm", "op.verify", "br.record", "br.correct"),
        ),
        "LINE-LEAD": (
            "班组长",
            "Line lead",
            (
                "clearance.*",
                "wo.start",
                "wo.deliver",
                "wo.scrap",
                "wo.teco",
                "op.confirm",
                "op.verify",
                "br.record",
                "br.correct",
                "br.complete",
                "br.annotate",
                "lot.hold",
                "tc.request",
            ),
        ),
        "IPQC": ("过程检验员", "In-process inspector", ("ipc.record", "lot.hold")),
        "STER": (
            "灭菌专员",
            "Sterilisation coordinator",
            ("str.plan", "str.send", "str.receive", "str.redo", "lot.hold"),
        ),
        "QA-REL": (
            "放行人",
            "Releaser",
            ("str.decide", "str.release", "br.review", "br.decide", "br.annotate", "lot.*"),
        ),
        "TRAIN-LEAD": ("培训负责人", "Training lead", ()),
        "KEEPER": ("仓管员", "Storekeeper", ("gi.post", "gi.return", "scrap.post")),
        "PLANNER": ("物料计划员", "Material planner", ("wo.create", "tc.request", "bom.change")),
        "QE": (
            "质量工程师",
            "Quality engineer",
            ("br.review", "br.annotate", "str.decide", "lot.*", "scrap.post", "tc.decide"),
        ),
        "QA-MGR": ("质量经理", "Quality manager", ("tc.decide", "br.*", "str.decide", "lot.*")),
        "RND": ("研发工程师", "R&D engineer", ("bom.*", "tc.request")),
        "GL": ("总账会计", "General ledger accountant", ("wo.close",)),
    },
    people=(
        ("zhang.min", "张敏", "Zhang Min", ("LINE-OP",)),
        ("gao.lei", "高磊", "Gao Lei", ("LINE-OP",)),
        ("chen.gang", "陈刚", "Chen Gang", ("LINE-OP",)),
        ("liu.fang", "刘芳", "Liu Fang", ("LINE-OP",)),
        ("wei.ipqc", "魏宁", "Wei Ning", ("IPQC",)),
        ("song.sched", "宋洁", "Song Jie", ("SCHED",)),
        ("peng.ster", "彭涛", "Peng Tao", ("STER",)),
        ("hu.rel", "胡蓉", "Hu Rong", ("QA-REL",)),
        ("jiang.train", "蒋雯", "Jiang Wen", ("TRAIN-LEAD",)),
    ),
    competences={
        "LINE-OP": ("OP-ASM", "OP-TST", SEALING, "OP-LBL"),
        "IPQC": ("IPQC-INSP",),
        "STER": ("SV-EO",),
    },
    accounts=(("6405", "生产成本差异", "Production variance"),),
    contribute=_contribute,
)
