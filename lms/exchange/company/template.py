"""The example of a company that an installation writes for whoever begins: small, commented, and clean as it is."""

import re
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from lms.foundation.api import Refusal

EXAMPLE = Path(__file__).parent / "example"
GO_LIVE = date(2027, 6, 1)
"""the day of the go-live in the example's files"""
AHEAD = timedelta(days=150)
"""how far ahead the go-live has to be for the kick-off to be still before it"""
WEEK = timedelta(days=7)
_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")


class TemplateRefused(Refusal):
    """The example was not written; the sentence says why."""

    code = "TEMPLATE_REFUSED"


def write_template(folder: Path, *, today: date) -> list[str]:
    """Write the example into `folder`, which is made if it is not there, its days ahead of `today`. Returns the names.

    Refuses a folder in which one of these files is already: somebody's work may stand in it.
    """
    files = sorted(path for path in EXAMPLE.iterdir() if path.is_file())
    taken = [path.name for path in files if (folder / path.name).exists()]
    if taken:
        raise TemplateRefused(
            _("Nothing was written: %(files)s is in this folder already. Name an empty folder.")
            % {"files": ", ".join(taken)}
        )
    folder.mkdir(parents=True, exist_ok=True)
    by = _shift(today)
    for path in files:
        (folder / path.name).write_text(_DAY.sub(lambda found: _moved(found[0], by), path.read_text("utf-8")), "utf-8")
    return [path.name for path in files]


def _shift(today: date) -> timedelta:
    """Whole weeks, so that days of the week stay; nothing while the example's own days are still ahead."""
    lacking = today + AHEAD - GO_LIVE
    return max(timedelta(0), WEEK * -(-lacking.days // WEEK.days))


def _moved(text: str, by: timedelta) -> str:
    return (date.fromisoformat(text) + by).isoformat()
