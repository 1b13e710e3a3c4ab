"""`manage.py import_people`: exactly the promised JSON, exit 1 and nothing written where anything is wrong."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from curricula.models import Posting
from lms.exchange.people.models import PeopleImport
from lms.foundation.api import access, grant_access
from lms.foundation.models import Person
from tests.exchange.factories import as_csv, as_xlsx, line, make_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _company() -> None:
    make_company()


def run(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    out = StringIO()
    code = 0
    try:
        call_command("import_people", str(path), "--json", *options, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(out.getvalue())


def written(tmp_path: Path, content: bytes, name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_good_file_is_applied_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path, as_xlsx([line(), line("YF2")]), "people.xlsx")

    assert run(path) == (0, {"added": 2, "changed": 0, "ended": 0, "unchanged": 0, "errors": []})
    assert run(path) == (0, {"added": 0, "changed": 0, "ended": 0, "unchanged": 2, "errors": []})
    assert (Person.objects.count(), PeopleImport.objects.get().state) == (2, "applied")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, as_csv([line()]))

    assert run(path, "--dry-run") == (0, {"added": 1, "changed": 0, "ended": 0, "unchanged": 0, "errors": []})
    assert (Person.objects.count(), PeopleImport.objects.count()) == (0, 0)


def test_errors_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    path = written(tmp_path, as_csv([line(), line("YF2", department="X"), line("YF3", to="2026-08-01", shift="z")]))

    code, outcome = run(path)

    assert (code, outcome["added"]) == (1, 1)
    assert [(error["row"], error["column"]) for error in outcome["errors"]] == [
        (3, "department"), (4, "shift"), (4, "to"),
    ]  # fmt: skip
    assert [set(error) for error in outcome["errors"]] == [{"row", "column", "message"}] * 3
    assert (Person.objects.count(), Posting.objects.count()) == (0, 0)


def test_a_file_that_is_none_is_an_error_of_row_zero(tmp_path: Path) -> None:
    code, outcome = run(written(tmp_path, b"\x00\x01\x02"))

    assert code == 1
    assert [(error["row"], error["column"]) for error in outcome["errors"]] == [(0, "")]


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    code, outcome = run(path)

    assert (code, len(outcome["errors"])) == (1, 1)
    assert "50 MB" in outcome["errors"][0]["message"]


def test_a_complete_file_ends_those_who_are_missing(tmp_path: Path) -> None:
    run(written(tmp_path, as_csv([line(), line("YF2")])))

    code, outcome = run(written(tmp_path, as_csv([line()])), "--complete")

    assert (code, outcome["ended"], outcome["unchanged"]) == (0, 1, 1)


def test_without_json_counts_and_errors_are_printed_for_a_reader(tmp_path: Path) -> None:
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("import_people", str(written(tmp_path, as_csv([line(department="X")]))), stdout=out)

    assert "row 2, department:" in out.getvalue()


def test_a_file_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_people", str(tmp_path / "none.csv"))


def test_the_work_does_not_grow_with_each_row(tmp_path: Path, django_assert_max_num_queries: Any) -> None:
    path = written(tmp_path, as_xlsx(line(f"YF{number:06d}") for number in range(1000)), "people.xlsx")

    with django_assert_max_num_queries(250):
        code, outcome = run(path)

    assert (code, outcome["added"]) == (0, 1000)


def test_a_file_that_would_close_the_last_account_with_the_keys_ends_with_the_sentence(tmp_path: Path) -> None:
    run(written(tmp_path, as_csv([line()])))
    grant_access(Person.objects.get(), access.SUPER_ADMINISTRATOR, actor=None, reason="Keeps the keys.")

    with pytest.raises(CommandError, match="最后一位超级管理员"):
        run(written(tmp_path, as_csv([line(to="2026-09-02")])))

    assert Person.objects.get().is_active
