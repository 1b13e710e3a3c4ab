"""A site of its own for the tests that kill its worker: made, looked into, and served by a worker that waits on request.

`python -m tests.scenarios.sandbox.killed_site make|look UUID` prints JSON; `tests.scenarios.sandbox.killed_site:application`
is what gunicorn serves. The wait stands where the test wants the worker to die; everything else is the product as it is.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")

from lms.wsgi import application  # settings first: this module is a process of its own

__all__ = ["application"]

PLACES = ("before-commit", "after-commit")
PAUSE_SECONDS = 60
"""Longer than a test waits; the worker is killed meanwhile."""


def wait_if_asked(place: str) -> None:
    """Say that this place has been reached, and wait there to be killed, if the test has asked for that; once."""
    folder = Path(os.environ["PLIMSOLL_HOME"])
    wanted = folder / f"wait-{place}"
    if wanted.exists():
        wanted.unlink()
        (folder / "reached").write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(PAUSE_SECONDS)


def pausing(place: str, done: Any) -> Any:
    """The same function, with the wait behind it."""

    def wrapped(*args: Any, **named: Any) -> Any:
        result = done(*args, **named)
        wait_if_asked(place)
        return result

    return wrapped


def make() -> dict[str, Any]:
    """The tables, a person who is signed in, and for each place of dying a drill they have begun, with its form filled in."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)

    from django.test import Client

    from tests.factories import make_person
    from tests.scenarios.sandbox.factories import make_attempt
    from tests.scenarios.sandbox.test_screens import invoice

    person = make_person("周婷", language="en")
    client = Client()
    client.force_login(person)
    attempts = {place: make_attempt(person) for place in PLACES}
    desks = {place: {"uuid": str(attempt.uuid), "form": invoice(attempt)} for place, attempt in attempts.items()}
    return {"session": client.cookies["sessionid"].value, "desks": desks}


def look(uuid: str) -> dict[str, Any]:
    """What the database holds of the attempt, folded anew."""
    from scenarios.engine.api import broken_invariants
    from scenarios.models import Attempt
    from scenarios.sandbox.folding import first_broken_row, opening_of, state_of

    attempt = Attempt.objects.get(uuid=uuid)
    state = state_of(attempt)
    return {
        "rows": list(attempt.rows.order_by("seq").values_list("command", flat=True)),
        "invoices": len(state.own_documents("IV")),
        "payables": state.gl("2202"),
        "payables_before": opening_of(attempt).state.gl("2202"),
        "broken_row": first_broken_row(attempt),
        "broken_promises": list(broken_invariants(state)),
    }


if __name__ == "__main__":
    print(json.dumps(make() if sys.argv[1] == "make" else look(sys.argv[2]), default=str))
elif "PLIMSOLL_PAUSES" in os.environ:
    from scenarios.models import JournalRow
    from scenarios.sandbox import services

    JournalRow.objects.bulk_create = pausing("before-commit", JournalRow.objects.bulk_create)  # type: ignore[method-assign]
    services.keep = pausing("after-commit", services.keep)
