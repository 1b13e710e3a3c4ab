"""What one area adds to the sandbox company: the run-book, decisions, parallel run and hypercare."""

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.chance import Chance
from scenarios.datasets.decisions import criteria, lay_down_hidden_lots
from scenarios.datasets.hypercare import hypercare_tickets
from scenarios.datasets.parallel_run import differences
from scenarios.datasets.runbook import PARAMETERS, runbook_steps

STEERING = ("dec.propose", "dec.assess", "dec.vote", "rbk.start", "rbk.finish")
STEPS = ("rbk.start", "rbk.finish", "rbk.fail", "rbk.correct", "rbk.forecast")


def _contribute(company: Company, _chance: Chance) -> None:
    company.documents("RBK").update(runbook_steps())
    company.masters["CRIT"] = criteria()
    lay_down_hidden_lots(company)
    company.documents("DIF").update(differences())
    company.parts["hypercare"] = hypercare_tickets
    company.parameters.update(PARAMETERS)


AREA = DataArea(
    roles={
        "CUT-MGR": ("切换经理", "Cutover manager", (*STEPS, "rbk.assign", "rbk.overlap", "rbk.waive")),
        "CUT-TEAM": ("切换组员", "Cutover team member", STEPS),
        "CUT-DBA": ("数据库管理员", "Database administrator", STEPS),
        "SUPPORT": (
            "支持台",
            "Support desk",
            ("tkt.triage", "tkt.link", "tkt.workaround", "tkt.resolve", "tkt.close", "faq.draft"),
        ),
        "STEERCO": ("指导委员", "Steering group member", STEERING),
        "RE-KEYER": ("补录人员", "Re-keying clerk", ("rek.gather", "rek.enter")),
        "RECONCILER": ("补录对账人", "Re-keying reconciler", ("rek.reconcile",)),
        "KEY-USER": (
            "关键用户",
            "Key user",
            ("tkt.confirm", "tkt.reopen", "faq.draft", "dif.classify", "dft.raise", "old.correct"),
        ),
        "IT-L2": ("二线支持", "Second line", ("tkt.workaround", "tkt.resolve")),
        "QA-HEAD": ("质量负责人", "Head of quality", ("tkt.triage", "tkt.workaround", "lot.hold")),
        "SPONSOR": ("项目发起人", "Project sponsor", (*STEERING, "dec.decide")),
    },
    people=(
        ("jiang.cut", "江澜", "Jiang Lan", ("CUT-MGR",)),
        ("mei.data", "梅琳", "Mei Lin", ("CUT-TEAM",)),
        ("bai.dba", "白宇", "Bai Yu", ("CUT-TEAM", "CUT-DBA")),
        ("tao.dba", "陶然", "Tao Ran", ("CUT-TEAM", "CUT-DBA")),
        ("ren.fin", "任岚", "Ren Lan", ("CUT-TEAM",)),
        ("pei.qa", "裴然", "Pei Ran", ("CUT-TEAM",)),
        ("gu.ops", "顾峰", "Gu Feng", ("CUT-TEAM",)),
        ("mo.desk", "莫悦", "Mo Yue", ("SUPPORT",)),
        ("sang.it", "桑磊", "Sang Lei", ("IT-L2",)),
        ("shao.qa", "邵敏", "Shao Min", ("QA-HEAD", "STEERCO")),
        ("geng.fin", "耿伟", "Geng Wei", ("STEERCO", "RECONCILER")),
        ("cong.it", "丛林", "Cong Lin", ("STEERCO", "RE-KEYER")),
        ("zhan.ops", "詹蓉", "Zhan Rong", ("STEERCO", "RE-KEYER")),
        ("ning.key", "宁欣", "Ning Xin", ("KEY-USER",)),
        ("xiang.key", "向阳", "Xiang Yang", ("KEY-USER",)),
        ("hui.key", "惠然", "Hui Ran", ("KEY-USER",)),
        ("lan.key", "兰心", "Lan Xin", ("KEY-USER",)),
        ("fan.gm", "范钧", "Fan Jun", ("SPONSOR",)),
    ),
    competences={"CUT-DBA": ("DB-OPS",)},
    contribute=_contribute,
)
