"""Looks things up as a person does: over the menu's lists and reports, with what the report is asked for."""

from collections.abc import Mapping
from typing import Any

from tests.scenarios.sandbox.by_hand.pages import NotOnThePageError
from tests.scenarios.sandbox.by_hand.person import Person
from tests.scenarios.sandbox.by_hand.ways import goes_to

LOOKS = frozenset(("view.open", "report.run"))
ASKED = "q"
"""The field of a report that asks for one thing; a path may give it another name."""


def looks(person: Person, name: str, args: Mapping[str, Any]) -> None:
    """Open a record, or run a report with what the path asks it for."""
    if name == "view.open":
        goes_to(person, str(args["kind"]), str(args["id"]))
    else:
        runs(person, str(args["report"]), {key: str(value) for key, value in args.get("params", {}).items()})


def runs(person: Person, report: str, asked: Mapping[str, str]) -> None:
    """Open a report from the menu, then ask it."""
    href = person.page.link(person.address("drill-report", report))
    if href is None:
        raise NotOnThePageError(f"the menu does not offer the report {report}")
    person.opens(href)
    if asked:
        form = person.page.form(person.page.address, method="get")
        for name, text in asked.items():
            form.fill(name if name in form.visible() else ASKED, text)
        person.presses(form)
