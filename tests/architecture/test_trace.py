"""The trace from requirement to test is a feature: no test may name a row that does not exist."""

from pathlib import Path

from lms.management.commands.trace import read_proofs, read_requirements
from lms.settings.env import PROJECT


def test_all_rows_are_read() -> None:
    rows = read_requirements()
    assert len(rows) == 269
    assert (rows[0]["id"], rows[-1]["id"]) == ("A1", "B120")


def test_tests_name_only_rows_that_exist() -> None:
    known = {row["id"] for row in read_requirements()}
    assert set(read_proofs(PROJECT / "tests")) - known == set()


def test_a_mark_on_a_module_counts_for_each_of_its_tests_and_twice_is_once(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_one.py").write_text(
        """
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("A1")]

@pytest.mark.requirement("A1", "B2")
def test_first() -> None: ...

def test_second() -> None: ...
""",
        encoding="utf-8",
    )
    first, second = "tests/test_one.py::test_first", "tests/test_one.py::test_second"
    assert read_proofs(folder) == {"A1": [first, second], "B2": [first]}
