from datetime import date

import pytest

from reporting.forecast.retention import Practice, retention_on

DAY = date(2026, 12, 1)


def test_never_practised_is_unknown() -> None:
    assert retention_on(DAY, []) is None


def test_practice_after_the_day_does_not_count() -> None:
    assert retention_on(DAY, [Practice(date(2026, 12, 2), True)]) is None


def test_what_was_just_passed_is_remembered_in_full() -> None:
    assert retention_on(DAY, [Practice(DAY, True)]) == 1


def test_stability_is_the_days_until_retention_falls_to_nine_tenths() -> None:
    assert retention_on(DAY, [Practice(date(2026, 11, 1), True)]) == pytest.approx(0.9)
    assert retention_on(DAY, [Practice(date(2026, 11, 16), True, 81)]) == pytest.approx(0.9)
    assert retention_on(DAY, [Practice(date(2026, 10, 17), True, 96)]) == pytest.approx(0.9)


def test_memory_fades_with_time_and_grows_with_practice() -> None:
    august, october = Practice(date(2026, 8, 10), True, 90), Practice(date(2026, 10, 10), True, 90)
    once, later, twice = (retention_on(DAY, history) or 0 for history in ([august], [october], [august, october]))
    assert once < 0.8 < later < twice


def test_failed_try_leaves_little() -> None:
    assert (retention_on(DAY, [Practice(date(2026, 11, 1), False, 40)]) or 1) < 0.8
