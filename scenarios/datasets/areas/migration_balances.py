"""The legacy opening balances: 260 open items and accounts; three of them are wrong, so that the controls do not tie."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.migration.api import controls_of

COLUMNS = (
    ("line", "行号", "Line"),
    ("subledger", "明细账", "Subledger"),
    ("account", "科目", "Account"),
    ("partner", "往来单位/资产", "Partner or asset"),
    ("reference", "凭证号", "Reference"),
    ("order", "订单", "Order"),
    ("currency", "币种", "Currency"),
    ("foreign", "原币金额", "Foreign amount"),
    ("rate", "汇率", "Rate"),
    ("amount", "本位币金额", "Amount CNY"),
)
RULES: dict[str, tuple[str, ...]] = {
    "subledger": ("required", "code:subledger"),
    "account": ("required", "code:account"),
    "reference": ("required", "unique"),
    "currency": ("required", "code:currency"),
    "amount": ("required", "number"),
}
ACCOUNTS = {
    "AP": "2202.R",
    "AR": "1122.R",
    "GRIR": "2202-GRIR.R",
    "STOCK": "1403.R",
    "FA": "1601.R",
}
PLAIN = (("1001.R", 1_286_000), ("1002.R", 862_000_000), ("2211.R", -46_350_000), ("2221.R", 18_240_000))
CAPITAL = ("4001.R", -2_500_000_000)
RETAINED = "4104.R"
COUNTS = {"AP": 82, "AR": 68, "GRIR": 44, "STOCK": 30, "FA": 26}
MEASURES: dict[str, dict[str, Any]] = {"value": {"sum": "amount", "by": "account"}, "total": {"sum": "amount"}}


@dataclass(frozen=True)
class Planted:
    """What is wrong in one variant of the export.

    `invoice` stands in payables and, as received and not invoiced, in GR/IR as well. `foreign` is a foreign invoice valued
    at an old year's rate. `credit` is a customer's credit balance that the old system kept among the suppliers.
    """

    invoice: tuple[str, str, str, int]
    foreign: tuple[str, str, str, str, str, str]
    credit: tuple[str, str, int]


VARIANTS: dict[str, Planted] = {
    "BALANCES": Planted(
        ("INV-26-0457", "V00014", "4500000457", 3_680_000),
        ("INV-US-2288", "V00107", "USD", "12500.00", "6.2450", "7.0850"),
        ("RV-26-0093", "C00107", 1_542_000),
    ),
    "BALANCES-B": Planted(
        ("INV-26-0512", "V00023", "4500000512", 5_234_000),
        ("INV-DE-0719", "V00131", "EUR", "8400.00", "7.9200", "7.7420"),
        ("RV-26-0118", "C00131", 986_000),
    ),
}
"""By the name of the staged table: the same three mistakes in other papers, with other amounts."""
RATES = {"USD": "7.0850", "EUR": "7.7420"}


def _yuan(cents: int) -> str:
    return f"{cents / 100:.2f}"


def _converted(amount: str, rate: str) -> int:
    return int((Decimal(amount) * Decimal(rate) * 100).to_integral_value())


class Balances:
    """The true opening items and the export that differs from them."""

    def __init__(self, chance: Chance, planted: Planted) -> None:
        self.planted = planted
        self.true: dict[str, dict[str, str]] = {}
        for subledger, count in COUNTS.items():
            for number in range(1, count + 1):
                self._item(subledger, number, chance)
        invoice, vendor, order, cents = planted.invoice
        self._add("AP", ACCOUNTS["AP"], vendor, invoice, -cents, order=order)
        reference, vendor, currency, amount, _, closing = planted.foreign
        cents = _converted(amount, closing)
        self._add("AP", ACCOUNTS["AP"], vendor, reference, -cents, currency=currency, foreign=amount, rate=closing)
        reference, customer, cents = planted.credit
        self._add("AR", ACCOUNTS["AR"], customer, reference, -cents)
        for account, cents in (*PLAIN, CAPITAL):
            self._add("GL", account, "", f"TB-{account[:4]}", cents)
        rest = -sum(_converted(row["amount"], "1") for row in self.true.values())
        self._add("GL", RETAINED, "", f"TB-{RETAINED[:4]}", rest)

    def _item(self, subledger: str, number: int, chance: Chance) -> None:
        cents = chance.between(40, 9_000) * 1_000
        partner = {"AP": f"V{chance.between(100, 178):05d}", "AR": f"C{chance.between(100, 190):05d}"}.get(
            subledger, ""
        )
        sign = -1 if subledger in {"AP", "GRIR"} else 1
        if subledger == "FA":
            partner, cents = f"FA-{number:04d}", cents * 8
        if subledger == "STOCK":
            partner = f"{('RM', 'PK')[number % 2]}-{number:02d}"
        order = f"45000{number + 300:05d}" if subledger in {"AP", "GRIR"} else ""
        self._add(subledger, ACCOUNTS[subledger], partner, f"{subledger}-26-{number:04d}", sign * cents, order=order)

    def _add(
        self,
        subledger: str,
        account: str,
        partner: str,
        reference: str,
        cents: int,
        *,
        order: str = "",
        currency: str = "CNY",
        foreign: str = "",
        rate: str = "",
    ) -> None:
        head = {"subledger": subledger, "account": account, "partner": partner, "reference": reference}
        money = {"order": order, "currency": currency, "foreign": foreign, "rate": rate, "amount": _yuan(cents)}
        self.true[reference] = head | money

    def exported(self) -> dict[str, dict[str, str]]:
        """The lines as the old systems wrote them, with what went wrong, by subledger and partner."""
        rows = {reference: dict(row) for reference, row in self.true.items()}
        reference, _, _, amount, old_rate, _ = self.planted.foreign
        rows[reference] |= {"rate": old_rate, "amount": _yuan(-_converted(amount, old_rate))}
        rows[self.planted.credit[0]] |= {"subledger": "AP", "account": ACCOUNTS["AP"]}
        invoice, _, order, _ = self.planted.invoice
        again = {"subledger": "GRIR", "account": ACCOUNTS["GRIR"], "reference": f"GR-{order}"}
        rows[again["reference"]] = {**rows[invoice], **again}
        ordered = sorted(rows.values(), key=lambda row: (row["subledger"], row["partner"], row["reference"]))
        return {f"B{number:04d}": {"line": f"B{number:04d}", **row} for number, row in enumerate(ordered, start=1)}


def staged(balances: Balances) -> dict[str, Any]:
    """The export, and the trial balance of the old ledger as control figures."""
    names = [name for name, _, _ in COLUMNS if name != "line"]
    accounts = sorted({row["account"] for row in balances.true.values()})
    return {
        "subject": "BALANCE",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": [
            {"id": name, "zh": zh, "en": en, "rules": list(RULES.get(name, ()))}
            for name, zh, en in COLUMNS
            if name in names
        ],
        "codes": {"subledger": [*COUNTS, "GL"], "account": accounts, "currency": ["CNY", "USD", "EUR"]},
        "measures": MEASURES,
        "controls": controls_of(balances.true.values(), MEASURES),
        "postings": {"account": "account", "amount": "amount", "contra": "4999"},
        "rows": balances.exported(),
    }


def rates() -> dict[str, Any]:
    """The closing rates of 30 November 2026 that finance has published for the opening balances."""
    columns = (("day", "日期", "Day"), ("rate", "折算汇率", "Rate"), ("note", "说明", "Note"))
    note = "期初折算用 / for opening balances"
    rows = {currency: {"day": "2026-11-30", "rate": rate, "note": note} for currency, rate in RATES.items()}
    return {"columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in columns], "rows": rows}


def truth(balances: Balances) -> dict[str, Any]:
    """The true items by their reference."""
    names = [name for name, _, _ in COLUMNS if name != "line"]
    rows = {row["reference"]: {name: row[name] for name in names} for row in balances.true.values()}
    return {"key": ["reference"], "rows": rows}
