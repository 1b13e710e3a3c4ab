"""Whatever stands in whichever place of a file: checking says what is wrong or takes it, and never breaks."""

import copy
import datetime
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from django.utils import timezone

from curricula.models import Site
from lms.exchange.company.checking.checks import Folders, Stored, all_problems
from lms.exchange.company.checking.company_format import FORMATS
from lms.exchange.company.loading import try_company
from tests.exchange.company.factories import example, lead

JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 7.5, "", " ", "x", "INB-10", "RECV", "2026-02-30", [], ["x"], [None], [[]], {}, {"zh": "字"}, {"x": 1},
    datetime.date(2020, 1, 1), datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC), "字" * 300, 10**30, {1: 2}, {None: []},
)  # fmt: skip
Way = tuple[Any, ...]


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """Every place in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*way, key)
        yield from ways(inner, (*way, key))


def put(document: Any, way: Way, value: Any) -> Any:
    """The document with another value in one place."""
    changed = copy.deepcopy(document)
    inner = changed
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = copy.deepcopy(value)
    return changed


def broken(folder: Path, dice: Random, count: int) -> Iterator[str]:
    """So many times, another thing in another place of one of the files; what it was, once it is written."""
    documents = {
        name: yaml.safe_load((folder / name).read_text("utf-8")) for name in FORMATS if (folder / name).exists()
    }
    places = [(name, way) for name, document in documents.items() for way in ways(document)]
    for _time in range(count):
        (name, way), junk = dice.choice(places), dice.choice(JUNK)
        kept = (folder / name).read_text("utf-8")
        (folder / name).write_text(yaml.safe_dump(put(documents[name], way, junk), allow_unicode=True), "utf-8")
        yield f"{name} {way} = {junk!r}"
        (folder / name).write_text(kept, "utf-8")


def test_the_checks_answer_to_anything(tmp_path: Path) -> None:
    folder = example(tmp_path)
    answers = {
        what: all_problems(Folders(folder), Stored({}), timezone.get_default_timezone())  # type: ignore[arg-type]  # a ZoneInfo
        for what in broken(folder, Random(20), 400)
    }

    assert all(problem.sentence for found in answers.values() for problem in found)
    assert sum(bool(found) for found in answers.values()) > len(answers) / 2


@pytest.mark.django_db
def test_what_the_checks_let_pass_can_be_taken(tmp_path: Path) -> None:
    folder, actor = example(tmp_path), lead()
    passed: dict[str, Any] = {}
    for what in broken(folder, Random(21), 150):
        if not all_problems(Folders(folder), Stored({}), timezone.get_default_timezone()):  # type: ignore[arg-type]  # a ZoneInfo
            passed[what] = [one.sentence for one in try_company(Folders(folder), actor=actor, reason="Dry run").errors]

    assert {what: found for what, found in passed.items() if found} == {}
    assert len(passed) > 5
    assert not Site.objects.exists()
