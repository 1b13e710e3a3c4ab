"""Taking the time of something done in this process."""

import gc
import time
from collections.abc import Callable, Iterable
from typing import Any


def timed(work: Callable[[], Any], times: int) -> list[float]:
    """Seconds of each of so many runs, after one that is not counted."""
    return timed_each(work for _ in range(times + 1))[1:]


def timed_each(works: Iterable[Callable[[], Any]]) -> list[float]:
    """Seconds of each piece of work, with the garbage of the one before cleared away first."""
    seconds = []
    for work in works:
        gc.collect()
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds
