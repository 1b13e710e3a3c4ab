"""What one area adds to the sandbox company: the run-book, decisions, parallel run and hypercare."""

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.chance import Chance
from scenarios.datasets.runbook import PARAMETERS, runbook_steps

STEPS = ("rbk.start", "rbk.finish", "rbk.fail", "rbk.correct", "rbk.forecast")


def _contribute(company: Company, _chance: Chance) -> None:
    company.documents("RBK").update(runbook_steps())
    company.parameters.update(PARAMETERS)


AREA = DataArea(
    roles={
        "CUT-MGR": ("切换经理", "Cutover manager", (*STEPS, "rbk.assign", "rbk.overlap", "rbk.waive")),
        "CUT-TEAM": ("切换组员", "Cutover team member", STEPS),
        "CUT-DBA": ("数据库管理员", "Database administrator", STEPS),
        "SPONSOR": ("项目发起人", "Project sponsor", ()),
    },
    people=(
        ("jiang.cut", "江澜", "Jiang Lan", ("CUT-MGR",)),
        ("mei.data", "梅琳", "Mei Lin", ("CUT-TEAM",)),
        ("bai.dba", "白宇", "Bai Yu", ("CUT-TEAM", "CUT-DBA")),
        ("tao.dba", "陶然", "Tao Ran", ("CUT-TEAM", "CUT-DBA")),
        ("ren.fin", "任岚", "Ren Lan", ("CUT-TEAM",)),
        ("pei.qa", "裴然", "Pei Ran", ("CUT-TEAM",)),
        ("gu.ops", "顾峰", "Gu Feng", ("CUT-TEAM",)),
        ("fan.gm", "范钧", "Fan Jun", ("SPONSOR",)),
    ),
    competences={"CUT-DBA": ("DB-OPS",)},
    contribute=_contribute,
)
