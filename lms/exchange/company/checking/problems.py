"""What can be wrong with a company's files: values that say where, and a sentence for each that says what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Any] = {
    "no_folder": _("There is no folder %(folder)s. Name the folder that holds the files."),
    "nothing": _(
        "None of the files of a company is in this folder (%(files)s). Name the folder that holds them, or write an "
        "example with --template."
    ),
    "unreadable": _("The file is not UTF-8 text. Save it as UTF-8 and load again."),
    "no_yaml": _("The file is no YAML: %(fault)s. Look at the line named here and the one above it."),
    "no_parts": _("The file holds no named parts. It begins with names such as “%(example)s:”."),
    "double_key": _("“%(key)s” stands here twice; only one of them can hold. Take one out."),
    "missing": _("“%(key)s” is missing. Add it."),
    "unknown_key": _("“%(key)s” is no part of the format here and would be ignored. Take it out."),
    "missing_text": _("The text is missing in %(language)s. Write it: both languages stand side by side."),
    "not_both": _("This is a text in two languages: write {zh: …, en: …}."),
    "not_words": _("This is a text, not %(value)s. Write it in quotation marks."),
    "blank": _("This is empty. Write a text."),
    "too_long": _("The text has %(length)s characters; %(limit)s fit. Shorten it."),
    "bad_code": _("“%(value)s” is no code. Use letters, figures, full stop, hyphen and underscore, and no spaces."),
    "not_record": _("Named parts belong here (%(parts)s)."),
    "not_list": _("A list belongs here; one thing alone is a list as well: [%(value)s]."),
    "too_few": _("At least %(least)s belong here. Add what is missing."),
    "not_whole": _("“%(value)s” is not a whole number. Write figures only."),
    "not_number": _("“%(value)s” is not a number. Write figures, with a full stop before decimals."),
    "out_of_range": _("%(value)s is outside %(least)s to %(most)s."),
    "not_flag": _("“%(value)s” is neither true nor false. Write one of them, without quotation marks."),
    "not_day": _("“%(value)s” is not a day. Write it as 2026-09-01."),
    "not_moment": _("“%(value)s” is not a moment. Write it as 2026-09-01T09:00:00+08:00."),
    "not_choice": _("“%(value)s” is none of the values that are possible here: %(choices)s."),
    "unknown_id": _("There is no %(kind)s “%(value)s”. Add it to %(home)s, or correct the spelling."),
    "double_id": _("“%(value)s” is used in line %(other)s already. Give each its own id."),
    "double_entry": _("“%(value)s” is listed twice. Name it once."),
    "ends_before_it_starts": _("It ends on %(end)s, before it begins on %(start)s. Correct one of the two."),
    "circle": _("These wait for each other in a circle: %(circle)s. Nobody could ever begin; take one of them out."),
    "does_and_approves": _(
        "%(job_role)s does and approves this step. Nobody approves their own work: name another job role in one of the two."
    ),
    "shift_not_worked": _("The shift “%(shift)s” is not worked at %(site)s. Add it to the site, or take it out here."),
    "no_reason": _("The step is critical without saying why. Add critical_reason, or say critical: false."),
    "other_day": _("The go-live milestone is on %(milestone)s, but go_live says %(day)s. Make them the same day."),
    "control_missing": _("A pair of duties that is allowed needs its compensating_control. Say what is done instead."),
    "control_unused": _(
        "A blocked pair of duties has no compensating control. Take it out, or say handling: mitigate."
    ),
    "high_risk": _("A high-risk requirement closes by drill, practical or work_output only. Choose one of them."),
    "bad_scope": _(
        "“%(value)s” is no scope. Leave it empty, or write site=CODE, station=CODE, key_user or early_bird."
    ),
    "bad_audience": _("“%(value)s” limits nothing. Write role=CODE,CODE or station=CODE, or leave it out."),
    "double_cell": _("This job role, activity, scope and wave stand in line %(other)s already. Keep one of the rows."),
    "missing_column": _("The column “%(column)s” is missing in the first line. Add it."),
    "unknown_column": _("There is no column “%(column)s” in a matrix. Take it out."),
    "cells": _("The row has %(count)s cells, the first line %(expected)s. Commas inside a text need quotation marks."),
    "rule": "%(rule)s",
    "not_taken": _("This cannot be taken: %(fault)s"),
    "lacks": _("“%(key)s” is missing here, or names something that is not there. Add it, or correct the spelling."),
}
KIND_WORDS: dict[str, Any] = {
    "site": pgettext_lazy("content file", "site"),
    "shift": pgettext_lazy("content file", "shift"),
    "department": pgettext_lazy("content file", "department"),
    "line": pgettext_lazy("content file", "production line"),
    "station": pgettext_lazy("content file", "station"),
    "job_role": pgettext_lazy("content file", "job role"),
    "chain": pgettext_lazy("content file", "process chain"),
    "object": pgettext_lazy("content file", "ERP object"),
    "system": pgettext_lazy("content file", "outside system"),
    "step": pgettext_lazy("content file", "process step"),
    "goal": pgettext_lazy("content file", "goal"),
    "go_live": pgettext_lazy("content file", "go-live wave"),
    "activity": pgettext_lazy("content file", "activity"),
    "equipment": pgettext_lazy("content file", "equipment"),
    "bundle": pgettext_lazy("content file", "permission bundle"),
    "qualification_type": pgettext_lazy("content file", "qualification"),
}
HOMES = {
    "object": "processes.yaml", "system": "processes.yaml", "step": "processes.yaml", "goal": "goals.yaml",
    "go_live": "milestones.yaml", "activity": "activities.yaml", "equipment": "qualifications.yaml",
    "bundle": "qualifications.yaml", "qualification_type": "qualifications.yaml",
}  # fmt: skip
ORGANISATION = "ids.yaml"
LONGEST_SHOWN = 60
"""characters of a wrong value that a sentence repeats"""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file, in which line (0: the file as a whole), where in it, and what."""

    file: str
    line: int
    place: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        sentence = str(SENTENCES[self.code]) % self.values
        if not self.values.get("nearest"):
            return sentence
        return str(_("%(sentence)s Is “%(nearest)s” meant?")) % {**self.values, "sentence": sentence}

    def as_message(self) -> dict[str, Any]:
        """File, line, place and message, as the command prints them."""
        return {"file": self.file, "line": self.line, "place": self.place, "message": self.sentence}


def home_of(kind: str) -> str:
    """The file that holds what there is of a kind."""
    return HOMES.get(kind, ORGANISATION)


def nearest(text: str, known: Iterable[str]) -> str:
    """What was probably meant; empty where nothing is like it."""
    found = get_close_matches(text, list(known), n=1, cutoff=0.7)
    return found[0] if found else ""


def shown(value: Any) -> str:
    """A wrong value, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
