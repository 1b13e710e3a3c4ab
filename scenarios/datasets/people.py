"""Users, roles and what each role may do in the sandbox company."""

from typing import Any

from scenarios.datasets.areas import AREAS
from scenarios.datasets.chance import Chance

ROLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "PLANNER": ("物料计划员", "Material planner", ("pr.create", "pr.submit")),
    "KEEPER": ("仓管员", "Storekeeper", ("pr.create", "pr.submit", "gr.return")),
    "RECV": ("收货员", "Receiving clerk", ("gr.post", "gr.reverse", "gr.return")),
    "SHIP": ("发货员", "Shipping clerk", ()),
    "BUYER": ("采购员", "Buyer", ("po.create", "po.submit", "po.release", "po.change", "po.cancel", "scar.issue")),
    "PUR-MGR": ("采购经理", "Purchasing manager", ("po.approve", "po.reject", "inv.release", "inv.block")),
    "DEPT-MGR": (
        "部门负责人",
        "Department head",
        ("pr.approve", "pr.reject", "po.approve", "po.reject", "inv.release", "pay.approve"),
    ),
    "EXEC": ("高层管理者", "Executive", ("po.approve", "po.reject", "pay.approve")),
    "IQC": ("来料检验员", "Incoming inspector", ("qi.*", "oos.open", "ncr.open")),
    "QE": (
        "质量工程师",
        "Quality engineer",
        ("qi.resample", "qi.decide", "oos.*", "ncr.*", "mrb.decide", "scar.issue"),
    ),
    "QA-MGR": ("质量经理", "Quality manager", ("qi.decide", "ncr.*", "mrb.decide", "mrb.concur")),
    "RND": ("研发工程师", "R&D engineer", ("mrb.concur",)),
    "AP": (
        "应付会计",
        "Accounts payable clerk",
        ("inv.post", "inv.refuse", "inv.block", "inv.reverse", "cm.post", "pay.propose"),
    ),
    "CASHIER": ("出纳", "Cashier", ("pay.execute",)),
    "GL": ("总账会计", "General ledger accountant", ()),
    "LINE-LEAD": ("班组长", "Line lead", ("pr.create", "pr.submit")),
    "STEWARD": ("主数据专员", "Master data steward", ()),
    "SYS-ADMIN": ("系统管理员", "System administrator", ()),
}

HATS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("he.plan", "何佳", "He Jia", ("PLANNER",)),
    ("ma.prod", "马立群", "Ma Liqun", ("DEPT-MGR",)),
    ("lin.buyer", "林晓", "Lin Xiao", ("BUYER",)),
    ("cai.buyer", "蔡敏", "Cai Min", ("BUYER",)),
    ("gao.purmgr", "高建华", "Gao Jianhua", ("PUR-MGR",)),
    ("fang.exec", "方正", "Fang Zheng", ("EXEC",)),
    ("zhou.rcv", "周婷", "Zhou Ting", ("RECV",)),
    ("qin.store", "秦勇", "Qin Yong", ("KEEPER",)),
    ("sun.iqc", "孙悦", "Sun Yue", ("IQC",)),
    ("xu.qe", "徐明", "Xu Ming", ("QE",)),
    ("tang.qa", "唐静", "Tang Jing", ("QA-MGR",)),
    ("shen.rnd", "沈涛", "Shen Tao", ("RND",)),
    ("wang.ap", "王琳", "Wang Lin", ("AP",)),
    ("jin.ap", "金晨", "Jin Chen", ("AP",)),
    ("feng.fin", "冯远", "Feng Yuan", ("DEPT-MGR",)),
    ("luo.cash", "罗兰", "Luo Lan", ("CASHIER",)),
    ("yu.line", "于海", "Yu Hai", ("LINE-LEAD",)),
    ("hao.gl", "郝文", "Hao Wen", ("GL",)),
    ("dong.admin", "董磊", "Dong Lei", ("SYS-ADMIN",)),
    ("qian.super", "钱多", "Qian Duo", ("BUYER", "AP")),
)
"""The users that drills name. qian.super holds two roles that ought to be apart: a drill about roles looks for it."""

COMPETENCES = {"IQC": ("IQC-INSP", "QA-UD"), "QE": ("QA-UD",), "QA-MGR": ("QA-UD",)}
SURNAMES = (
    "赵:Zhao",
    "钱:Qian",
    "孙:Sun",
    "李:Li",
    "吴:Wu",
    "郑:Zheng",
    "陈:Chen",
    "褚:Chu",
    "卫:Wei",
    "蒋:Jiang",
    "韩:Han",
    "杨:Yang",
)
GIVEN = (
    "伟:Wei",
    "芳:Fang",
    "娜:Na",
    "强:Qiang",
    "磊:Lei",
    "洋:Yang",
    "艳:Yan",
    "杰:Jie",
    "娟:Juan",
    "涛:Tao",
    "超:Chao",
    "霞:Xia",
)


def roles() -> dict[str, dict[str, Any]]:
    """The role table: names and the commands that each opens, those of every area together."""
    table: dict[str, dict[str, Any]] = {}
    for named in (ROLES, *(area.roles for _, area in AREAS)):
        for code, (zh, en, commands) in named.items():
            role = table.setdefault(code, {"id": code, "name_zh": zh, "name_en": en, "commands": []})
            role["commands"] += [command for command in commands if command not in role["commands"]]
    return table


def _competences(role: str) -> tuple[str, ...]:
    held = (COMPETENCES, *(area.competences for _, area in AREAS))
    return tuple(competence for table in held for competence in table.get(role, ()))


def _user(
    name: str, zh: str, en: str, held: tuple[str, ...], *, valid_to: str = "2027-12-31", active: bool = True
) -> dict[str, Any]:
    competences = {competence: valid_to for role in held for competence in _competences(role)}
    return {"id": name, "name_zh": zh, "name_en": en, "roles": list(held), "active": active, "competences": competences}


def users(count: int, chance: Chance) -> dict[str, dict[str, Any]]:
    """The users that drills name, and invented colleagues up to the count; some have left, one inspector has lapsed."""
    named = (*HATS, *(person for _, area in AREAS for person in area.people))
    table = {name: _user(name, zh, en, held) for name, zh, en, held in named}
    table["pan.iqc"] = _user("pan.iqc", "潘磊", "Pan Lei", ("IQC",), valid_to="2026-11-15")
    number = 0
    while len(table) < count:
        number += 1
        surname_zh, surname_en = chance.one_of(SURNAMES).split(":")
        given_zh, given_en = chance.one_of(GIVEN).split(":")
        role = chance.one_of(tuple(ROLES))
        name = f"{surname_en.lower()}.{given_en.lower()}{number:02d}"
        table[name] = _user(
            name, surname_zh + given_zh, f"{surname_en} {given_en}", (role,), active=not chance.is_lucky(7)
        )
    return table
