"""Builds the template database of the Tryton back end, once for each version of packages and set-up."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from scenarios.backends.api import BackEndAbsentError, build_tryton_template, tryton_installation
from scenarios.datasets.api import dataset


class Command(BaseCommand):
    """`build_tryton`: makes the template unless it is there; a second run does nothing."""

    help = "Make the template database that every Tryton sandbox is a copy of."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and say how long it took."""
        begun = time.monotonic()
        try:
            made = build_tryton_template(
                tryton_installation(), tax_percent=int(dataset("S").content["parameters"]["tax_percent"])
            )
        except BackEndAbsentError as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from error
        self.stdout.write(f"{made.name}: {time.monotonic() - begun:.1f} s")
