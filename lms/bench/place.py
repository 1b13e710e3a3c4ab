"""Where the measured company lives, and getting it ready: an own folder, an own database, the demonstration's day."""

import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from lms.bench.size import Size

PROJECT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 18)
MORNING = (8, 5)


class NotOursError(Exception):
    """The database holds something that the bench has not built; it is left alone."""


def environment(size: Size, database: str, outside: Mapping[str, str]) -> dict[str, str]:
    """What the processes' environment has to say; the folder lies below the data folder, one for each size."""
    home = Path(outside.get("PLIMSOLL_HOME") or PROJECT / "var").resolve() / "bench" / size.name
    # The server looks for collected static files there; none are asked for here.
    (home / "static").mkdir(parents=True, exist_ok=True)
    return {
        "PLIMSOLL_HOME": str(home),
        "DATABASE_URL": database or f"sqlite:///{home / 'plimsoll.sqlite3'}",
        "CELERY_BROKER_URL": "filesystem://",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": outside.get("DJANGO_SETTINGS_MODULE") or "lms.settings.local",
    }


def prepare_company(size: Size, *, quiet: bool = False) -> None:
    """Build the company, or take the one that is there. Refuses (NotOursError) a server's database that holds anything else."""
    from django.conf import settings  # Django is set up by then, not when this module is imported
    from django.core.management import call_command

    from lms.bench.company.marking import found_mark, mark_of
    from lms.bench.company.stages import build_company

    turn_the_clock()
    call_command("migrate", verbosity=0)
    mark = found_mark()
    if mark == mark_of(size):
        return
    if mark is not None:
        database = settings.DATABASES["default"]
        if not database["ENGINE"].endswith("sqlite3") or settings.HOME not in Path(str(database["NAME"])).parents:
            raise NotOursError("This database holds something else, or an older measured company. Give an empty one.")
        _remove(Path(str(database["NAME"])))
        call_command("migrate", verbosity=0)
    build_company(size, quiet=quiet)


def turn_the_clock() -> None:
    """Begin the measured day in this process, and in the servers that it starts."""
    from django.conf import settings  # as above

    from lms.demo.company import demo_moment
    from lms.foundation.api import clock
    from lms.settings.demo_clock import keep_clock_shift

    settings.CLOCK_SHIFT = timedelta(0)
    settings.CLOCK_SHIFT = demo_moment(AS_OF, *MORNING) - clock.now()
    keep_clock_shift(settings.HOME, settings.CLOCK_SHIFT)


def _remove(database: Path) -> None:
    from django.db import connections  # as above

    connections.close_all()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def keep_environment(values: Mapping[str, str]) -> None:
    """Make the environment this process's own, before the settings are read."""
    os.environ.update(values)
