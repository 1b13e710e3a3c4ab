"""What Tryton bears of our drills, what it lacks, and what stands for what: said in words, so that nobody counts it as met."""

from collections.abc import Mapping

from scenarios.backends.seam import Capabilities
from scenarios.backends.tryton.acts import ACTS
from scenarios.engine.api import DOCUMENT_KINDS, command_specs
from scenarios.grading.api import Text

NAME = "tryton"

FRAME = (
    "clock.advance",
    "hat.switch",
    "hint.open",
    "inject.fire",
    "message.receive",
    "message.send",
    "report.run",
    "seat.join",
    "stop.report",
    "task.close",
    "task.create",
    "view.open",
)
"""Messages, looks and the drill's own clock are no business of an ERP: our frame keeps them around every back end."""

BESIDE = ("dn.scan", "oos.close", "oos.open")
"""Commands of drills that Tryton has no counterpart for and that change nothing it holds: kept beside it, never read as its."""

READ_KINDS = frozenset({"PR", "PO", "GR", "QI", "NCR", "SCAR", "IV", "CM", "PAY", "SO", "DN", "BIL", "RCT"})
FRAME_KINDS = frozenset({"MSG", "TASK", "DEV"})

_NO_DOCUMENT = Text("Tryton 没有这种单据。", "Tryton has no such document.")
LACKS: Mapping[str, Text] = {
    **{kind: _NO_DOCUMENT for kind in DOCUMENT_KINDS if kind not in READ_KINDS and kind not in FRAME_KINDS},
    "OOS": Text(
        "Tryton 没有检验超标记录；本方的记录另外保存。",
        "Tryton has no out-of-specification record; ours is kept beside it.",
    ),
    "NCR.signatures": Text("Tryton 没有电子签名。", "Tryton has no electronic signatures."),
    "stock.B": Text(
        "不合格的货在 Tryton 里停在收货口，没有冻结库存。",
        "Failed goods are held at the door; Tryton has no blocked stock.",
    ),
    "stock.Q": Text(
        "检验未过，Tryton 不收货，因此没有质检库存。",
        "Until inspection has passed Tryton receives nothing, so that there is no inspection stock.",
    ),
}

STANDS_FOR: Mapping[str, Text] = {
    "QI.decision": Text(
        "Tryton 按读数自动判定；这里读的是它的判定，人作的决策只在本方日志里。",
        "Tryton judges by the readings alone. Its verdict is read; that a person decided stands in our journal.",
    ),
    "IV.blocks": Text(
        "Tryton 从不冻结发票，这一条在它那里总是成立。",
        "Tryton blocks no invoice: this part of the condition always holds there.",
    ),
    "NCR": Text(
        "检验不合格时 Tryton 自动生成质量警报；警报写上编号和说明后算作报告。",
        "Tryton raises an alert when an inspection fails; once it bears a number and a description it is the report.",
    ),
    "NCR.disposition": Text(
        "质量警报没有处置字段；评审的决定是警报上的一条备注，由作出决定的人写下，读的是它的第一行。",
        "An alert has no field for a disposition. The board's decision is a note on it, by whoever decided; "
        "its first line is read.",
    ),
    "SCAR": Text(
        "Tryton 没有纠正措施要求这种单据；要求是从警报发出的电子邮件，发到哪家供应商的地址，就算对哪家提出。",
        "Tryton has no corrective action request. It is an e-mail sent from the alert, and counts for the supplier "
        "whose address it went to.",
    ),
    "GR.lines.stock_type": Text(
        "收货口的库位算质检库存；Tryton 不让任何人绕过检验收货。",
        "The place of arrival stands for inspection stock; Tryton lets nobody receive round the inspection.",
    ),
    "GR.ncr": Text("退货单的参考号里写着报告号。", "The report is named in the return shipment's reference."),
    "GR.movement": Text(
        "供应商收货单算 101，供应商退货单算 122。", "A supplier shipment is 101, a supplier return is 122."
    ),
    "SO.lines.confirmed": Text(
        "Tryton 只能整行确认，不核可承诺量。",
        "Tryton confirms a line in full and asks no question about what can be promised.",
    ),
    "gl.2202-GRIR": Text(
        "这里把暂估科目设为存货对方科目和费用科目；两边由 Tryton 自己过账。",
        "The clearing account is set up as the other side of stock and as expense; Tryton posts both sides itself.",
    ),
    "PAY": Text(
        "一张付款单对应 Tryton 的一组付款。", "A payment run is a group of Tryton's payments under one reference."
    ),
}


def capabilities() -> Capabilities:
    """What this back end bears."""
    known = frozenset(command_specs())
    return Capabilities(
        back_end=NAME,
        carried_out=frozenset(ACTS) & known,
        kept=frozenset((*FRAME, *BESIDE)) & known,
        lacks=LACKS,
        stands_for=STANDS_FOR,
    )
