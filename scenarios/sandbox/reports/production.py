"""Reports of production: who performed which operation of which lot, and who is qualified and on shift."""

from collections.abc import Mapping

from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table

FLOOR_ROLES = {"LINE-OP", "LINE-LEAD", "IPQC"}


def _performed(desk: Desk, asked: str) -> Report:
    """Pages of batch records, the newest first; any word narrows: a name, an operation, a lot."""
    words, found = desk.words, []
    for record in desk.state.documents("BR"):
        order = desk.state.document("WO", record["wo"]) or {"operations": {}}
        for key, page in record["pages"].items():
            step = order["operations"].get(key, {"competence": ""})
            name = words.name_of("USER", page["performed_by"])
            said = f"{record['lot']} {record['wo']} {key} {page['performed_by']} {name} {step['competence']}"
            if page["performed_by"] and asked.casefold() in said.casefold():
                found.append((page["performed_at"], record, key, step["competence"], page))
    rows = [
        (
            text_cell(at.replace("T", " ")),
            text_cell(record["lot"], kind="LOT", number=record["lot"]),
            text_cell(record["wo"], kind="WO", number=record["wo"]),
            text_cell(key),
            text_cell(competence or "–"),
            text_cell(page["performed_by"], kind="USER", number=page["performed_by"], beside=words.name_of("USER", page["performed_by"])),
            text_cell(page["verified_by"] or "–", beside=words.name_of("USER", page["verified_by"])),
        )
        for at, record, key, competence, page in sorted(found, key=lambda row: row[0], reverse=True)
    ]  # fmt: skip
    heads = ("performed_at", "lot", "wo", "operation", "competence", "performed_by", "verified_by")
    return Table(tuple((words.label(name, "br"), False) for name in heads), tuple(rows[:MOST_ROWS])), ""


def _qualified(desk: Desk, asked: str) -> Report:
    """Each person of the floor with each qualification, valid to which day, and whether they are on shift."""
    words, state, rows = desk.words, desk.state, []
    for number, user in sorted(state.masters("USER").items()):
        if not FLOOR_ROLES & set(user["roles"]) or not user.get("shift"):
            continue
        for competence, valid_to in sorted(user["competences"].items()):
            held = str(state.start.parameters.get(f"competence.{number}.{competence}", valid_to))
            if asked.casefold() not in f"{number} {words.name_of('USER', number)} {competence}".casefold():
                continue
            tone = "go" if held >= state.clock[:10] else "stop"
            rows.append(
                (
                    text_cell(number, kind="USER", number=number, beside=words.name_of("USER", number)),
                    text_cell(competence),
                    text_cell(held, tone=tone),
                    text_cell(words.choice("shift", user["shift"])),
                )
            )
    heads = ("user", "competence", "valid_to", "shift")
    return Table(tuple((words.label(name, "br"), False) for name in heads), tuple(rows[:MOST_ROWS])), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {"PERFORMED": _performed, "QUALIFIED": _qualified}
