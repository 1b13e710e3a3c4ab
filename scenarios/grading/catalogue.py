"""Catalogue: the list of all drills, built or planned, read as strictly as the drills themselves."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.problems import Problem
from scenarios.grading.reading import Table, read_document
from scenarios.grading.text import Text

BUILT, PLANNED = "built", "planned"


@dataclass(frozen=True)
class CatalogueEntry:
    """One drill as the catalogue shows it; `file` is empty while it is planned."""

    id: str
    title: Text
    summary: Text
    chain: str
    steps: tuple[str, ...]
    roles: tuple[str, ...]
    difficulty: int
    minutes: int
    first_release: bool
    is_built: bool
    file: str


def load_catalogue(text: str, *, file: str) -> tuple[tuple[CatalogueEntry, ...], tuple[Problem, ...]]:
    """Read the index; returns its entries and every problem."""
    top, reading = read_document(text, file=file)
    entries = tuple(_entry(table) for table in top.tables("drills", required=True))
    top.finish()
    return entries, tuple(reading.problems)


def _entry(table: Table) -> CatalogueEntry:
    is_built = table.word("status", known=(BUILT, PLANNED)) == BUILT
    entry = CatalogueEntry(
        id=table.word("id"),
        title=table.text("title"),
        summary=table.text("summary"),
        chain=table.word("chain"),
        steps=table.words("steps", required=True),
        roles=table.words("roles", required=True),
        difficulty=table.integer("difficulty", least=1),
        minutes=table.integer("minutes", least=1),
        first_release=table.truth("first_release", default=False),
        is_built=is_built,
        file=table.word("file") if is_built else "",
    )
    table.finish()
    return entry
