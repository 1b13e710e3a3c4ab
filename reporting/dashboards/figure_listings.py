"""The tables behind the figures as files: coverage by group, proficiency by group, cover by step, site and shift.

No names: who stands behind a figure is the list of names' to say, to whom it concerns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.foundation.api import Column, Listing
from lms.foundation.templatetags.shapes import WORDS as STATE_WORDS
from reporting.metrics.cover import CoverCell
from reporting.metrics.coverage import CoverageLine
from reporting.metrics.proficiency import ProficiencyLine
from reporting.metrics.shares import Share


@dataclass(frozen=True)
class GroupRow:
    """One line of a table by group: what the group is, its code and name, its figures and its state."""

    by: str
    code: str
    name: str
    figures: Mapping[str, Any]
    state: str


def coverage_groups(groups: Iterable[tuple[str, list[tuple[CoverageLine, str]]]], go_live: str) -> Listing:
    """Coverage by department, site, chain and job role; of fewer than five people only how many they are."""
    rows = [
        GroupRow(
            by,
            line.code,
            str(line.name),
            {"people": line.people.whole} if line.people.is_small else _covered(line),
            state,
        )
        for by, lines in groups
        for line, state in lines
    ]
    columns = (
        ("people", _("People")), ("complete", _("People complete")), ("met", _("Met")), ("asked", _("Asked")),
        ("share", _("Share (%)")), ("waived", _("Waived")), ("critical_met", _("Critical met")),
        ("critical_asked", _("Critical asked")), ("exams_met", _("Exams passed")), ("exams_asked", _("Exams asked")),
    )  # fmt: skip
    return _listing(rows, columns, f"coverage-groups-{go_live}")


def proficiency_groups(groups: Iterable[tuple[str, list[tuple[Any, ProficiencyLine, str]]]], go_live: str) -> Listing:
    """Proficiency by step, job role and department; of fewer than five people only how many they are."""
    rows = [
        GroupRow(by, thing.code, thing.name, {"people": line.people} if state == "none" else _proficient(line), state)
        for by, lines in groups
        for thing, line, state in lines
    ]
    columns = (
        ("people", _("People")), ("proficient", _("Proficient person-steps")), ("asked", _("Person-steps asked")),
        ("share", _("Share (%)")), ("low", _("90 % interval, from")), ("high", _("90 % interval, to")),
        *((f"level_{level}", label) for level, label in enumerate(LEVELS)),
    )  # fmt: skip
    return _listing(rows, columns, f"proficiency-{go_live}")


def cover_of_cells(cells: Iterable[CoverCell], go_live: str) -> Listing:
    """Every cell of step, site and shift: how many are qualified and there, how many are there without."""
    return Listing(
        rows=list(cells),
        columns=(
            Column("chain", _("Process chain"), value=lambda cell: str(cell.chain_name)),
            Column("step", pgettext_lazy("identifier", "Code")),
            Column("name", _("Process step"), value=lambda cell: str(cell.step_name)),
            Column("split", _("Qualification"), value=lambda cell: str(cell.split_name) if cell.split_name else ""),
            Column("site", pgettext_lazy("of the company", "Site"), value=lambda cell: str(cell.site_name)),
            Column("shift", _("Shift"), value=lambda cell: str(cell.shift_name)),
            Column("count", _("Qualified and there"), align="end"),
            Column("there", _("There, not qualified"), value=lambda cell: len(cell.unqualified), align="end"),
            Column("lapsed", _("Lapsed"), value=lambda cell: len(cell.lapsed), align="end"),
            Column("state", _("State"), value=lambda cell: str(STATE_WORDS[cell.state])),
        ),
        export_name=f"cover-{go_live}",
    )


LEVELS = (_("Level 0"), _("Level 1"), _("Level 2"), _("Level 3"), _("Level 4"))


def _listing(rows: list[GroupRow], figures: Iterable[tuple[str, Any]], export_name: str) -> Listing:
    return Listing(
        rows=rows,
        columns=(
            Column("by", _("Grouped by")),
            Column("code", pgettext_lazy("identifier", "Code")),
            Column("name", _("Group")),
            *(Column(key, label, value=_figure(key), align="end") for key, label in figures),
            Column("state", _("State"), value=lambda row: str(STATE_WORDS[row.state])),
        ),
        export_name=export_name,
    )


def _figure(key: str) -> Any:
    return lambda row: row.figures.get(key)


def _covered(line: CoverageLine) -> dict[str, Any]:
    return {
        "people": line.people.whole, "complete": line.people.part, "met": line.requirements.part,
        "asked": line.requirements.whole, "share": _points(line.requirements), "waived": line.requirements.apart,
        "critical_met": line.critical.part, "critical_asked": line.critical.whole, "exams_met": line.exams.part,
        "exams_asked": line.exams.whole,
    }  # fmt: skip


def _proficient(line: ProficiencyLine) -> dict[str, Any]:
    low, high = line.share.interval() or (None, None)
    return {
        "people": line.people, "proficient": line.share.part, "asked": line.share.whole, "share": _points(line.share),
        "low": None if low is None else round(low, 1), "high": None if high is None else round(high, 1),
        **{f"level_{level}": count for level, count in enumerate(line.levels)},
    }  # fmt: skip


def _points(share: Share) -> float | None:
    return None if share.points is None else round(share.points, 1)
