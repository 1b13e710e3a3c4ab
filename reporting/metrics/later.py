"""Numbers that the decision needs and nobody records in Plimsoll yet: defined, and grey until they are."""

from reporting.gates.values import Unmeasured
from reporting.metrics.definition import CUTOVER_LEAD, HEAD_OF_QUALITY, TRAINING_LEAD, Definition, Words

_GREY = Words("尚无记录：显示为灰色，按红色计。", "Nothing recorded yet: grey, counted as red.")

LATER: tuple[Definition, ...] = (
    Definition(
        code="acceptance_tests",
        name=Words("验收测试", "Acceptance tests"),
        meaning=Words(
            "计划的验收测试是否全部执行并通过。", "Whether all planned acceptance tests were run and passed."
        ),
        formula=Words(
            "通过数 ÷ 执行数；执行数 ÷ 计划数；未关闭的 1、2 级缺陷数。",
            "Passed ÷ run; run ÷ planned; open defects of severity 1 and 2.",
        ),
        unit=Words("测试", "tests"),
        population=Words("本次上线的验收测试。", "The acceptance tests of the go-live."),
        unknown=_GREY,
        owner=HEAD_OF_QUALITY,
    ),
    Definition(
        code="reconciliation",
        name=Words("数据对账", "Data reconciliation"),
        meaning=Words(
            "迁移后源系统与目标系统的数量、金额是否一致。",
            "Whether source and target agree after the load, in counts and money.",
        ),
        formula=Words(
            "差异＝目标 − 源；数量须一致，金额差须为 0，其余 ≤ 0.5%。",
            "Difference = target − source; counts exact, money 0, the rest ≤ 0.5 %.",
        ),
        unit=Words("对象", "objects"),
        population=Words("本次上线迁移的数据对象。", "The data objects that the go-live migrates."),
        unknown=_GREY,
        owner=CUTOVER_LEAD,
    ),
    Definition(
        code="mock_cutover",
        name=Words("模拟切换", "Mock cutover"),
        meaning=Words(
            "切换是否演练过两次，最后一次是否在窗口之内。",
            "Whether the cutover was rehearsed twice, the last time inside its window.",
        ),
        formula=Words(
            "实际小时 ÷ 计划小时；演练次数；回退是否按时演练。",
            "Actual ÷ planned hours; number of runs; rollback rehearsed in time.",
        ),
        unit=Words("小时", "hours"),
        population=Words("本次上线的模拟切换。", "The mock cutovers of the go-live."),
        unknown=_GREY,
        owner=CUTOVER_LEAD,
    ),
    Definition(
        code="change",
        name=Words("变革接受度", "Change acceptance"),
        meaning=Words("ADKAR 脉搏：各部门各要素的均值。", "The ADKAR pulse: the mean of each element by department."),
        formula=Words("均值（1–5 分）；≤ 3 为障碍要素。", "Mean of 1 to 5; an element at or under 3 is the barrier."),
        unit=Words("分", "points of 5"),
        population=Words("回答脉搏的人员。", "People who answered the pulse."),
        unknown=_GREY,
        owner=TRAINING_LEAD,
    ),
    Definition(
        code="hypercare",
        name=Words("保障期就绪", "Hypercare ready"),
        meaning=Words(
            "值班表、FAQ、联系人和服务时限是否到位。", "Whether rota, FAQ, contacts and service levels stand."
        ),
        formula=Words("完成的检查项 ÷ 全部检查项。", "Checks done ÷ all checks."),
        unit=Words("检查项", "checks"),
        population=Words("本次上线的保障期检查表。", "The hypercare checklist of the go-live."),
        unknown=_GREY,
        owner=CUTOVER_LEAD,
    ),
)
NOT_RECORDED = {
    definition.code: Unmeasured(
        Words(
            "Plimsoll 尚未记录：" + definition.name.zh,
            "Not recorded in Plimsoll yet: " + definition.name.en[0].lower() + definition.name.en[1:],
        )
    )
    for definition in LATER
}
