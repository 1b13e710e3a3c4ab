"""The names of commands, documents and look-ups as sentences use them; one word each, in both languages.

A name not given here is the generic label pack's: only words that read otherwise in a sentence stand in this file.
"""

from __future__ import annotations

from scenarios.engine import api as engine
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, same
from scenarios.labels.pack import label_pack

DOCUMENTS: dict[str, Text] = {
    "PR": Text("采购申请", "purchase requisition"),
    "PO": Text("采购订单", "purchase order"),
    "GR": Text("收货凭证", "goods receipt"),
    "QI": Text("检验批", "inspection lot"),
    "OOS": Text("检验超标记录", "out-of-specification record"),
    "NCR": Text("不合格品报告", "nonconformance report"),
    "SCAR": Text("供应商纠正措施要求", "supplier corrective action request"),
    "IV": Text("供应商发票", "supplier invoice"),
    "CM": Text("供应商贷项凭证", "supplier credit memo"),
    "PAY": Text("付款单", "payment run"),
    "TASK": Text("任务", "task"),
    "MSG": Text("消息", "message"),
    "DEV": Text("停止上报单", "stop report"),
}

MASTERS: dict[str, Text] = {
    "ITEM": Text("物料主数据", "item master"),
    "VENDOR": Text("供应商主数据", "supplier master"),
    "CONTRACT": Text("合同", "contract"),
    "ACCOUNT": Text("科目", "account"),
    "USER": Text("用户", "user"),
    "ROLE": Text("角色", "role"),
    "PLAN": Text("检验计划", "inspection plan"),
    "LOT": Text("批次", "lot"),
}

REPORTS: dict[str, Text] = {
    "WORKLIST": Text("待办清单", "worklist"),
    "STOCK": Text("库存总览", "stock overview"),
    "TB": Text("试算平衡表", "trial balance"),
    "GRIR": Text("暂估清单", "GR/IR list"),
    "OPEN_ITEMS": Text("未清项清单", "open items"),
    "TRACE": Text("批次追溯", "lot trace"),
    "REORDER": Text("补货点清单", "reorder list"),
}

COMMANDS: dict[str, Text] = {
    "pr.create": Text("新建采购申请", "create requisition"),
    "pr.submit": Text("提交采购申请", "submit requisition"),
    "pr.approve": Text("批准采购申请", "approve requisition"),
    "pr.reject": Text("退回采购申请", "reject requisition"),
    "po.create": Text("新建采购订单", "create purchase order"),
    "po.submit": Text("提交采购订单", "submit purchase order"),
    "po.approve": Text("批准采购订单", "approve purchase order"),
    "po.reject": Text("退回采购订单", "reject purchase order"),
    "po.release": Text("下达采购订单", "release purchase order"),
    "po.change": Text("变更采购订单", "change purchase order"),
    "po.cancel": Text("取消采购订单", "cancel purchase order"),
    "gr.post": Text("收货过账", "post goods receipt"),
    "gr.reverse": Text("冲销收货", "reverse goods receipt"),
    "gr.return": Text("退货给供应商", "return to supplier"),
    "qi.sample": Text("取样", "draw sample"),
    "qi.record": Text("录入检验结果", "record results"),
    "qi.resample": Text("重新取样", "draw a new sample"),
    "oos.open": Text("开超标记录", "open OOS record"),
    "oos.close": Text("关闭超标记录", "close OOS record"),
    "qi.decide": Text("使用决策", "usage decision"),
    "ncr.open": Text("开不合格品报告", "open nonconformance report"),
    "ncr.contain": Text("隔离不合格品", "contain nonconformance"),
    "ncr.investigate": Text("调查不合格原因", "investigate nonconformance"),
    "mrb.decide": Text("评审处置", "MRB disposition"),
    "mrb.concur": Text("评审会签", "MRB concurrence"),
    "ncr.close": Text("关闭不合格品报告", "close nonconformance report"),
    "scar.issue": Text("发出供应商纠正措施要求", "issue SCAR"),
    "inv.post": Text("发票过账", "post supplier invoice"),
    "inv.refuse": Text("不入账退回发票", "send invoice back unrecorded"),
    "inv.block": Text("人工冻结发票", "block invoice"),
    "inv.release": Text("放行冻结发票", "release blocked invoice"),
    "inv.reverse": Text("冲销发票", "reverse invoice"),
    "cm.post": Text("贷项凭证过账", "post credit memo"),
    "pay.propose": Text("生成付款建议", "propose payment"),
    "pay.approve": Text("批准付款", "approve payment"),
    "pay.execute": Text("执行付款", "execute payment"),
    "task.create": Text("新建任务", "create task"),
    "task.close": Text("完成任务", "close task"),
    "message.send": Text("发送消息", "send message"),
    "message.receive": Text("收到消息", "receive message"),
    "stop.report": Text("叫停并上报", "stop and report"),
    "hat.switch": Text("切换身份", "switch hat"),
    "clock.advance": Text("推进时钟", "advance clock"),
    "view.open": Text("打开单据", "open record"),
    "report.run": Text("运行报表", "run report"),
    "hint.open": Text("打开提示", "open hint"),
}

