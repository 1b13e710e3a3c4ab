"""The cutover run-book of the sandbox company: 46 steps for a weekend of 58 hours, as a rehearsal finds them."""

from typing import Any

from scenarios.datasets.decisions import WAY_BACK

WINDOW_START = "2026-11-20T18:00"
PARAMETERS = {
    "cutover.window_start": WINDOW_START,
    "cutover.window_minutes": 3480,
    "cutover.escalation_minutes": 480,
    "cutover.no_return": "RB-43",
    "cutover.no_return_at": "",
    "cutover.book": "cutover",
}
"""Friday evening to Monday four o'clock; help must have been called eight hours before the end."""

STEPS: tuple[tuple[str, str, str, int, str, str, str, str], ...] = (
    ("01", "freeze", "jiang.cut", 45, "", "", "发布冻结通知", "Announce the freeze"),
    ("02", "freeze", "gu.ops", 60, "01", "", "锁定旧系统录入", "Lock entry in the old system"),
    ("03", "freeze", "ren.fin", 180, "02", "v", "旧系统终结对账", "Final reconciliation of the old system"),
    (
        "04",
        "freeze",
        "bai.dba",
        210,
        "02",
        "v",
        "备份旧系统并验证可恢复",
        "Back up the old system and prove the restore",
    ),
    ("05", "freeze", "mei.data", 180, "03 04", "", "最终抽取", "Final extract"),
    ("06", "load", "mei.data", 450, "05", "", "加载批次与库存", "Load lots and stock"),
    ("07", "load", "mei.data", 270, "05", "", "加载物料与清单", "Load items and bills of material"),
    ("08", "load", "mei.data", 180, "05", "", "加载供应商与客户", "Load suppliers and customers"),
    ("09", "load", "mei.data", 210, "07 08", "", "加载未清采购订单", "Load open purchase orders"),
    ("10", "load", "mei.data", 210, "07 08", "", "加载未清销售订单", "Load open sales orders"),
    ("11", "load", "mei.data", 240, "07", "", "加载工单与批记录索引", "Load work orders and the batch-record index"),
    ("12", "load", "ren.fin", 180, "05", "", "加载总账余额", "Load ledger balances"),
    ("13", "load", "ren.fin", 180, "08", "", "加载应收应付未清项", "Load open receivables and payables"),
    ("14", "load", "gu.ops", 90, "05", "", "加载人员与角色", "Load people and roles"),
    ("15", "load", "pei.qa", 120, "07", "", "加载检验计划", "Load inspection plans"),
    ("16", "load", "bai.dba", 120, "06 09 10 11", "d", "重建索引与统计信息", "Rebuild indexes and statistics"),
    ("17", "load", "bai.dba", 180, "12 13 16", "dc", "加载后备份", "Backup after the load"),
    ("18", "reconcile", "mei.data", 270, "16", "v", "对账：批次与数量", "Reconcile lots and quantities"),
    ("19", "reconcile", "ren.fin", 270, "12 16", "v", "对账：库存金额与总账", "Reconcile stock value and ledger"),
    ("20", "reconcile", "mei.data", 180, "16", "v", "对账：未清订单", "Reconcile open orders"),
    ("21", "reconcile", "ren.fin", 180, "13 16", "v", "对账：应收应付", "Reconcile receivables and payables"),
    (
        "22",
        "reconcile",
        "pei.qa",
        210,
        "18",
        "v",
        "对账：冻结与待检批次的状态",
        "Reconcile the status of blocked and inspection lots",
    ),
    ("23", "reconcile", "pei.qa", 180, "16", "v", "抽样核对主数据", "Check a sample of master data"),
    ("24", "reconcile", "ren.fin", 60, "18 19 20 21 22 23", "vc", "对账签字", "Sign the reconciliation"),
    ("25", "interfaces", "gu.ops", 120, "14", "", "配置接口端点", "Configure interface endpoints"),
    ("26", "interfaces", "gu.ops", 180, "25", "", "接入扫码枪与标签打印机", "Connect scanners and label printers"),
    ("27", "interfaces", "pei.qa", 120, "15 26", "v", "UDI 标签试打并核对", "Print and verify UDI labels"),
    ("28", "interfaces", "gu.ops", 150, "25 24/24", "", "检验系统接口试运行", "Trial run of the laboratory interface"),
    ("29", "interfaces", "ren.fin", 90, "25 24/24", "", "银行接口试运行", "Trial run of the bank interface"),
    ("30", "interfaces", "gu.ops", 90, "25", "", "人员资质接口试运行", "Trial run of the qualification interface"),
    ("31", "interfaces", "gu.ops", 120, "14", "v", "权限与职责分离检查", "Check access and separation of duties"),
    ("32", "validate", "ren.fin", 180, "24 28 29", "v", "冒烟测试：采购到付款", "Smoke test: procure to pay"),
    ("33", "validate", "pei.qa", 180, "24 27", "v", "冒烟测试：收货与检验", "Smoke test: receiving and inspection"),
    (
        "34",
        "validate",
        "pei.qa",
        210,
        "24 28",
        "v",
        "冒烟测试：生产与批记录",
        "Smoke test: production and batch record",
    ),
    ("35", "validate", "ren.fin", 180, "24", "v", "冒烟测试：发货与开票", "Smoke test: shipping and billing"),
    ("36", "validate", "bai.dba", 270, "32 34", "d", "性能基线测量", "Measure the performance baseline"),
    (
        "37",
        "validate",
        "gu.ops",
        360,
        "24",
        "",
        "打印旧系统历史报表存档",
        "Print the old system's reports for the archive",
    ),
    ("38", "validate", "gu.ops", 90, "31", "", "抽查用户账号开通", "Spot-check that accounts are open"),
    (
        "39",
        "validate",
        "pei.qa",
        90,
        "30",
        "v",
        "核对首日上岗资质名单",
        "Check the list of those qualified for day one",
    ),
    ("40", "decide", "bai.dba", 210, "32 33 34 35 36", "dvc", "上线前完整备份", "Full backup before go-live"),
    ("41", "decide", "jiang.cut", 90, "37 38 39 40", "", "准备上线决策材料", "Prepare the go/no-go pack"),
    ("42", "decide", "jiang.cut", 60, "41", "c", "上线决策", "Go/no-go decision"),
    (
        "43",
        "live",
        "gu.ops",
        30,
        "42",
        "",
        "关闭旧系统写入口（不可回退点）",
        "Close the old system for writing (point of no return)",
    ),
    ("44", "live", "gu.ops", 120, "43", "", "打开接口与作业调度", "Open interfaces and job schedules"),
    ("45", "live", "pei.qa", 90, "44", "v", "放行首班", "Release the first shift"),
    ("46", "live", "jiang.cut", 30, "45", "", "宣布上线", "Announce go-live"),
)
"""Number, phase, owner, planned minutes, predecessors (after a stroke the soft ones), flags, zh, en.

Flags: v verification, which is never waived; c checkpoint, after which the steering group hears; d needs a database
administrator.
"""


