"""A drill as a sheet to prepare it, talk it over and note down by hand what was done; played it is in Plimsoll only."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import get_language

from cms.lessons.offline.naming import file_name
from scenarios.api import DrillBrief

LINES = range(10)
"""empty lines of the table: what a drill of half an hour asks for, and one printed page holds"""


def drill_sheet(brief: DrillBrief, *, taken_on: date) -> bytes:
    """Return the sheet as an HTML file in the active language. The same version, language and day give the same bytes."""
    context = {"brief": brief, "lines": LINES, "taken_on": taken_on, "language": get_language()}
    return render_to_string("cms/lessons/offline/drill.html", context).encode()


def sheet_name(brief: DrillBrief) -> str:
    """The file's name: code, title and version."""
    return file_name(f"{brief.code} {brief.title} {brief.version}", "html")
