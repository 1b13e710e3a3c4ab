"""The ten dimensions of readiness with their weights and default thresholds (readiness.md); an installation may change them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting.gates import rules
from reporting.gates.values import Judgement, Thresholds
from reporting.metrics.definition import CUTOVER_LEAD, HEAD_OF_QUALITY, TRAINING_LEAD, Words


@dataclass(frozen=True)
class Dimension:
    """One gate of the table; `movable` where its thresholds are percentage points that a lead may move."""

    code: str
    name: Words
    short: Words
    weight: int
    is_hard: bool
    thresholds: Thresholds
    judge: Callable[[Any, Thresholds], Judgement]
    rule: Words
    owner: Words
    movable: bool = False


def _points(green: int, amber: int) -> Thresholds:
    return Thresholds(Decimal(green), Decimal(amber))


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(
        "coverage_critical", Words("覆盖率，关键岗位", "Coverage, critical roles"), Words("关键覆盖", "Critical coverage"),
        15, True, _points(100, 100), rules.judge_critical_share, Words("须为 {green}%", "{green} %"), TRAINING_LEAD,
    ),
    Dimension(
        "coverage", Words("覆盖率，范围内全员", "Coverage, everyone in scope"), Words("覆盖", "Coverage"),
        10, False, _points(95, 90), rules.judge_share, Words("≥ {green}%", "≥ {green} %"), TRAINING_LEAD, movable=True,
    ),
    Dimension(
        "exams", Words("考试通过", "Exams passed"), Words("考试", "Exams"),
        10, False, _points(95, 85), rules.judge_share, Words("≥ {green}%", "≥ {green} %"), TRAINING_LEAD, movable=True,
    ),
    Dimension(
        "proficiency", Words("上线日熟练", "Proficient on go-live day"), Words("熟练", "Proficiency"),
        20, True, _points(90, 80), rules.judge_proficiency,
        Words("≥ {green}%，关键演练全过", "≥ {green} %, critical drills all"), TRAINING_LEAD, movable=True,
    ),
    Dimension(
        "cover", Words("步骤×工厂×班次在岗", "Cover per step, site, shift"), Words("在岗", "Cover"),
        10, True, _points(2, 1), rules.judge_cover, Words("每格至少 2 人", "≥ 2 in every cell"), Words("部门负责人", "Heads of department"),
    ),
    Dimension(
        "acceptance_tests", Words("验收测试", "Acceptance tests"), Words("测试", "Tests"),
        10, True, _points(98, 95), rules.judge_acceptance_tests,
        Words("全部执行，≥ 98% 通过", "all run, ≥ 98 % passed"), HEAD_OF_QUALITY,
    ),
    Dimension(
        "reconciliation", Words("数据对账", "Data reconciliation"), Words("对账", "Reconciliation"),
        10, True, _points(100, 100), rules.judge_reconciliation, Words("数量一致，金额差为 0", "counts exact, money 0"), CUTOVER_LEAD,
    ),
    Dimension(
        "mock_cutover", Words("模拟切换", "Mock cutover"), Words("切换", "Mock cutover"),
        10, True, _points(100, 100), rules.judge_mock_cutover, Words("2 次，偏差 ≤ 10%", "2 runs, ± 10 % of plan"), CUTOVER_LEAD,
    ),
    Dimension(
        "change", Words("变革接受度", "Change acceptance"), Words("变革", "Change"),
        3, False, _points(3, 3), rules.judge_change, Words("各要素均值均 > 3", "no mean ≤ 3 of 5"), TRAINING_LEAD,
    ),
    Dimension(
        "hypercare", Words("保障期就绪", "Hypercare ready"), Words("保障", "Hypercare"),
        2, False, _points(100, 90), rules.judge_hypercare, Words("检查项 {green}%", "{green} % of checks"), CUTOVER_LEAD, movable=True,
    ),
)  # fmt: skip
BY_CODE = {dimension.code: dimension for dimension in DIMENSIONS}


def rule_words(dimension: Dimension, thresholds: Thresholds) -> Words:
    """The threshold as the tile says it, with the figures in force."""
    green = f"{thresholds.green.normalize():f}"
    return Words(dimension.rule.zh.format(green=green), dimension.rule.en.format(green=green))
