"""Reports of one area: conflicts of duty, staff against accounts, the audit log, qualifications in two systems."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.commands.audit_review import AUDIT_PART
from scenarios.engine.duties import rules_broken_by
from scenarios.engine.qualifications import QualificationRow, qualification_rows
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Cell, Table
from scenarios.sandbox.wording import Words

LOG_COLUMNS = ("id", "at", "user", "terminal", "action", "object", "old", "new", "reference")


def user_cell(words: Words, number: str) -> Cell:
    """A user's number with the name beside it."""
    return text_cell(number, kind="USER", number=number, beside=words.name_of("USER", number))


def _heads(words: Words, *fields: str) -> tuple[tuple[str, bool], ...]:
    return tuple((words.label(field), False) for field in fields)


def _duties(desk: Desk, asked: str) -> Report:
    """Who breaks which rule, by which roles, and which control covers it."""
    words, state = desk.words, desk.state
    rows: list[tuple[Cell, ...]] = []
    for user in state.masters("USER").values():
        for rule in rules_broken_by(state, user["roles"]) if user["active"] else ():
            control = user.get("mitigations", {}).get(rule["id"], {}).get("control", "")
            if asked.casefold() not in f"{user['id']} {rule['id']} {' '.join(user['roles'])}".casefold():
                continue
            rows.append(
                (
                    user_cell(words, user["id"]),
                    text_cell(user.get("post_zh" if words.language.startswith("zh") else "post_en") or "–"),
                    text_cell(words.listed(user["roles"])),
                    text_cell(rule["id"], kind="SODRULE", number=rule["id"]),
                    text_cell(f"{words.command(rule['one'])} × {words.command(rule['other'])}"),
                    text_cell(words.choice("severity", rule["severity"]), tone="go" if control else "stop"),
                    text_cell(control or "–"),
                )
            )
    heads = _heads(words, "user", "post", "roles", "conflicts", "right", "severity", "control")
    return Table(heads, tuple(rows[:MOST_ROWS])), ""


def _staff(desk: Desk, asked: str) -> Report:
    """What HR knows of everybody, beside the account."""
    words = desk.words
    rows = []
    for user in desk.state.masters("USER").values():
        if (
            asked.casefold()
            not in f"{user['id']} {user['name_zh']} {user['name_en']} {' '.join(user['roles'])}".casefold()
        ):
            continue
        gone = bool(user.get("left_on"))
        account = "left" if gone and user["active"] else "open" if user["active"] else "locked"
        post = user.get("post_zh" if words.language.startswith("zh") else "post_en", "")
        cells = (
            text_cell(post or "–"),
            text_cell(words.listed(user["roles"]) or "–"),
            text_cell(user.get("left_on") or "–"),
        )
        tone = {"left": "stop", "open": "go", "locked": "next"}[account]
        rows.append(
            (user_cell(words, user["id"]), *cells, text_cell(words.choice("account_state", account), tone=tone))
        )
    heads = _heads(words, "user", "post", "roles", "left_on", "account_state")
    return Table(heads, tuple(rows[:MOST_ROWS])), ""


def log_rows(desk: Desk, wanted: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The entries of the audit log that contain the words and have the user, action and days asked for."""
    words, user, action = wanted.get("q", "").casefold(), wanted.get("user", ""), wanted.get("action", "")
    first, last = wanted.get("from", ""), wanted.get("to", "") or "9999"
    return [
        entry
        for entry in desk.state.dataset.part(AUDIT_PART).values()
        if (not user or entry["user"] == user)
        and (not action or entry["action"] == action)
        and first <= entry["at"][:10] <= last
        and (not words or words in " ".join(str(entry[name]) for name in LOG_COLUMNS).casefold())
    ]


def log_table(desk: Desk, entries: list[Mapping[str, Any]]) -> Table:
    """Entries as they were written: nothing is left out and nothing is put in other words but the action."""
    words = desk.words
    rows = []
    for entry in entries:
        cells = [
            text_cell(entry[name] or "–") for name in ("id", "user", "terminal", "object", "old", "new", "reference")
        ]
        cells.insert(1, text_cell(entry["at"].replace("T", " ")))
        cells.insert(4, text_cell(words.choice("log_action", entry["action"])))
        rows.append(tuple(cells))
    heads = _heads(words, "id", "at", "user", "terminal", "log_action", "log_object", "old", "new", "log_reference")
    return Table(heads, tuple(rows))


def _audit_log(desk: Desk, asked: str) -> Report:
    found = log_rows(desk, {"q": asked})
    return log_table(desk, found[:MOST_ROWS]), ""


def _consequence(row: QualificationRow) -> tuple[str, str]:
    if row.is_allowed_wrongly:
        return "allowed_wrongly", "stop"
    if row.is_kept_out_wrongly:
        return "kept_out_wrongly", "risk"
    return ("date_only", "next") if row.differs else ("same", "go")


def _qualifications(desk: Desk, asked: str) -> Report:
    """Each qualification in HRM and in the ERP; what can do harm stands first."""
    words = desk.words
    order = ("allowed_wrongly", "kept_out_wrongly", "date_only", "same")
    found = [
        row for row in qualification_rows(desk.state) if asked.casefold() in f"{row.user} {row.competence}".casefold()
    ]
    rows = []
    for row in sorted(found, key=lambda row: (order.index(_consequence(row)[0]), row.user, row.competence)):
        name, tone = _consequence(row)
        dates = (text_cell(row.hrm or "–"), text_cell(row.erp or "–"))
        said = text_cell(words.choice("consequence", name), tone=tone)
        rows.append((user_cell(words, row.user), text_cell(row.competence), *dates, said))
    heads = (
        *_heads(words, "user"),
        (words.label("competence", "qualrec"), False),
        *_heads(words, "hrm", "erp", "consequence"),
    )
    return Table(heads, tuple(rows)), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {
    "DUTIES": _duties,
    "STAFF": _staff,
    "AUDITLOG": _audit_log,
    "QUALREC": _qualifications,
}
"""AUDITLOG here is the plain report; its screen with filters and pages is views/audit_log.py."""
