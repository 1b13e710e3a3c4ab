"""What one area adds to the sandbox company: release, complaints, corrective action, change and recall."""

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.chance import Chance
from scenarios.datasets.quality.batches import add_batches
from scenarios.datasets.quality.complaints import add_complaints

RELEASER = "REL"
PARAMETERS = {
    "complaint_assess_hours": 24,
    "complaint_report_days": {"none": 20, "could_harm": 20, "serious_injury": 20, "death": 7},
    "effectiveness_days": 60,
    "rework_cents_per_minute": 260,
}
"""Hours until a complaint is assessed; days until an event is reported; days after the last action until its effect counts."""

OTHER_FILTER = "RM-10105B"
RECALL = ("rcl.open", "rcl.scope", "rcl.reconcile", "rcl.close")


def _contribute(company: Company, _chance: Chance) -> None:
    company.parameters |= PARAMETERS
    add_batches(company)
    add_complaints(company)
    _offer_other_filter(company)
    company.masters["USER"]["bo.rel"]["competences"][RELEASER] = "2026-11-20"


def _offer_other_filter(company: Company) -> None:
    """A filter of another supplier, qualified but in no bill yet: a change request brings it in."""
    names = {"id": OTHER_FILTER, "name_zh": "药液过滤器 B 型", "name_en": "Fluid filter, type B"}
    filters = company.books.items["RM-10105"]
    company.books.items[OTHER_FILTER] = {**filters, **names, "vendors": ["V00044"], "reorder_point": 0}
    company.masters["PLAN"][OTHER_FILTER] = {**company.masters["PLAN"]["RM-10105"], "id": OTHER_FILTER}


AREA = DataArea(
    roles={
        "QE": (
            "质量工程师",
            "Quality engineer",
            (
                "rel.request",
                "rel.review",
                "cmp.*",
                "capa.open",
                "capa.analyse",
                "capa.plan",
                "capa.act",
                "capa.check",
                "capa.reopen",
                "training.request",
                "dev.assess",
                "dev.close",
                "oos.*",
                "rework.order",
                *RECALL,
                "rcl.block",
            ),
        ),
        "QA-MGR": (
            "质量经理",
            "Quality manager",
            (
                "capa.*",
                "cmp.*",
                "dev.*",
                "oos.approve_retest",
                "rel.review",
                "training.request",
                *RECALL,
                "rcl.block",
                "rcl.notify",
            ),
        ),
        "QA-REL": ("放行人", "Releaser", ("rel.review", "rel.decide", "dev.assess")),
        "LINE-LEAD": (
            "班组长",
            "Line lead",
            ("rel.request", "rework.report", "capa.act", "training.request", "line.stop", "label.*", "pack.pass"),
        ),
        "IPQC": ("过程检验员", "In-process inspector", ("line.stop", "label.check", "qi.sample", "qi.record")),
        "IQC": ("来料检验员", "Incoming inspector", ("oos.lab",)),
        "RA": ("注册专员", "Regulatory affairs officer", ("cmp.report", "cmp.assess", "rcl.open", "rcl.notify")),
        "CS": ("客服专员", "Customer service officer", ("cmp.receive", "rcl.notify")),
        "KEEPER": ("仓管员", "Storekeeper", ("rcl.block",)),
        "TRAIN-LEAD": ("培训负责人", "Training lead", ("training.answer", "capa.act")),
        "DEPT-MGR": ("部门负责人", "Department head", ("capa.act", "training.request")),
        "RND": ("研发工程师", "R&D engineer", ("capa.act",)),
    },
    people=(
        ("bo.rel", "柏宁", "Bo Ning", ("QA-REL",)),
        ("su.cs", "苏琪", "Su Qi", ("CS",)),
    ),
    competences={"QA-REL": (RELEASER,), "IPQC": ("IQC-INSP",)},
    contribute=_contribute,
)
