"""What the steering group agreed before the cutover: criteria with their thresholds, the way back, and three hidden lots."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.items import NAMED

CRITERIA: tuple[tuple[str, str, bool, str, str, str, str], ...] = (
    (
        "C1",
        "go_live",
        True,
        "冻结与待检批次的状态",
        "Status of blocked and inspection lots",
        "抽查批次状态 100% 正确",
        "100 % of the sampled lots have the right status",
    ),
    (
        "C2",
        "go_live",
        False,
        "批次数量差异",
        "Difference in lots",
        "不超过 0.5%",
        "At most 0.5 %",
    ),
    (
        "C3",
        "go_live",
        False,
        "接口试运行成功率",
        "Interfaces in the trial run",
        "至少 95%",
        "At least 95 %",
    ),
    (
        "C4",
        "go_live",
        False,
        "首日岗位培训完成率",
        "Training for day one",
        "至少 90%",
        "At least 90 %",
    ),
    (
        "C5",
        "go_live",
        True,
        "备份经恢复测试验证",
        "Backup proved by a restore test",
        "恢复后行数与金额一致，有签字的报告",
        "Rows and amounts agree after the restore, with a signed protocol",
    ),
    (
        "C6",
        "go_live",
        True,
        "未关闭的一级缺陷",
        "Open priority-1 defects",
        "没有",
        "None",
    ),
    (
        "R1",
        "rollback",
        True,
        "错误的产品标识已经印出",
        "Wrong product identification has been printed",
        "至少一次，经质量确认",
        "At least once, confirmed by quality",
    ),
    (
        "R2",
        "rollback",
        True,
        "修复需要的时间",
        "Time the repair takes",
        "超过两小时",
        "More than two hours",
    ),
    (
        "R3",
        "rollback",
        True,
        "还没有过不可回退点",
        "The point of no return has not been passed",
        "银行文件未发送，首批货未出厂",
        "No bank file sent, no first delivery out of the gate",
    ),
    (
        "X1",
        "parallel_run",
        False,
        "没有解释的差异",
        "Differences without an explanation",
        "没有",
        "None",
    ),
    (
        "X2",
        "parallel_run",
        True,
        "未关闭的严重缺陷",
        "Open defects of severity critical",
        "没有",
        "None",
    ),
    (
        "X3",
        "parallel_run",
        False,
        "连续并行天数",
        "Days in parallel without a break",
        "至少五天",
        "At least five",
    ),
    (
        "X4",
        "parallel_run",
        False,
        "由用户录入错误造成的差异",
        "Differences from wrong entries",
        "不超过总数的 20%",
        "At most 20 % of all",
    ),
)
"""Number, matter, whether it is critical, name and threshold in both languages."""

WAY_BACK: tuple[tuple[str, str, int, str, bool, str, str], ...] = (
    ("1", "zhan.ops", 20, "", False, "停止录入并通知全厂", "Stop entry and tell every site"),
    ("2", "cong.it", 20, "1", False, "列出上线后的交易", "List what was posted since go-live"),
    ("3", "cong.it", 15, "1", False, "关闭接口与作业调度", "Close interfaces and job schedules"),
    ("4", "cong.it", 45, "2 3", False, "恢复旧系统", "Restore the old system"),
    ("5", "zhan.ops", 30, "4", False, "补录上线后的交易", "Re-key what was posted since go-live"),
    ("6", "geng.fin", 20, "5", True, "补录对账并开放旧系统", "Reconcile the re-keying and open the old system"),
)
"""Number, owner, minutes, predecessors, whether it verifies, zh, en."""

HIDDEN_LOTS = ("L25-0415", "L25-0416", "L25-0417")
"""Blocked in the old system, free in the new one: the migration error that a status reconciliation must find."""


def criteria() -> dict[str, dict[str, Any]]:
    """The agreed criteria as master records."""
    return {
        number: {
            "id": number,
            "matter": matter,
            "critical": critical,
            "name_zh": name_zh,
            "name_en": name_en,
            "text_zh": text_zh,
            "text_en": text_en,
        }
        for number, matter, critical, name_zh, name_en, text_zh, text_en in CRITERIA
    }


def lay_down_hidden_lots(company: Company) -> None:
    """Three lots of a raw material that no drill names, in free stock."""
    books, named = company.books, {row[0] for row in NAMED}
    item = next(
        one for one in books.items.values() if one["type"] == "RM" and one["lot_tracked"] and one["id"] not in named
    )
    for number in HIDDEN_LOTS:
        origin = {"supplier_lot": f"S-{number[4:]}", "made": "2025-10-06", "expiry": "2028-10-05"}
        books.lots[number] = {"id": number, "vendor": item["vendors"][0], "gr": "", "item": item["id"], **origin}
        books.put(item["id"], number, "U", 20 * 10 ** item["decimals"])
