"""The one clock: UTC in the database, shown in the site's zone; the demonstration runs on its own calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC (moved by CLOCK_SHIFT in the demonstration)."""
    return timezone.now() + settings.CLOCK_SHIFT


def today(zone: str | None = None) -> date:
    """Today's date in `zone` (an IANA name; the installation's zone if none is given)."""
    return now().astimezone(ZoneInfo(zone) if zone else timezone.get_default_timezone()).date()
