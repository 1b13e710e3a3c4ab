"""Who may do what in administration, the conflicts of duty that the company has named, and what is wrong with the users.

Planted: nine users in conflict, one for each rule, and four accounts of people who have left. Each row of CONFLICTED says
which of the two roles the person's post asks for.
"""

from typing import Any

Row = dict[str, Any]

ACCESS_ROLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "SYS-ADMIN": (
        "系统管理员",
        "System administrator",
        (
            *("role.grant", "role.withdraw", "user.lock", "user.unlock", "user.revoke", "acr.check", "acr.provision"),
            *("acr.revoke", "param.set", "param.transport", "period.reopen", "period.shut", "ifm.reprocess"),
            *("ifm.skip", "qual.suspend", "qual.grant", "log.purge"),
        ),
    ),
    "DEPT-MGR": (
        "部门负责人",
        "Department head",
        ("rec.sign", "acr.approve", "acr.reject", "del.approve", "del.reject"),
    ),
    "EXEC": ("高层管理者", "Executive", ("rec.sign", "acr.approve", "acr.reject", "del.approve", "del.reject")),
    "GL": ("总账会计", "General ledger accountant", ("param.test", "period.close", "period.shut")),
    "QE": ("质量工程师", "Quality engineer", ("param.test", "audit.find", "audit.withdraw", "inc.open")),
    "QA-MGR": ("质量经理", "Quality manager", ("qual.suspend", "inc.open", "vendor.admit")),
    "RECV": ("收货员", "Receiving clerk", ("param.test",)),
    "LINE-LEAD": ("班组长", "Line lead", ("qual.suspend",)),
    "AUDITOR": ("内部审计员", "Internal auditor", ("audit.find", "audit.withdraw", "inc.open")),
    "HR": ("人事专员", "HR officer", ("qual.suspend",)),
}

_RULES: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "SR-01",
        "po.create",
        "inv.post",
        "critical",
        "自己下单、自己记发票，可以虚构采购。",
        "Orders and records the invoice: purchases can be invented.",
    ),
    (
        "SR-02",
        "po.create",
        "gr.post",
        "critical",
        "自己下单、自己收货，货可以只在账上到。",
        "Orders and receives: goods may arrive on paper only.",
    ),
    (
        "SR-03",
        "inv.post",
        "pay.execute",
        "critical",
        "自己记发票、自己付款，钱可以付给任何人。",
        "Records the invoice and pays it: money can go to anybody.",
    ),
    (
        "SR-04",
        "pay.approve",
        "pay.execute",
        "critical",
        "自己批准、自己付款，复核成了摆设。",
        "Approves and executes payments: the second pair of eyes is the first.",
    ),
    (
        "SR-05",
        "gr.post",
        "qi.decide",
        "high",
        "自己收货、自己判合格，来料检验失去独立性。",
        "Receives and takes the usage decision: incoming inspection is not independent.",
    ),
    (
        "SR-06",
        "po.create",
        "po.approve",
        "critical",
        "自己下单、自己批准，审批链断了。",
        "Orders and approves: the approval chain is broken.",
    ),
    (
        "SR-07",
        "po.create",
        "acr.provision",
        "critical",
        "管理员还能做业务，可以给自己开任何权限。",
        "Administers access and does business: any right can be given to oneself.",
    ),
    (
        "SR-08",
        "pr.create",
        "pr.approve",
        "high",
        "自己申请、自己批准需求。",
        "Asks for goods and agrees to the asking.",
    ),
    (
        "SR-09",
        "inv.post",
        "inv.release",
        "critical",
        "自己记发票、自己解除冻结，三单匹配形同虚设。",
        "Records invoices and lifts their blocks: three-way matching means nothing.",
    ),
)

CONFLICTED: tuple[tuple[str, str, str, tuple[str, str], str, str], ...] = (
    ("bian.rcv", "卞勇", "Bian Yong", ("RECV", "BUYER"), "收货员", "Receiving clerk"),
    ("rong.ap", "荣欣", "Rong Xin", ("AP", "CASHIER"), "应付会计", "Accounts payable clerk"),
    ("ni.fin", "倪岚", "Ni Lan", ("DEPT-MGR", "CASHIER"), "财务副经理", "Deputy finance manager"),
    (
        "du.iqc",
        "杜鹏",
        "Du Peng",
        ("IQC", "RECV"),
        "来料检验员（小库区兼收货）",
        "Incoming inspector, also receives at the annex",
    ),
    ("cao.pur", "曹颖", "Cao Ying", ("PUR-MGR", "BUYER"), "采购副经理", "Deputy purchasing manager"),
    ("yan.admin", "严凯", "Yan Kai", ("SYS-ADMIN", "BUYER"), "系统管理员", "System administrator"),
    ("hou.line", "侯斌", "Hou Bin", ("LINE-LEAD", "DEPT-MGR"), "班组长", "Line lead"),
    ("shi.ap", "施敏", "Shi Min", ("AP", "PUR-MGR"), "应付会计", "Accounts payable clerk"),
)
"""With qian.super nine: the first role of each is what the post asks for; du.iqc needs both, so a control must do."""

LEAVERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("kong.buyer", "孔亮", "Kong Liang", "BUYER", "2026-09-30"),
    ("tao.ap", "陶静", "Tao Jing", "AP", "2026-10-15"),
    ("bai.iqc", "白雪", "Bai Xue", "IQC", "2026-10-31"),
    ("jia.admin", "贾宁", "Jia Ning", "SYS-ADMIN", "2026-11-20"),
)

OTHERS = (
    ("rao.admin", "饶静", "Rao Jing", ("SYS-ADMIN",)),
    ("mei.audit", "梅岚", "Mei Lan", ("AUDITOR",)),
    ("hong.hr", "洪梅", "Hong Mei", ("HR",)),
    ("ruan.ra", "阮晴", "Ruan Qing", ("RA",)),
)

POSTS: dict[str, tuple[str, str]] = {
    "qian.super": ("采购员", "Buyer"),
    **{row[0]: (row[4], row[5]) for row in CONFLICTED},
}


def access_people() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """The users whom drills about access name."""
    conflicted = tuple((name, zh, en, roles) for name, zh, en, roles, *_ in CONFLICTED)
    return (*conflicted, *((name, zh, en, (role,)) for name, zh, en, role, _ in LEAVERS), *OTHERS)


def duty_rules() -> dict[str, Row]:
    """The matrix: nine pairs of commands that one person should not hold."""
    return {
        number: {"id": number, "one": one, "other": other, "severity": severity, "name_zh": zh, "name_en": en}
        for number, one, other, severity, zh, en in _RULES
    }


def complete_users(users: dict[str, Row], roles: dict[str, Row]) -> None:
    """Give each user the post that HR knows, and those who have left their last day; their accounts are still open."""
    left = {name: date for name, _, _, _, date in LEAVERS}
    for name, user in users.items():
        first = roles[user["roles"][0]] if user["roles"] else {"name_zh": "", "name_en": ""}
        zh, en = POSTS.get(name, (first["name_zh"], first["name_en"]))
        user |= {"post_zh": zh, "post_en": en, "left_on": left.get(name, "")}
