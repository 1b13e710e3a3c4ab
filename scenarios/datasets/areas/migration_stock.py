"""The legacy stock list: 1,400 lines, two of them a second time by a re-run, five blocked lots shown as free."""

from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.datasets.items import NAMED
from scenarios.engine.clock import days_later
from scenarios.migration.api import controls_of

Row = dict[str, Any]
COLUMNS = (
    ("quant", "行号", "Line"),
    ("material", "物料", "Material"),
    ("batch", "批号", "Batch"),
    ("loc", "库位", "Bin"),
    ("qty", "数量", "Quantity"),
    ("uom", "单位", "Unit"),
    ("status", "状态码", "Status code"),
    ("prod_date", "生产日期", "Made"),
    ("exp_date", "失效日期", "Expiry"),
    ("amount", "金额", "Amount"),
    ("class", "类别", "Class"),
    ("job", "导出作业", "Export job"),
)
TARGETS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("item", "物料", "Item", ("required",)),
    ("lot", "批次", "Lot", ("required",)),
    ("location", "库位", "Location", ("required",)),
    ("quantity", "数量", "Quantity", ("required", "positive")),
    ("unit", "单位", "Unit", ("required", "code:unit")),
    ("stock_type", "库存类型", "Stock type", ("required", "code:stock_type")),
    ("made", "生产日期", "Made", ("date",)),
    ("dated", "是否有有效期", "Dated", ()),
    ("expiry", "失效日期", "Expiry", ("required_for:dated", "date")),
    ("value", "金额", "Value", ("required", "number")),
    ("account", "科目", "Account", ("required",)),
)
STEPS = {
    "item": ("material", "trim", "", ""),
    "lot": ("batch", "trim", "", ""),
    "location": ("loc", "trim", "", ""),
    "quantity": ("qty", "copy", "", ""),
    "unit": ("uom", "lookup", "PCS=EA;KG=KGM;M=MTR;L=LTR", ""),
    "stock_type": ("status", "lookup", "1=U;2=Q;3=B;4=H", ""),
    "made": ("prod_date", "date", "YYYYMMDD", ""),
    "dated": ("dated", "copy", "", ""),
    "expiry": ("exp_date", "date", "YYYYMMDD", ""),
    "value": ("amount", "copy", "", ""),
    "account": ("class", "lookup", "RM=1403.R;PK=1403.R;SF=1405.R;FG=1405.R", ""),
}
KEY = ("item", "lot", "location")
MEASURES: dict[str, dict[str, Any]] = {
    "count": {},
    "value": {"sum": "value", "by": "account"},
    "type": {"by": "stock_type"},
    "blocked": {"sum": "quantity", "by": "lot", "only": {"stock_type": ["B"]}},
    "quantity": {"sum": "quantity", "by": "item"},
}
UNITS = {"EA": "PCS", "KGM": "KG", "MTR": "M", "LTR": "L"}
STATUS = {"U": "1", "Q": "2", "B": "3", "H": "4"}
DOUBLED = (("RM-10001", "JX25-0613", "2000", "25000.00", "RM"), ("RM-10107", "DG25-1102", "145375", "23260.00", "RM"))
"""The two lots that a re-run of the export wrote a second time: together 48,260.00 yuan."""
BLOCKED = (12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
LEAKED = (13, 15, 18, 20, 22)
"""Of twelve blocked lots these stand in the export as free, for the hold was written on paper only."""
UNDATED = (5, 6, 8, 9)
"""Lines of named items, so that their dates are the same in every size."""
JOB, RERUN = "JOB-0412", "JOB-0413R"
DAY = "2026-11-30"


class StockList:
    """The true lines and the export that differs from them, made from some items and their chance."""

    def __init__(self, items: list[Row], count: int, chance: Chance) -> None:
        self.true: dict[str, dict[str, str]] = {}
        self.lots: dict[str, dict[str, str]] = {}
        for number, (item, batch, quantity, amount, kind) in enumerate(DOUBLED, start=1):
            dates = {"prod_date": "20250613", "exp_date": "20280612" if item == "RM-10001" else ""}
            uom = "KG" if item == "RM-10001" else "PCS"
            self._line(number, item, batch, quantity, uom, "U", amount, kind, dates)
        number = len(DOUBLED)
        by_id = {item["id"]: item for item in items}
        named = {place: by_id[row[0]] for place, row in enumerate(NAMED) if place > number}
        while len(self.true) < count - len(DOUBLED):
            number += 1
            self._made(number, named.get(number) or items[number % len(items)], chance)

    def _made(self, number: int, item: Row, chance: Chance) -> None:
        quantity = chance.between(4, 60) * 10
        stock_type = (
            "B" if number in BLOCKED else "U" if number in UNDATED else chance.one_of(("U", "U", "U", "U", "Q"))
        )
        life = item["shelf_life_days"]
        made = days_later(DAY, -chance.between(20, 300))
        expiry = days_later(made, max(life, 400)) if life or number in UNDATED else ""
        dates = {"prod_date": made.replace("-", ""), "exp_date": expiry.replace("-", "")}
        amount = f"{quantity * item['standard_price'] / 100:.2f}"
        batch = f"{item['id'][:2]}25-{number:04d}"
        self._line(
            number, item["id"], batch, str(quantity), UNITS[item["unit"]], stock_type, amount, item["type"], dates
        )

    def _line(
        self,
        number: int,
        item: str,
        batch: str,
        quantity: str,
        uom: str,
        stock_type: str,
        amount: str,
        kind: str,
        dates: dict[str, str],
    ) -> None:
        self.true[f"Q{number:04d}"] = {
            "quant": f"Q{number:04d}",
            "material": item,
            "batch": batch,
            "loc": f"{kind}0{number % 3 + 1}",
            "qty": quantity,
            "uom": uom,
            "status": STATUS[stock_type],
            **dates,
            "amount": amount,
            "class": kind,
            "job": JOB,
            "dated": "Y" if dates["exp_date"] else "",
        }

    def exported(self) -> dict[str, dict[str, str]]:
        """The lines as the old system wrote them, with what went wrong."""
        rows = {number: dict(row) for number, row in self.true.items()}
        for number in LEAKED:
            rows[f"Q{number:04d}"]["status"] = STATUS["U"]
        for number in UNDATED:
            rows[f"Q{number:04d}"]["exp_date"] = ""
        for place, first in enumerate(list(rows)[: len(DOUBLED)], start=1):
            again = f"Q90{place:02d}"
            rows[again] = {**rows[first], "quant": again, "job": RERUN}
        return rows

    def targets(self) -> dict[str, dict[str, str]]:
        """The true lines as they belong into the new books, by business key."""
        return {"|".join(row[name] for name in KEY): row for row in (self._target(line) for line in self.true.values())}

    def _target(self, line: dict[str, str]) -> dict[str, str]:
        types, units = ({value: key for key, value in table.items()} for table in (STATUS, UNITS))
        made, expiry = (_day(line[name]) for name in ("prod_date", "exp_date"))
        return {
            "item": line["material"],
            "lot": line["batch"],
            "location": line["loc"],
            "quantity": line["qty"],
            "unit": units[line["uom"]],
            "stock_type": types[line["status"]],
            "made": made,
            "dated": line["dated"],
            "expiry": expiry,
            "value": line["amount"],
            "account": "1403.R" if line["class"] in {"RM", "PK"} else "1405.R",
        }


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else ""


def staged(stock: StockList) -> dict[str, Any]:
    """The export with its ready mapping, and the control figures of stock ledger, finance and quality."""
    targets = [{"id": name, "zh": zh, "en": en, "rules": list(rules)} for name, zh, en, rules in TARGETS]
    return {
        "subject": "STOCK",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": targets,
        "steps": {name: list(step) for name, step in STEPS.items()},
        "codes": {
            "unit": ["EA", "KGM", "MTR", "LTR"],
            "stock_type": ["U", "Q", "B", "H"],
            "dated": {"field": "dated", "values": ["Y"]},
        },
        "measures": MEASURES,
        "controls": controls_of(stock.targets().values(), MEASURES),
        "postings": {"account": "account", "amount": "value", "contra": "4999"},
        "attested": True,
        "rows": stock.exported(),
    }


def hold_list(stock: StockList) -> dict[str, Any]:
    """Quality's own register of holds, kept on paper: every blocked lot, whatever the export says."""
    rows = {}
    for place, number in enumerate(BLOCKED, start=1):
        line = stock.true.get(f"Q{number:04d}")
        if line is not None:
            reason = ("CAPA-26-0031", "NCR-26-0188", "OOS-26-0012")[place % 3]
            rows[line["batch"]] = {"item": line["material"], "quantity": line["qty"], "state": "B", "reason": reason}
    columns = (
        ("item", "物料", "Item"),
        ("quantity", "数量", "Quantity"),
        ("state", "状态", "State"),
        ("reason", "依据", "Record"),
    )
    return {"columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in columns], "rows": rows}


def lot_register(stock: StockList) -> dict[str, Any]:
    """The lot cards of the lines whose expiry the export has lost, and of their neighbours."""
    rows = {}
    for number in sorted({*UNDATED, *(one + 1 for one in UNDATED)}):
        line = stock.true.get(f"Q{number:04d}")
        if line is not None and line["exp_date"]:
            rows[line["batch"]] = {
                "item": line["material"],
                "made": _day(line["prod_date"]),
                "expiry": _day(line["exp_date"]),
            }
    columns = (("item", "物料", "Item"), ("made", "生产日期", "Made"), ("expiry", "失效日期", "Expiry"))
    return {"columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in columns], "rows": rows}


def truth(stock: StockList) -> dict[str, Any]:
    """The true lines by business key; which were blocked, and which came twice."""

    def keys(numbers: tuple[int, ...]) -> list[str]:
        lines = (stock.true.get(f"Q{number:04d}") for number in numbers)
        return ["|".join((line["material"], line["batch"], line["loc"])) for line in lines if line is not None]

    sentinels = {"blocked": keys(BLOCKED), "undated": keys(UNDATED), "doubled": keys((1, 2))}
    return {"key": list(KEY), "rows": stock.targets(), **sentinels}
