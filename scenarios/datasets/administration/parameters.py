"""What each parameter is called, who answers for it, and between which values it has been validated."""

from typing import Any

Row = dict[str, Any]

SIGNING_LIMITS = {"PUR-MGR": 40_000_000, "DEPT-MGR": 100_000_000}
"""Cents up to which a deputy may sign for a role; a role not named here is not handed on."""

_NUMBERS: tuple[tuple[str, str, str, str, str, int, int], ...] = (
    ("over_delivery_pct", "超收容差", "Over-delivery tolerance", "%", "PUR-MGR", 0, 10),
    ("minimum_life_pct", "收货最低剩余效期", "Least remaining shelf life on receipt", "%", "QA-MGR", 50, 100),
    ("price_tolerance_basis_points", "发票价格容差", "Invoice price tolerance", "0.01 %", "DEPT-MGR", 0, 500),
    (
        "po_reapproval_basis_points",
        "订单变更免重批幅度",
        "Order change without new approval",
        "0.01 %",
        "PUR-MGR",
        0,
        500,
    ),
)
_TABLES: tuple[tuple[str, str, str, str], ...] = (
    ("approval_levels", "采购订单审批层级", "Approval levels of purchase orders", "EXEC"),
    ("signing_limits", "代理签批上限", "Limits of a deputy's signature", "EXEC"),
    ("tax_percent", "增值税税率（%）", "Value added tax rate (%)", "GL"),
    ("open_period_from", "允许过账的最早日期", "Earliest posting date", "GL"),
    ("change_functions", "变更须评估的职能", "Functions that assess a change", "QA-MGR"),
    ("change_function_roles", "代表各职能的角色", "Roles that speak for a function", "QA-MGR"),
    ("change_approvers", "变更批准人", "Who approves a change", "QA-MGR"),
)
_SEVERITIES = (
    "OVER_DELIVERY",
    "SHELF_LIFE_SHORT",
    "INSPECTION_BYPASSED",
    "VENDOR_LICENCE_EXPIRED",
    "BLOCK_CAUSE_STANDS",
)
"""Refusals of which the company has validated both ways: to stop, or to warn and ask for a reason."""


def described_parameters() -> dict[str, Row]:
    """Numbers and severities with their validated range; tables and law are not set by hand."""
    rows: dict[str, Row] = {}
    for name, zh, en, unit, owner, low, high in _NUMBERS:
        rows[name] = _row(name, zh, en, owner) | {"unit": unit, "type": "integer", "minimum": low, "maximum": high}
    for name, zh, en, owner in _TABLES:
        rows[name] = _row(name, zh, en, owner)
    for code in _SEVERITIES:
        name = f"severity.{code}"
        named = _row(name, f"触发 {code} 时停止还是提醒", f"Stop or warn on {code}", "QA-MGR")
        rows[name] = named | {"type": "choice", "choices": ["stop", "warn"]}
    return rows


def _row(name: str, zh: str, en: str, owner: str) -> Row:
    return {"id": name, "name_zh": zh, "name_en": en, "owner_role": owner}
