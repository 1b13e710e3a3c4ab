"""Packages to take along: a ZIP with a page of contents, the lessons as files that open by themselves, the templates as tables."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.lessons.offline.choosing import Stock, Table
from cms.lessons.offline.copies import offline_copies
from cms.lessons.offline.naming import file_name
from cms.lessons.offline.sheets import drill_sheet
from scenarios.api import DrillBrief, drill_briefs

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""the first moment a ZIP can name, given to every file: the same contents are the same bytes"""
READABLE = 0o644 << 16


@dataclass(frozen=True)
class Contents:
    """What goes into a package."""

    pages: Sequence[Any] = ()
    tables: Sequence[Table] = ()
    drill_codes: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take along."""
        return not self.pages and not self.tables and not self.drill_codes

    @property
    def minutes(self) -> int:
        """Reading time of all lessons."""
        return sum(page.minutes for page in self.pages)


@dataclass(frozen=True)
class Package:
    """A kind of package: its code in the address, its words, and what it holds of a person's stock."""

    code: str
    title: Any
    purpose: Any
    contents: Callable[[Stock], Contents]


def _of_path(stock: Stock) -> Contents:
    asked = [page for page in stock.micro_lessons if page.pk in stock.on_path]
    return Contents(asked, stock.tables, stock.drill_codes_on_path)


PACKAGES: dict[str, Package] = {
    package.code: package
    for package in (
        Package(
            "my-path",
            _("My path: micro-lessons, drill sheets and templates"),
            _("The micro-lessons and drills that your activities ask for, and all templates."),
            _of_path,
        ),
        Package(
            "micro-lessons",
            _("All micro-lessons"),
            _("Two or three minutes each, whether or not they are asked of you."),
            lambda stock: Contents(stock.micro_lessons),
        ),
        Package(
            "lessons",
            _("All lessons"),
            _("About ten minutes each, read as one page."),
            lambda stock: Contents(stock.lessons),
        ),
        Package(
            "drills",
            _("All drill sheets"),
            _("The situation, what is wanted and whose work it is, with a table to fill in by hand."),
            lambda stock: Contents(drill_codes=stock.drill_codes),
        ),
        Package(
            "templates",
            _("All templates"),
            _("Tables for drills, rehearsals and the first weeks, as CSV that a spreadsheet opens."),
            lambda stock: Contents(tables=stock.tables),
        ),
    )
}


def written_package(package: Package, contents: Contents, *, taken_on: date) -> bytes:
    """Return the ZIP in the active language. The same revisions, tables, language and day give the same bytes."""
    texts = offline_copies(list(contents.pages), taken_on=taken_on)
    lesson_files = [(f"lessons/{page.slug}.html", text) for page, text in zip(contents.pages, texts, strict=True)]
    briefs = drill_briefs(contents.drill_codes)
    sheet_files = [(f"drills/{brief.code}.html", drill_sheet(brief, taken_on=taken_on)) for brief in briefs]
    table_files = [(table.place, table.content.encode()) for table in contents.tables]
    index = _index(package, contents, briefs, taken_on)
    return _zipped([("index.html", index), *lesson_files, *sheet_files, *table_files])


def package_name(package: Package, taken_on: date) -> str:
    """The ZIP's name: what it is, and of which day."""
    return file_name(f"Plimsoll {package.title} {taken_on.isoformat()}", "zip")


def _index(package: Package, contents: Contents, briefs: list[DrillBrief], taken_on: date) -> bytes:
    context = {
        "package": package, "contents": contents, "briefs": briefs, "taken_on": taken_on, "language": get_language(),
    }  # fmt: skip
    return render_to_string("cms/lessons/offline/index.html", context).encode()


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name, content in files:
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, READABLE, 3
            packed.writestr(entry, content)
    return stream.getvalue()
