"""The setting templates as files, for whoever packs them with others to take along."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.datasets.api import dataset
from scenarios.sandbox.setting_templates import TEMPLATES, published_state, template_rows
from scenarios.sandbox.sheets import csv_text
from scenarios.sandbox.wording import Words

COMPANY = "M"
"""The size of the company that drills are played in; its tables are the templates."""


@dataclass(frozen=True)
class SettingFile:
    """One template as CSV: the name its address has, what it is called, how many rows stand below its head."""

    name: str
    title: str
    rows: int
    content: str


def company_words(language: str) -> Words:
    """What the company's settings are called in `language`."""
    return Words(published_state(dataset(COMPANY)), language)


def setting_files(language: str) -> Iterator[SettingFile]:
    """All setting templates in `language`; the first call of a process reads the company, which takes a second."""
    words = company_words(language)
    for name, template in TEMPLATES.items():
        rows = template_rows(template, dataset(COMPANY), words)
        yield SettingFile(name, words.pack.say(f"template.{name}", language), len(rows) - 1, csv_text(rows))