def runbook_steps() -> dict[str, dict[str, Any]]:
    """The steps as documents, nothing begun. The way back is a book of its own."""
    forward = {f"RB-{row[0]}": _step(*row) for row in STEPS}
    return forward | {f"RR-{row[0]}": _step_back(*row) for row in WAY_BACK}


def _step_back(number: str, owner: str, minutes: int, before: str, verifies: bool, zh: str, en: str) -> dict[str, Any]:
    step = _step(number, "back", owner, minutes, "", "v" if verifies else "", zh, en)
    return {
        **step,
        "id": f"RR-{number}",
        "book": "rollback",
        "predecessors": [f"RR-{one}" for one in before.split()],
    }


def _step(
    number: str, phase: str, owner: str, minutes: int, before: str, flags: str, zh: str, en: str
) -> dict[str, Any]:
    hard, _, soft = before.partition("/")
    return {
        "id": f"RB-{number}",
        "status": "pending",
        "name_zh": zh,
        "name_en": en,
        "book": "cutover",
        "phase": phase,
        "owner": owner,
        "planned_minutes": minutes,
        "true_minutes": minutes,
        "forecast_minutes": minutes,
        "predecessors": [f"RB-{one}" for one in hard.split()],
        "soft": [f"RB-{one}" for one in soft.split()],
        "ready": False,
        "verification": "v" in flags,
        "checkpoint": "c" in flags,
        "competence": "DB-OPS" if "d" in flags else "",
        "will_fail": False,
        "owner_absent": False,
        "started_at": "",
        "due_at": "",
        "finished_at": "",
        "evidence": "",
        "created_by": "jiang.cut",
        "created_at": "2026-11-16T09:00",
        "changed_at": "2026-11-16T09:00",
        "refs": [],
    }
