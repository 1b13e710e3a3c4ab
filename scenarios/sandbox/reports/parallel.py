"""The comparison of both systems on one page: every difference with both figures, and how many of each kind there are."""

from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import Report
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table, cell

UNBROKEN = "\N{NON-BREAKING HYPHEN}"
"""A day is one word: in a narrow column it is not broken."""


def comparison(desk: Desk, asked: str) -> Report:
    """The differences day by day; what is typed narrows by object, note or kind."""
    words, rows = desk.words, []
    language = "zh" if words.language.startswith("zh") else "en"
    for body in sorted(desk.state.documents("DIF"), key=lambda one: str(one["id"])):
        name, note = str(body[f"name_{language}"]), str(body[f"text_{language}"])
        if asked and asked.casefold() not in f"{body['id']} {name} {note} {body['kind_of_difference']}".casefold():
            continue
        kind = body["kind_of_difference"]
        rows.append(
            (
                text_cell(body["id"], kind="DIF", number=body["id"], beside=name),
                text_cell(body["day"][5:].replace("-", UNBROKEN)),
                text_cell(body["old_figure"], is_figure=True),
                text_cell(body["new_figure"], is_figure=True),
                text_cell(note),
                text_cell(words.choice("kind_of_difference", kind) if kind else "–"),
                cell(words, "DIF", body, "defect"),
            )
        )
    heads = (
        ("dif", False),
        ("day", False),
        ("old_figure", True),
        ("new_figure", True),
        ("note", False),
        ("kind_of_difference", False),
        ("defect", False),
    )
    return Table(tuple((words.label(head), figure) for head, figure in heads), tuple(rows)), ""
