"""What one area adds to the sandbox company: exports of the old systems, their registers, and the truth behind them."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.areas import (
    migration_balances,
    migration_codes,
    migration_customers,
    migration_items,
    migration_materials,
    migration_orders,
    migration_stock,
    migration_suppliers,
)
from scenarios.datasets.chance import Chance

REHEARSAL = (
    ("1001.R", "库存现金（预演账套）", "Cash in hand (rehearsal books)"),
    ("1002.R", "银行存款（预演账套）", "Bank (rehearsal books)"),
    ("1122.R", "应收账款（预演账套）", "Accounts receivable (rehearsal books)"),
    ("1403.R", "原材料（预演账套）", "Raw materials (rehearsal books)"),
    ("1405.R", "库存商品（预演账套）", "Finished goods (rehearsal books)"),
    ("1601.R", "固定资产（预演账套）", "Fixed assets (rehearsal books)"),
    ("2202.R", "应付账款（预演账套）", "Accounts payable (rehearsal books)"),
    ("2202-GRIR.R", "暂估应付款（预演账套）", "GR/IR clearing (rehearsal books)"),
    ("2211.R", "应付职工薪酬（预演账套）", "Payroll payable (rehearsal books)"),
    ("2221.R", "应交税费（预演账套）", "Input tax (rehearsal books)"),
    ("4001.R", "实收资本（预演账套）", "Paid-in capital (rehearsal books)"),
    ("4104.R", "利润分配（预演账套）", "Retained earnings (rehearsal books)"),
    ("4999", "期初过渡科目", "Migration clearing"),
)
"""Loads post to the rehearsal books, so that a rehearsal never touches the controlled accounts of the live ones."""


SEED = 20261130
"""The same in every size, so that a recorded path through an export holds in each."""


def _contribute(company: Company, _chance: Chance) -> None:
    """Keep the exports, registers and truths as parts: only the drills of this area open them."""
    items = list(company.books.items.values())[: company.size.items]

    @cache
    def stock() -> migration_stock.StockList:
        return migration_stock.StockList(items, company.size.quants, Chance(SEED))

    @cache
    def balances(name: str) -> migration_balances.Balances:
        seed = SEED + 1 + list(migration_balances.VARIANTS).index(name)
        return migration_balances.Balances(Chance(seed), migration_balances.VARIANTS[name])

    made: dict[str, Callable[[], dict[str, Any]]] = {
        "stage-suppliers": migration_suppliers.staged,
        "truth-suppliers": migration_suppliers.truth,
        "stage-customers": migration_customers.staged,
        "truth-customers": migration_customers.truth,
        "stage-stock": lambda: migration_stock.staged(stock()),
        "truth-stock": lambda: migration_stock.truth(stock()),
        "stage-items": migration_items.staged,
        "truth-items": migration_items.truth,
        "stage-orders": migration_orders.staged,
        "truth-orders": migration_orders.truth,
        "stage-materials": migration_materials.staged,
        "truth-materials": migration_materials.truth,
        "stage-codes": migration_codes.staged,
        "truth-codes": migration_codes.truth,
        "registers": lambda: {
            "CALLBACK": migration_suppliers.call_backs(),
            "LICENCES": migration_customers.licences(),
            "HOLDLIST": migration_stock.hold_list(stock()),
            "LOTREG": migration_stock.lot_register(stock()),
            "PACKLIST": migration_items.pack_list(),
            "ORDERFILE": migration_orders.order_file(),
            "UDIREG": migration_codes.registrations(),
            "CODERULE": migration_codes.code_rule(),
            "RATES": migration_balances.rates(),
        },
    }
    for name in migration_balances.VARIANTS:
        made[f"stage-{name.lower()}"] = partial(_staged_balances, balances, name)
        made[f"truth-{name.lower()}"] = partial(_true_balances, balances, name)
    company.parts |= made


Maker = Callable[[str], migration_balances.Balances]


def _staged_balances(maker: Maker, name: str) -> dict[str, Any]:
    return migration_balances.staged(maker(name))


def _true_balances(maker: Maker, name: str) -> dict[str, Any]:
    return migration_balances.truth(maker(name))


AREA = DataArea(
    roles={
        "STEWARD": (
            "主数据专员",
            "Master data steward",
            (
                "stg.open",
                "stg.merge",
                "stg.split",
                "stg.apart",
                "stg.exclude",
                "stg.include",
                "stg.submit",
                "stg.number",
                "stg.suffix",
                "stg.query",
                "stg.set",
                "mig.stage",
                "mig.map",
                "mig.correct",
                "mig.dispose",
                "mig.validate",
                "mig.dry_run",
                "mig.load",
                "mig.rollback",
                "mig.reconcile",
            ),
        ),
        "DATA-OWNER": ("数据责任人", "Data owner", ("stg.approve", "stg.return", "mig.sign")),
        "GL": (
            "总账会计",
            "General ledger accountant",
            (
                "je.park",
                "je.post",
                "je.reverse",
                "mig.correct",
                "mig.dispose",
                "mig.validate",
                "mig.dry_run",
                "mig.load",
                "mig.rollback",
                "mig.reconcile",
            ),
        ),
        "SYS-ADMIN": (
            "系统管理员",
            "System administrator",
            ("mig.set", "mig.validate", "mig.dry_run", "mig.load", "mig.rollback", "mig.archive", "mig.purge"),
        ),
        "RA": ("注册专员", "Regulatory affairs officer", ("stg.query", "stg.set")),
        "PUR-MGR": ("采购经理", "Purchasing manager", ("mig.sign",)),
        "DEPT-MGR": ("部门负责人", "Department head", ("je.approve", "mig.sign")),
        "QA-MGR": ("质量经理", "Quality manager", ("mig.attest",)),
        "KEEPER": ("仓管员", "Storekeeper", ()),
    },
    people=(
        ("song.data", "宋悦", "Song Yue", ("STEWARD",)),
        ("mei.owner", "梅岚", "Mei Lan", ("DATA-OWNER",)),
    ),
    accounts=REHEARSAL,
    contribute=_contribute,
)
