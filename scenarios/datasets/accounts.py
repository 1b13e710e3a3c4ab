"""The chart of accounts, the parameters, and the opening ledger lines that tie to stock, receipts and invoices."""

from collections.abc import Iterator
from typing import Any

from scenarios.datasets.areas import AREAS

NAMED = (
    ("1001", "库存现金", "Cash in hand"),
    ("1002", "银行存款", "Bank"),
    ("1122", "应收账款", "Accounts receivable"),
    ("1403", "原材料", "Raw materials"),
    ("1404", "材料成本差异", "Material price variance"),
    ("1405", "库存商品", "Finished and semi-finished goods"),
    ("1406", "发出商品", "Goods dispatched"),
    ("1408", "委托加工物资", "Material at subcontractors"),
    ("1601", "固定资产", "Fixed assets"),
    ("1901", "待处理财产损溢", "Property differences pending"),
    ("2202", "应付账款", "Accounts payable"),
    ("2202-GRIR", "应付账款—暂估应付款", "GR/IR clearing"),
    ("2211", "应付职工薪酬", "Payroll payable"),
    ("2221", "应交税费—进项税额", "Input tax"),
    ("4001", "实收资本", "Paid-in capital"),
    ("4104", "利润分配", "Retained earnings"),
    ("5001", "生产成本", "Production cost"),
    ("5101", "制造费用", "Manufacturing overhead"),
    ("6001", "主营业务收入", "Revenue"),
    ("6401", "主营业务成本", "Cost of sales"),
    ("6602", "管理费用", "Administrative expenses"),
)
SECTIONS = (
    ("6601", "销售费用", "Selling expenses"),
    ("6602", "管理费用", "Administrative expenses"),
    ("5101", "制造费用", "Overhead"),
)

PARAMETERS: dict[str, Any] = {
    "approval_levels": [["PUR-MGR", 0], ["DEPT-MGR", 5_000_000], ["EXEC", 30_000_000]],
    "po_reapproval_basis_points": 0,
    "over_delivery_pct": 5,
    "minimum_life_pct": 60,
    "price_tolerance_basis_points": 300,
    "tax_percent": 13,
    "open_period_from": "2026-11-01",
}
"""Approval levels in cents; tolerances as the sandbox company has set them. `severity.<CODE>` may be added."""


def accounts(count: int) -> dict[str, dict[str, Any]]:
    """The chart of accounts: the named ones, and cost sub-accounts up to the count."""
    named = (*NAMED, *(row for _, area in AREAS for row in area.accounts))
    table = {number: {"id": number, "name_zh": zh, "name_en": en} for number, zh, en in named}
    made = 0
    while len(table) < count:
        section, zh, en = SECTIONS[made % len(SECTIONS)]
        part = made // len(SECTIONS) + 1
        number = f"{section}.{part:02d}"
        table[number] = {"id": number, "name_zh": f"{zh}—明细 {part:02d}", "name_en": f"{en}, part {part:02d}"}
        made += 1
    return dict(sorted(table.items()))


def opening_ledger(
    items: dict[str, dict[str, Any]],
    stock: dict[str, dict[str, int]],
    documents: dict[str, dict[str, dict[str, Any]]],
    further: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Opening lines: stock by item, GR/IR by order line, payables by invoice, and the rest; they balance."""
    lines = [*_stock_lines(items, stock), *_grir_lines(documents["PO"]), *_payable_lines(documents["IV"]), *further]
    for account, balance in (
        ("1002", 862_000_000),
        ("1601", 2_350_000_000),
        ("4001", -2_500_000_000),
    ):
        lines.append(_line(account, balance))
    lines.append(_line("4104", -sum(line["debit"] - line["credit"] for line in lines)))
    return lines


def _line(account: str, amount: int, **references: str) -> dict[str, Any]:
    return {"account": account, "debit": max(amount, 0), "credit": max(-amount, 0), **references}


def _stock_lines(items: dict[str, dict[str, Any]], stock: dict[str, dict[str, int]]) -> Iterator[dict[str, Any]]:
    values: dict[tuple[str, str], int] = {}
    for key, row in stock.items():
        item, _, _, _, stock_type = key.split("|")
        own = "1403" if items[item]["type"] in {"RM", "PK"} else "1405"
        place = (item, "1408" if stock_type == "S" else own)
        values[place] = values.get(place, 0) + row["value"]
    for (item, account), value in sorted(values.items()):
        yield _line(account, value, item=item)


def _grir_lines(orders: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for order in orders.values():
        for number, line in order["lines"].items():
            owed = line["received_value"] - line["invoiced_value"]
            if owed:
                yield _line(
                    "2202-GRIR", -owed, po=order["id"], po_line=number, vendor=order["vendor"], item=line["item"]
                )


def _payable_lines(invoices: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for invoice in invoices.values():
        if invoice["open"]:
            yield _line("2202", -invoice["open"], po=invoice["po"], vendor=invoice["vendor"], iv=invoice["id"])
