"""Five days with both systems at work: what the comparison of their figures shows, and what people say about it."""

from typing import Any

DIFFERENCES = """
1|FG-30001 成品入库|FG-30001 receipt|480|0|入库 23:58 过账，接口 0:10 才跑|Posted at 23:58; the interface ran at 0:10
1|发票 INV-2301 税额|Tax of invoice INV-2301|156.00|156.01|逐行四舍五入，旧系统按合计|Rounded by line; the old system rounds the sum
1|RM-20044 库存|Stock of RM-20044|1,200|12,000|换算系数 1 箱 = 100 个，主数据写成 1,000|A box holds 100; the master says 1,000
1|工单 WO-118 报工|Confirmation of WO-118|96|69|录单人把 96 输成 69，当天已发现|Typed 69 for 96, noticed the same day
1|批次 L25-0415 状态|Status of lot L25-0415|冻结 blocked|可用 free|旧系统冻结标志没有映射|The old system's hold flag was not mapped
1|采购订单 4500000066 收货|Receipt on order 4500000066|300|0|夜班收货，早班补录|Received at night, entered by the early shift
1|灭菌批 ST-09 计划放行日|Planned release of load ST-09|12-07|11-30|解析期参数 7 天被设为 0|Aeration of 7 days was set to 0
2|银行存款日记账|Bank journal|1,204,330.00|1,180,110.00|银行回单次日到|The bank statement arrives the next day
2|RM-20051 库存|Stock of RM-20051|340|3,400|换算系数同上|The same conversion
2|发票 INV-2309 税额|Tax of invoice INV-2309|88.40|88.41|逐行四舍五入|Rounded by line
2|FG-30007 发货|Delivery of FG-30007|60|0|17:00 截止之后的发货记在次日|After the 17:00 cut-off, booked the next day
2|批次 L25-0416 状态|Status of lot L25-0416|冻结 blocked|可用 free|冻结标志没有映射|The hold flag was not mapped
2|领料 RM-10103|Issue of RM-10103|250|520|操作工录了两次领料|The operator posted the issue twice
2|暂估应付|Goods received, not invoiced|42,100.00|39,900.00|发票在新系统次日过账|The new system posts the invoice a day later
3|RM-20044 领料成本|Cost of issues of RM-20044|2,400.00|240.00|换算系数导致|From the same conversion
3|FG-30001 成品入库|FG-30001 receipt|500|0|接口夜间批处理|Interface runs at night
3|发票 INV-2322 税额|Tax of invoice INV-2322|210.05|210.06|逐行四舍五入|Rounded by line
3|客户订单 SO-771 交期|Date of order SO-771|12-08|12-18|录单人选错日期|Wrong date picked
3|在制品盘点|Work in process|18|21|旧系统 16:00，新系统 18:00 取数|Taken at 16:00 in the old, at 18:00 in the new system
3|批次 L25-0417 状态|Status of lot L25-0417|冻结 blocked|可用 free|冻结标志没有映射|The hold flag was not mapped
3|应收账款余额|Receivables|3,020,500.00|3,008,900.00|收款次日认领|Receipts are matched the next day
4|灭菌批 ST-11 计划放行日|Planned release of load ST-11|12-10|12-03|解析期参数 0 天|Aeration set to 0 days
4|RM-20063 库存|Stock of RM-20063|75|750|换算系数同上|The same conversion
4|运输中库存|Stock in transit|220|0|到货确认晚一天|Arrival is confirmed a day later
4|退货 RMA-15 数量|Quantity of return RMA-15|10|1|漏输一个零|A nought was left out
4|工时汇总|Hours booked|412|398|夜班 6:00 之后才报工|The night shift books after 6:00
4|发票 INV-2340 税额|Tax of invoice INV-2340|33.15|33.16|逐行四舍五入|Rounded by line
5|FG-30007 发货|Delivery of FG-30007|84|0|截止时间之后|After the cut-off
5|RM-20070 库存|Stock of RM-20070|18|180|换算系数同上|The same conversion
5|费用报销 E-204|Expense claim E-204|880.00|808.00|数字颠倒|Digits transposed
5|汇率重估|Currency revaluation|1,120.00|0.00|旧系统每日、新系统月末，属约定|Daily before, at month end now, as agreed
"""
"""Day, object in both languages, old and new figure, and the note of whoever looked, in both languages."""


def differences() -> dict[str, dict[str, Any]]:
    """The 31 differences as documents that nobody has classified."""
    rows = [line.split("|") for line in DIFFERENCES.strip().splitlines()]
    return {f"DIF-{number:02d}": _difference(f"DIF-{number:02d}", *row) for number, row in enumerate(rows, start=1)}


def _difference(
    number: str, day: str, zh: str, en: str, old: str, new: str, note_zh: str, note_en: str
) -> dict[str, Any]:
    date = f"2026-11-{22 + int(day)}"
    return {
        "id": number,
        "status": "open",
        "day": date,
        "name_zh": zh,
        "name_en": en,
        "old_figure": old,
        "new_figure": new,
        "text_zh": note_zh,
        "text_en": note_en,
        "kind_of_difference": "",
        "defect": "",
        "created_by": "ren.fin",
        "created_at": f"{date}T18:00",
        "changed_at": f"{date}T18:00",
        "refs": [],
    }
