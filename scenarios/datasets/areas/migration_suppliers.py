"""The legacy supplier master: 145 rows of three systems for 86 firms, six of which only look like another one."""

import csv
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("migration_suppliers.csv")
COLUMNS = (
    ("legacy_code", "旧编码", "Legacy code"),
    ("name", "名称", "Name"),
    ("uscc", "统一社会信用代码", "Credit code"),
    ("city", "城市", "Town"),
    ("tel", "电话", "Telephone"),
    ("bank", "开户行", "Bank"),
    ("account_no", "银行账号", "Bank account"),
    ("pay_terms", "付款条件", "Terms"),
    ("class", "类别", "Class"),
    ("status", "状态", "State"),
    ("created", "建档日期", "Created"),
    ("source", "来源", "Source"),
    ("open_amount", "未清金额", "Open amount"),
)
CONFIRMED = {
    "E001": ("CB-26-0031", "2026-11-24"),
    "E008": ("CB-26-0032", "2026-11-24"),
    "E010": ("CB-26-0034", "2026-11-25"),
    "E034": ("CB-26-0036", "2026-11-25"),
    "E065": ("CB-26-0039", "2026-11-26"),
}
"""Firms that treasury reached by telephone, at a number from the contract and not from the row."""
UNREACHED = {"E046": ("CB-26-0037", "2026-11-25"), "E061": ("CB-26-0040", "2026-11-27")}
CALLED_BY = "luo.cash"


@cache
def _lines() -> tuple[dict[str, str], ...]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return tuple(dict(line) for line in csv.DictReader(file))


def _open_amount(line: dict[str, str]) -> str:
    """Something is still owed under each look-alike, under what it looks like, and under some others."""
    number = int.from_bytes(hashlib.sha256(line["legacy_code"].encode()).digest()[:4], "big")
    is_watched = line["entity"].startswith("TE") or f"T{line['entity']}" in {row["entity"] for row in _lines()}
    return f"{(number % 90_000 + 3_000) / 100 * 13:.2f}" if is_watched or number % 3 == 0 else ""


def staged() -> dict[str, Any]:
    """The export as the learner sees it."""
    rows = {}
    for line in _lines():
        row = {name: line[name] for name, _, _ in COLUMNS if name in line}
        rows[line["legacy_code"]] = row | {"open_amount": _open_amount(line)}
    return {
        "subject": "VENDOR",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": [],
        "rows": rows,
        "compare": ["name", "uscc", "city", "tel", "bank", "account_no", "pay_terms", "class", "status"],
    }


def call_backs() -> dict[str, Any]:
    """What treasury heard when it called the firms whose rows name different accounts."""
    rows: dict[str, dict[str, str]] = {}
    for table, result in ((CONFIRMED, "confirmed"), (UNREACHED, "not_reached")):
        for entity, (number, day) in table.items():
            first = next(line for line in _lines() if line["entity"] == entity and "oldacct" not in line["noise"])
            account = first["account_no"] if result == "confirmed" else ""
            rows[number] = {
                "firm": first["name"].strip(),
                "account_no": account,
                "result": result,
                "called_by": CALLED_BY,
                "called_on": day,
            }
    names = (
        ("firm", "企业", "Firm"),
        ("account_no", "核实账号", "Confirmed account"),
        ("result", "结果", "Result"),
        ("called_by", "回拨人", "Called by"),
        ("called_on", "回拨日期", "Called on"),
    )
    return {
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in names],
        "rows": dict(sorted(rows.items())),
    }


def truth() -> dict[str, Any]:
    """Which firm each row is, which rows are look-alikes, and what may stand in the golden records."""
    entities = {line["legacy_code"]: line["entity"] for line in _lines()}
    fields: dict[str, dict[str, str]] = {}
    for line in _lines():
        noise = set(line["noise"].split("|"))
        kept = fields.setdefault(line["entity"], {"uscc": "", "account_no": ""})
        if not noise & {"usccbad", "usccempty"}:
            kept["uscc"] = line["uscc"]
        if "oldacct" not in noise:
            kept["account_no"] = line["account_no"]
    for entity in UNREACHED:
        fields[entity]["account_no"] = ""
    return {
        "entities": entities,
        "traps": [line["legacy_code"] for line in _lines() if line["noise"] == "trap_distinct_entity"],
        "disputed": {"account_no": sorted({*CONFIRMED, *UNREACHED}), "uscc": _with_bad_codes()},
        "fields": fields,
    }


def _with_bad_codes() -> list[str]:
    return sorted({line["entity"] for line in _lines() if {"usccbad", "usccempty"} & set(line["noise"].split("|"))})
