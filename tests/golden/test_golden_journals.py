"""The good path of each drill writes the journal that is kept in text beside this file."""

from pathlib import Path

import pytest

from tests.golden.drills import DRILLS, golden_text


@pytest.mark.parametrize("code", sorted(DRILLS))
@pytest.mark.requirement("A23")
def test_good_path_writes_the_golden_journal(code: str) -> None:
    assert golden_text(code) == Path(__file__).with_name(f"{code}.txt").read_text(encoding="utf-8")