FIELDS: dict[str, Text] = {
    "status": Text("状态", "state"),
    "price": Text("单价", "price"),
    "quantity": Text("数量", "quantity"),
    "blocks": Text("冻结", "blocks"),
    "block": Text("首个冻结原因", "first block"),
    "net": Text("不含税金额", "net amount"),
    "released_by": Text("放行人", "releaser"),
    "answer": Text("答复", "answer"),
    "decision": Text("使用决策", "usage decision"),
    "disposition": Text("处置", "disposition"),
    "movement": Text("移动类型", "movement"),
    "stock_type": Text("库存类型", "stock type"),
    "override_reason": Text("强行理由", "override reason"),
    "basis": Text("依据", "basis"),
    "to": Text("收件人", "addressee"),
    "vendor": Text("供应商", "supplier"),
    "item": Text("物料", "item"),
    "lot": Text("批次", "lot"),
    "id": Text("编号", "number"),
    "po": Text("订单", "order"),
    "pr": Text("申请", "requisition"),
    "qi": Text("检验批", "inspection lot"),
    "ncr": Text("不合格报告", "nonconformance"),
    "delivery_note": Text("送货单", "delivery note"),
    "supplier_lot": Text("供应商批号", "supplier lot"),
}

UNKNOWN_COMMAND = Text("沙盒里没有命令“{value}”。", "The sandbox has no command “{value}”.")


def _from_pack(key: str) -> Text | None:
    """The generic pack's name; in the middle of an English sentence its first letter is small, unless all are capitals."""
    label = label_pack().labels.get(key)
    if label is None:
        return None
    english = label["en"]
    if english[1:2].islower():
        english = english[0].lower() + english[1:]
    return Text(label["zh"], english)


def document_kinds() -> tuple[str, ...]:
    """Every kind of document that the engine has."""
    return engine.DOCUMENT_KINDS


def lookable_kinds() -> tuple[str, ...]:
    """Everything that can be looked up: documents, master records, lots and reports."""
    return (*engine.DOCUMENT_KINDS, *engine.MASTER_KINDS, "LOT", *engine.REPORTS)


def known_command(table: Table, key: str) -> str:
    """Read a command name, or a family such as `inv.*`; an unknown one is a problem. `$name` is a variant's command."""
    name = table.word(key)
    if name.startswith("$"):
        return name
    family = name.removesuffix("*")
    known = engine.command_specs()
    if name and name not in known and not (name.endswith(".*") and any(one.startswith(family) for one in known)):
        table.blame(key, UNKNOWN_COMMAND.fill(value=name))
    return name


def command_text(name: str) -> Text:
    """Return a command's name in words."""
    return COMMANDS.get(name) or _from_pack(f"command.{name}") or same(name)


def field_text(path: str) -> Text:
    """Return the field at the end of a path in words; a document's own line number is left out."""
    name = path.removesuffix(".*").rpartition(".")[2]
    return FIELDS.get(name) or _from_pack(f"field.{name}") or same(name)


def value_text(kind: str, path: str, value: object) -> Text:
    """Return the value of a document's field in words: a status or a choice has a name, anything else is as it is."""
    field = path.removesuffix(".*").rpartition(".")[2]
    named = None
    if isinstance(value, str):
        named = _from_pack(f"status.{kind}.{value}") if field == "status" else _from_pack(f"choice.{field}.{value}")
    return Text(f"“{named.zh}”", f"“{named.en}”") if named is not None else same(str(value))


def role_text(code: str) -> Text:
    """Return what a role of the sandbox company is called; an unknown one keeps its code."""
    return _from_pack(f"role.{code}") or same(code)


def person_text(state: engine.State, user: str) -> Text:
    """Return the name of a sandbox user; one that the company does not have keeps the sign-on."""
    body = state.master("USER", user)
    return Text(str(body["name_zh"]), str(body["name_en"])) if body is not None else same(user)


def of_person(state: engine.State, user: str, what: str) -> Text:
    """Return a person's name with what is said of the person: a rule, a competence."""
    return Text("{name} {what}", "{name} {what}").fill(name=person_text(state, user), what=what)


def choice_text(path: str, value: str) -> Text:
    """Return an option of a field in words; what is no option stands as it is."""
    return _from_pack(f"choice.{path.removesuffix('.*').rpartition('.')[2]}.{value}") or same(value)


def object_text(name: str) -> Text:
    """Return `PO:4500001013` in words: what it is called, and its number."""
    kind, _, number = name.partition(":")
    return Text("{kind} {number}", "{kind} {number}").fill(kind=document_text(kind), number=number)


def meaning_text(meaning: str) -> Text:
    """Return what a signature means, in words."""
    return _from_pack(f"meaning.{meaning}") or same(meaning)


def document_text(kind: str) -> Text:
    """Return a document's, master record's or report's name in words."""
    named = DOCUMENTS.get(kind) or MASTERS.get(kind) or REPORTS.get(kind)
    return named or _from_pack(f"entity.{kind}") or _from_pack(f"report.{kind}") or same(kind)
