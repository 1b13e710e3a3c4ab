"""Writes the golden journals anew: `python -m tests.golden`. Read the difference before committing it."""

from pathlib import Path

from tests.golden.drills import DRILLS, golden_text

for code in DRILLS:
    Path(__file__).with_name(f"{code}.txt").write_text(golden_text(code), encoding="utf-8")
