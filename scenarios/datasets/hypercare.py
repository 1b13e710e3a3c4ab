"""The first day's tickets of the sandbox company, as users write them; none has come in before a drill lets it."""

from typing import Any

TICKETS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "001",
        "ning.key",
        "收货口扫码枪没有反应",
        "Scanners at the dock do not respond",
        "2 号收货口三把扫码枪都连不上，只能停着。",
        "All three scanners at dock 2 have lost their connection; receiving stands still.",
    ),
    (
        "002",
        "lan.key",
        "过账之后的凭证在哪里看",
        "Where do I see a posted document",
        "旧系统是按 F7，这里找不到。",
        "In the old system it was F7; I cannot find it here.",
    ),
    (
        "003",
        "ning.key",
        "扫码枪扫不了，收货停了",
        "Scanner does not read, receiving stopped",
        "2 号收货口，和早上一样。",
        "Dock 2, the same as this morning.",
    ),
    (
        "004",
        "xiang.key",
        "领料过账提示没有权限",
        "No authorisation to post a goods issue",
        "班组长角色里好像少了领料。",
        "The line lead's role seems to lack the goods issue.",
    ),
    (
        "005",
        "lan.key",
        "发票税额差一分",
        "Tax on an invoice is one cent off",
        "四舍五入方式和旧系统不一样。",
        "It rounds otherwise than the old system.",
    ),
    (
        "006",
        "hui.key",
        "检验批列表打开要一分钟",
        "The list of inspection lots takes a minute",
        "早上开始变慢。",
        "Slow since this morning.",
    ),
    (
        "007",
        "xiang.key",
        "密码忘了",
        "I have forgotten my password",
        "用了两次都不对。",
        "Tried twice.",
    ),
    (
        "008",
        "ning.key",
        "3 号标签打印机卡纸",
        "Label printer 3 jams",
        "换了纸还是卡。",
        "New paper, still jams.",
    ),
    (
        "009",
        "ning.key",
        "冻结的批次可以拣货",
        "A blocked lot can be picked",
        "批次 L26-0415 昨天还在冻结区，今天系统让我发到产线。",
        "Lot L26-0415 was blocked yesterday; today the system lets me issue it to the line.",
    ),
    (
        "010",
        "xiang.key",
        "先给我全部权限吧",
        "Just give me all rights for now",
        "领料还是过不了账，先开全部权限，下午再收回。",
        "The issue still does not post. Open everything and take it back this afternoon.",
    ),
    (
        "011",
        "hui.key",
        "检验列表太慢",
        "Inspection list too slow",
        "和之前一样。",
        "The same as before.",
    ),
    (
        "012",
        "ning.key",
        "UDI 标签的有效期和批次不符",
        "Expiry on the UDI label is not the lot's",
        "标签印 2029-01，批次主数据是 2028-10。已经贴了 40 盒。",
        "The label says 2029-01, the lot 2028-10. Forty boxes are labelled.",
    ),
    (
        "013",
        "lan.key",
        "供应商名称显示乱码",
        "A supplier's name is garbled",
        "只有一家，编码 V00041。",
        "One only, V00041.",
    ),
    (
        "014",
        "ning.key",
        "标签有效期不对",
        "Label shows a wrong expiry",
        "4 号线的标签也差三个月。",
        "Line 4: three months off as well.",
    ),
    (
        "015",
        "xiang.key",
        "下达之后改不了工单数量",
        "Cannot change the quantity of a released order",
        "旧系统可以直接改。",
        "The old system let us.",
    ),
    (
        "016",
        "lan.key",
        "怎么查已过账的凭证",
        "How to find a posted document",
        "同事也问。",
        "Colleagues ask, too.",
    ),
    (
        "017",
        "ning.key",
        "订单显示已关闭，收不了货",
        "Order shows as closed, cannot receive",
        "货已经在门口，订单迁移前还没有收完。",
        "The goods are at the gate; before migration the order was still open.",
    ),
    (
        "018",
        "hui.key",
        "资质过期的检验员还能判定",
        "An inspector whose qualification has lapsed can still decide",
        "潘磊的资质 11 月 15 日到期，刚才系统让他做了使用决策。",
        "Pan Lei's qualification ended on 15 November, and the system let him take a usage decision just now.",
    ),
    (
        "019",
        "lan.key",
        "付款建议里少一家供应商",
        "A supplier is missing in the payment proposal",
        "银行账号好像没有带过来。",
        "Its bank account seems not to have come over.",
    ),
    (
        "020",
        "xiang.key",
        "班组看板不刷新",
        "The team's board does not refresh",
        "按 F5 就好。",
        "F5 helps.",
    ),
    (
        "021",
        "ning.key",
        "打印机 3 又卡了",
        "Printer 3 jams again",
        "同一台。",
        "The same one.",
    ),
    (
        "022",
        "hui.key",
        "检验单打印少第二页",
        "Second page of the inspection sheet is missing",
        "只有长的检验计划这样。",
        "Only with long plans.",
    ),
    (
        "023",
        "lan.key",
        "月结按钮是灰的",
        "The close button is grey",
        "今天才 1 号。",
        "It is only the first.",
    ),
    (
        "024",
        "xiang.key",
        "还是不能领料",
        "Still cannot issue material",
        "夜班的同事也一样。",
        "The night shift, too.",
    ),
)
"""Number, key user who reports it, subject and text in both languages."""


def hypercare_tickets() -> dict[str, dict[str, Any]]:
    """What each ticket will say; it becomes a document once a drill lets it come in."""
    return {f"HC-{row[0]}": _ticket(*row[1:]) for row in TICKETS}


def _ticket(reporter: str, subject_zh: str, subject_en: str, text_zh: str, text_en: str) -> dict[str, Any]:
    words = {"name_zh": subject_zh, "name_en": subject_en, "text_zh": text_zh, "text_en": text_en}
    return {**words, "reporter": reporter, "priority": "", "original": ""}
