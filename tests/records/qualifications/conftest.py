"""All of these tests run on the demonstration's day, so that dates in them are dates and not sums."""

from typing import Any

import pytest
from django.utils import timezone

from tests.factories import moment


@pytest.fixture(autouse=True)
def _demo_day(settings: Any) -> None:
    settings.CLOCK_SHIFT = moment("2026-11-18 09:00") - timezone.now()
