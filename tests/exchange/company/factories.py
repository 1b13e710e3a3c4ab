"""What the tests of company files arrange: the example's folder, changes to its files, runs of the command."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from django.core.management import call_command

from lms.exchange.company.template import write_template
from lms.foundation.api import access
from lms.foundation.models import Person
from tests.factories import make_person

TODAY = date(2026, 11, 18)


def example(folder: Path) -> Path:
    """The example's files in a folder of their own."""
    write_template(folder, today=TODAY)
    return folder


def change(folder: Path, name: str, alter: Callable[[Any], None]) -> None:
    """Alter what a YAML file holds."""
    content = yaml.safe_load((folder / name).read_text("utf-8"))
    alter(content)
    (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1, f"“{old}” stands in {name} {text.count(old)} times"
    (folder / name).write_text(text.replace(old, new), "utf-8")


def lead() -> Person:
    """Who loads."""
    return make_person("吴岚", access.TRAINING_LEAD, number="YF1")


def run(folder: Path, *options: str, number: str = "YF1", reason: str = "Set-up") -> tuple[int, dict[str, Any]]:
    """Exit code and JSON of the command."""
    out = StringIO()
    code = 0
    try:
        call_command("load_company", str(folder), "--as", number, "--reason", reason, "--json", *options, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(out.getvalue())


def counted(outcome: dict[str, Any]) -> tuple[int, int, int]:
    """Added, changed, unchanged."""
    return outcome["added"], outcome["changed"], outcome["unchanged"]
