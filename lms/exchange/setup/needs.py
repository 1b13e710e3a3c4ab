"""The list of what a company needs, from its counts: done or not, how much, what is next, and where that is done. Pure but for words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lms.exchange.setup.counts import Counts
from lms.foundation.api import access

FILES = "#files"
"""the place on the page that says how files are loaded"""


@dataclass(frozen=True)
class Need:
    """One thing that a company needs: its name, how much of it there is, whether that is enough, what to do, and where."""

    name: str
    count: str
    is_done: bool
    next: str
    place: str
    """the name of a page, or a place on this one"""


def needs(counts: Counts) -> list[Need]:
    """All of them, in the order in which they rest on each other."""
    return [
        *_from_files(counts),
        _matrix(counts),
        _people(counts),
        _access(counts),
        _content(counts),
        _thresholds(counts),
    ]


def _from_files(counts: Counts) -> Iterator[Need]:
    of = counts.of
    yield Need(
        _("Organisation"), _listed(_sites(of["sites"]), _departments(of["departments"]), _job_roles(of["job_roles"])),
        bool(of["sites"] and of["departments"] and of["job_roles"]),
        _("Describe sites, departments and job roles in ids.yaml and load the folder."), FILES,
    )  # fmt: skip
    unpublished = of["chains"] - counts.published_chains
    yield Need(
        pgettext("set-up", "Processes"),
        _listed(_steps(of["steps"]), _("%(n)s of %(all)s chains published") % {"n": counts.published_chains, "all": of["chains"]}),
        bool(of["steps"]) and not unpublished,
        _("Describe the steps in processes.yaml and load the folder.") if not of["steps"]
        else _("Read each chain and publish it with your signature: readers see what is published."),
        "chains" if of["steps"] else FILES,
    )  # fmt: skip
    yield Need(
        pgettext("set-up", "Goals"), ngettext("%(n)s goal", "%(n)s goals", of["goals"]) % {"n": of["goals"]}, bool(of["goals"]),
        _("Say in goals.yaml why the company changes and how that is measured, and load the folder."), "goals" if of["goals"] else FILES,
    )  # fmt: skip
    yield Need(
        _("Go-live and milestones"), _listed(
            ngettext("%(n)s go-live", "%(n)s go-lives", of["go_lives"]) % {"n": of["go_lives"]},
            ngettext("%(n)s milestone", "%(n)s milestones", of["milestones"]) % {"n": of["milestones"]},
        ),
        bool(of["go_lives"] and of["milestones"]),
        _("Give each wave its day and its milestones in milestones.yaml and load the folder."), "go-lives" if of["go_lives"] else FILES,
    )  # fmt: skip
    yield Need(
        _("Activities"), ngettext("%(n)s activity", "%(n)s activities", of["activities"]) % {"n": of["activities"]},
        bool(of["activities"]), _("List what is learned and shown in activities.yaml and load the folder."),
        "matrix" if of["activities"] else FILES,
    )  # fmt: skip


def _matrix(counts: Counts) -> Need:
    drafted = _("%(n)s requirements in the draft") % {"n": counts.draft_cells} if counts.draft_cells else ""
    count = _listed(_("%(n)s requirements in force") % {"n": counts.cells_in_force}, drafted)
    if counts.draft_cells:
        following, place = _("Look at what the draft does, then publish it with your signature."), "matrix-preview"
    else:
        following, place = _("Say in matrix.csv which job role needs what by when, and load the folder."), FILES
    return Need(_("Training matrix published"), count, bool(counts.cells_in_force), following, place)


def _people(counts: Counts) -> Need:
    return Need(
        _("People imported"),
        ngettext("%(n)s person holds a post today", "%(n)s people hold a post today", counts.people)
        % {"n": counts.people},
        bool(counts.people),
        _("Send the list of your HR system; you see what each row does before anything is written."),
        "people-import",
    )


def _access(counts: Counts) -> Need:
    names = {role.code: str(role.name) for role in access.ACCESS_ROLES}
    held = sum(counts.roles_held.values())
    missing = _("; ").join(names[code] for code in counts.roles_missing)
    return Need(
        _("Access roles given"), ngettext("%(n)s access role given", "%(n)s access roles given", held) % {"n": held},
        not counts.roles_missing,
        _("Still nobody has: %(roles)s. A super-administrator grants them.") % {"roles": missing}, "access",
    )  # fmt: skip


def _content(counts: Counts) -> Need:
    built, planned = counts.of["items"] - counts.of["planned"], counts.of["planned"]
    return Need(
        _("Lessons, exams, drills and practicals"), _("%(n)s of %(all)s built") % {"n": built, "all": counts.of["items"]},
        bool(built) and not planned,
        _("What is planned and not built cannot be opened. Load content and questions, or write them in the back office.")
        if counts.of["items"] else _("Name the content of each activity in activities.yaml and load the folder."),
        "exams-all" if counts.of["items"] else FILES,
    )  # fmt: skip


def _thresholds(counts: Counts) -> Need:
    moved = counts.of["moves"]
    count = (
        ngettext("%(n)s threshold moved", "%(n)s thresholds moved", moved) % {"n": moved}
        if moved
        else _("as delivered")
    )
    return Need(
        _("Readiness thresholds"), count, bool(moved or counts.is_locked or counts.of["snapshots"]),
        _("Read them before they lock, move what does not fit your company, then take the first snapshot."), "thresholds",
    )  # fmt: skip


def _sites(n: int) -> str:
    return ngettext("%(n)s site", "%(n)s sites", n) % {"n": n}


def _departments(n: int) -> str:
    return ngettext("%(n)s department", "%(n)s departments", n) % {"n": n}


def _job_roles(n: int) -> str:
    return ngettext("%(n)s job role", "%(n)s job roles", n) % {"n": n}


def _steps(n: int) -> str:
    return ngettext("%(n)s step", "%(n)s steps", n) % {"n": n}


def _listed(*texts: Any) -> str:
    return " · ".join(str(text) for text in texts if text)
