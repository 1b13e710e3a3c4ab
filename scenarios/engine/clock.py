"""Virtual time as text of one spelling (`2026-12-01T09:42`), so that states compare and hash as they stand."""

from datetime import date, datetime, timedelta

FORMAT = "%Y-%m-%dT%H:%M"


def moment(text: str) -> datetime:
    """The moment that a clock text names; virtual time has no zone."""
    return datetime.fromisoformat(text)


def later(text: str, minutes: int) -> str:
    """The clock text so many minutes on."""
    return (moment(text) + timedelta(minutes=minutes)).strftime(FORMAT)


def day(text: str) -> str:
    """The date part of a clock text."""
    return text[:10]


def days_between(first: str, second: str) -> int:
    """Days from the first date to the second, negative if the second comes before."""
    return (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days


def days_later(text: str, days: int) -> str:
    """The date so many days on."""
    return (date.fromisoformat(text[:10]) + timedelta(days=days)).isoformat()


def minutes_between(first: str, second: str) -> int:
    """Whole minutes from the first moment to the second."""
    return int((moment(second) - moment(first)).total_seconds()) // 60


def is_date(text: str) -> bool:
    """Whether the text is a date as commands write it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
