"""Who takes part in a change: the functions that must be heard, the roles that speak for them, and who may agree."""

from typing import Any

_AUTHOR = ("cr.create", "cr.assess", "cr.plan", "cr.implement", "cr.close")
_EXPERT = ("cr.assess",)
CHANGE_ROLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "QE": ("质量工程师", "Quality engineer", (*_AUTHOR, "cr.verify")),
    "QA-MGR": ("质量经理", "Quality manager", (*_AUTHOR, "cr.approve", "cr.reject", "cr.verify")),
    "RND": ("研发工程师", "R&D engineer", (*_AUTHOR, "cr.verify")),
    "RA": ("注册专员", "Regulatory affairs officer", (*_AUTHOR, "cr.verify")),
    "BUYER": ("采购员", "Buyer", _AUTHOR),
    "PUR-MGR": ("采购经理", "Purchasing manager", (*_AUTHOR, "cr.verify")),
    "PLANNER": ("物料计划员", "Material planner", _AUTHOR),
    "LINE-LEAD": ("班组长", "Line lead", _AUTHOR),
    "KEEPER": ("仓管员", "Storekeeper", _EXPERT),
    "STEWARD": ("主数据专员", "Master data steward", _AUTHOR),
    "AP": ("应付会计", "Accounts payable clerk", (*_EXPERT, "cr.create")),
    "GL": ("总账会计", "General ledger accountant", (*_AUTHOR, "cr.verify")),
    "DEPT-MGR": ("部门负责人", "Department head", ("cr.assess", "cr.approve", "cr.reject", "cr.verify")),
    "EXEC": ("高层管理者", "Executive", ("cr.approve", "cr.reject")),
    "SYS-ADMIN": ("系统管理员", "System administrator", _AUTHOR),
}

_PRODUCT = ["quality", "regulatory", "rnd", "purchasing", "planning", "production"]
_FUNCTIONS: dict[str, list[str]] = {
    "item": _PRODUCT,
    "bom": _PRODUCT,
    "routing": ["quality", "regulatory", "production", "planning"],
    "supplier": ["quality", "regulatory", "purchasing", "planning"],
    "equipment": ["quality", "production"],
    "document": ["quality", "regulatory"],
    "label": ["quality", "regulatory", "production"],
    "parameter": ["quality", "finance", "it"],
    "role": ["quality", "finance", "it"],
    "interface": ["quality", "it"],
}
_FUNCTION_ROLES: dict[str, list[str]] = {
    "quality": ["QE", "QA-MGR"],
    "regulatory": ["RA"],
    "rnd": ["RND"],
    "purchasing": ["BUYER", "PUR-MGR"],
    "planning": ["PLANNER"],
    "production": ["LINE-LEAD", "DEPT-MGR"],
    "warehouse": ["KEEPER"],
    "sales": ["SALES", "CS"],
    "finance": ["GL", "AP"],
    "it": ["SYS-ADMIN"],
}
_ON_PRODUCT, _ON_SYSTEM = ["QA-MGR"], ["DEPT-MGR", "QA-MGR"]


def change_parameters() -> dict[str, Any]:
    """The three tables that the change request reads; an area with a function of its own may add to them."""
    on_system = ("parameter", "role", "interface")
    return {
        "change_functions": dict(_FUNCTIONS),
        "change_function_roles": dict(_FUNCTION_ROLES),
        "change_approvers": {kind: _ON_SYSTEM if kind in on_system else _ON_PRODUCT for kind in _FUNCTIONS},
    }
