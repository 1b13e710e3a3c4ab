"""The demonstration's calendar: the distance between the wall clock and the demonstration's day, kept beside its data."""

from datetime import timedelta
from pathlib import Path

FILE_NAME = "demo-clock-shift-seconds"


def read_clock_shift(home: Path) -> timedelta:
    """The kept distance; none where no demonstration has been built."""
    kept = home / FILE_NAME
    return timedelta(seconds=int(kept.read_text(encoding="utf-8"))) if kept.exists() else timedelta(0)


def keep_clock_shift(home: Path, shift: timedelta) -> None:
    """Keep the distance for the processes that start after the demonstration has been built."""
    (home / FILE_NAME).write_text(str(int(shift.total_seconds())), encoding="utf-8")
