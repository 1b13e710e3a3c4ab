"""What can be wrong with a people file: values that say where, and a sentence for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "empty_file": _("The file is empty. Fill in the template and send it again."),
    "no_rows": _("The file has a heading but no rows of people."),
    "too_large": _("The file has %(size)s MB; at most %(limit)s MB are taken. Divide it and send the parts."),
    "too_many_rows": _("The file has more than %(limit)s rows. Divide it and send the parts."),
    "wrong_type": _("This is neither an Excel workbook (.xlsx) nor a CSV file. Save the list as one of these."),
    "locked_or_old": _(
        "This workbook is protected by a password or in the old .xls form. Save it as .xlsx without a password."
    ),
    "damaged": _("The workbook cannot be opened: it is damaged or incomplete. Save it again and send it once more."),
    "suspicious": _(
        "The workbook unpacks to far more than a list of people needs, or holds parts that Excel does not write. "
        "Copy the rows into the template and send that."
    ),
    "unreadable_csv": _("The file cannot be read as CSV. Save it as “CSV UTF-8” and send it again."),
    "no_heading": _("No row with known headings was found. The template shows which columns are needed."),
    "several_sheets": _(
        "Several sheets hold lists of people: %(sheets)s. Put everybody on one sheet, or send each sheet as its own file."
    ),
    "missing_column": _("The column “%(column)s” is missing."),
    "double_column": _("The column “%(column)s” stands in the heading twice."),
    "formula": _("The cell holds a formula. Enter the value itself."),
    "cell_error": _("The cell shows an error from the spreadsheet. Enter the value itself."),
    "missing": _("The value is missing."),
    "too_long": _("The value is longer than %(limit)s characters."),
    "bad_number": _("A personnel number has no spaces or line breaks inside."),
    "bad_day": _("“%(value)s” is not a date. Write it as 2026-09-01."),
    "bad_email": _("“%(value)s” is not an e-mail address."),
    "email_taken": _("The address %(value)s already belongs to %(number)s."),
    "unknown_department": _("There is no department “%(value)s”."),
    "unknown_site": _("There is no site “%(value)s”."),
    "unknown_job_role": _("There is no job role “%(value)s”."),
    "unknown_shift": _("There is no shift “%(value)s”."),
    "ambiguous": _("“%(value)s” is the name of several entries. Use the code."),
    "shift_not_worked": _("The shift “%(value)s” is not worked at %(site)s."),
    "ends_before_it_starts": _("The post ends on %(to)s, before it starts on %(from)s."),
    "contradicts": _("Number %(number)s stands in row %(other)s with another value. One number is one person."),
    "other_spelling": _("%(number)s is known as %(other)s. Write the number in the same way everywhere."),
    "overlaps": _(
        "Number %(number)s holds this job role in row %(other)s at the same time. Keep one row, or end the first "
        "before the second starts."
    ),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the row as the spreadsheet counts (0: the file), the column's key ("" if none), what."""

    row: int
    column: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong, in the reader's language."""
        sentence = str(SENTENCES[self.code]) % self.values
        if "nearest" not in self.values:
            return sentence
        return str(_("%(sentence)s Is “%(nearest)s” meant?")) % {**self.values, "sentence": sentence}

    def as_message(self) -> dict[str, Any]:
        """Row, column and message, as the command prints them."""
        return {"row": self.row, "column": self.column, "message": self.sentence}
