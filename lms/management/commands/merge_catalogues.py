"""Gather every text of the sources into the Chinese catalogues and compile them; `--check` only says what is wrong.

Each package has one catalogue, `<package>/locale/zh_Hans/LC_MESSAGES/django.po`; files in its folder `parts/` are taken
in and then removed. Needs gettext and polib, so it is for those who build: compiled catalogues are kept in the project.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from lms.management.catalogue_conflicts import (
    OURS_STANDS,
    Catalogue,
    Key,
    catalogue_of,
    collisions,
    disagreements,
    layers_as_django_lays,
)
from lms.settings.env import PROJECT

PACKAGES = ("lms/foundation", "lms/records", "lms/exchange", "curricula", "scenarios", "cms", "reporting", "lms")
NESTED = {"lms": ("foundation", "records", "exchange", "demo/data")}
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    "Language": "zh_Hans",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class Command(BaseCommand):
    """Merge and compile, or check (exit code 1 where Chinese is missing, out of date, or not the same everywhere)."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; name what is missing or differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the packages."""
        translated = {package: _translations(PROJECT / package) for package in PACKAGES}
        anywhere: dict[Key, polib.POEntry] = {}
        for entries in translated.values():
            anywhere.update(entries)
        problems: list[str] = []
        ours: dict[str, Catalogue] = {}
        for package in PACKAGES:
            wanted = list(_extracted(package))
            missing = [entry for entry in wanted if (entry.msgctxt or "", entry.msgid) not in anywhere]
            problems += [f"{package}: no Chinese for “{entry.msgid}” ({_place(entry)})" for entry in missing]
            merged = _merged(wanted, {**anywhere, **translated[package]})
            ours[package] = catalogue_of(merged)
            target = PROJECT / package / CATALOGUE
            if options["check"]:
                if not target.exists() or _content(polib.pofile(str(target))) != _content(merged):
                    problems.append(f"{package}: the catalogue is not up to date; run merge_catalogues")
            else:
                _write(merged, target)
        problems += disagreements(ours)
        problems += collisions(layers_as_django_lays(ours, PROJECT), PACKAGES, OURS_STANDS)
        for line in problems:
            self.stdout.write(line)
        if problems:
            self.stdout.write(f"{len(problems)} texts or catalogues to mend.")
            sys.exit(1)
        self.stdout.write("Every text has its Chinese.")


def _translations(package: Path) -> dict[Key, polib.POEntry]:
    """What is translated: the catalogue, then the parts over it."""
    folder = (package / CATALOGUE).parent
    found: dict[Key, polib.POEntry] = {}
    for path in [folder / "django.po", *sorted((folder / "parts").glob("*.po"))]:
        if path.exists():
            for entry in polib.pofile(str(path)):
                if entry.msgstr or any(entry.msgstr_plural.values()):
                    found[entry.msgctxt or "", entry.msgid] = entry
    return found


def _extracted(package: str) -> Iterator[polib.POEntry]:
    """All texts of the package's own sources, gathered by gettext in a copy of the tree."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "package"
        nested = [f"{PROJECT / package}/{name}" for name in NESTED.get(package, ())]

        def leave_out(directory: str, names: list[str]) -> set[str]:
            hidden = {name for name in names if f"{directory}/{name}" in nested}
            return hidden | {
                name for name in names if name in {"locale", "migrations", "static", "__pycache__", "data"}
            }

        shutil.copytree(PROJECT / package, copy, ignore=leave_out)
        (copy / "locale").mkdir()
        with contextlib.chdir(copy), open(os.devnull, "w") as quiet:  # noqa: PTH123 - a stream to nowhere
            call_command("makemessages", locale=["zh_Hans"], verbosity=0, no_obsolete=True, stdout=quiet)
        made = copy / CATALOGUE
        if made.exists():
            yield from polib.pofile(str(made))


def _merged(wanted: list[polib.POEntry], known: dict[Key, polib.POEntry]) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = dict(HEADER)
    for entry in sorted(wanted, key=lambda one: (one.msgid, one.msgctxt or "")):
        source = known.get((entry.msgctxt or "", entry.msgid))
        made = polib.POEntry(
            msgid=entry.msgid, msgctxt=entry.msgctxt, flags=[flag for flag in entry.flags if flag != "fuzzy"]
        )
        if entry.msgid_plural:
            made.msgid_plural = entry.msgid_plural
            made.msgstr_plural = {0: _plural(source)}
        else:
            made.msgstr = (source.msgstr or _plural(source)) if source else ""
        catalogue.append(made)
    return catalogue


def _plural(source: polib.POEntry | None) -> str:
    if source is None:
        return ""
    texts = [text for text in source.msgstr_plural.values() if text]
    return str(texts[0]) if texts else str(source.msgstr)


def _content(catalogue: polib.POFile) -> list[tuple[str, str, str]]:
    return sorted((entry.msgctxt or "", entry.msgid, entry.msgstr or str(entry.msgstr_plural)) for entry in catalogue)


def _place(entry: polib.POEntry) -> str:
    return ", ".join(f"{path}:{line}" for path, line in entry.occurrences[:2])


def _write(catalogue: polib.POFile, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(target))
    catalogue.save_as_mofile(str(target.with_suffix(".mo")))
    shutil.rmtree(target.parent / "parts", ignore_errors=True)
