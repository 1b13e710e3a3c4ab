"""The trace from requirement to test is a feature: no test may name a row that does not exist."""

from lms.management.commands.trace import read_proofs, read_requirements
from lms.settings.env import PROJECT


def test_all_rows_are_read() -> None:
    rows = read_requirements()
    assert len(rows) == 269
    assert (rows[0]["id"], rows[-1]["id"]) == ("A1", "B120")


def test_tests_name_only_rows_that_exist() -> None:
    known = {row["id"] for row in read_requirements()}
    assert set(read_proofs(PROJECT / "tests")) - known == set()
