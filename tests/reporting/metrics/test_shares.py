import pytest

from reporting.metrics.shares import Share, wilson


def test_share_of_nothing_is_unknown_not_zero() -> None:
    assert (Share(0, 0).points, Share(0, 0).interval(), Share(0, 0).is_known) == (None, None, False)


def test_wilson_interval_agrees_with_a_published_example() -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 95 %: 0.2553 to 0.3662
    low, high = wilson(81, 263, z=1.959963984540054) or (0, 0)
    assert (round(low, 2), round(high, 2)) == (25.53, 36.62)


def test_interval_of_nothing_met_starts_at_zero_and_of_everything_met_ends_at_full() -> None:
    assert wilson(0, 20, z=1.959963984540054) == pytest.approx((0, 16.11), abs=0.01)
    assert wilson(29, 29, z=1.959963984540054) == pytest.approx((88.30, 100), abs=0.01)


@pytest.mark.parametrize(
    ("part", "whole", "points", "needed"), [(611, 652, 95, 9), (19, 20, 95, 0), (0, 3, 100, 3), (9, 10, 90, 0)]
)
def test_needed_passes_to_a_line(part: int, whole: int, points: float, needed: int) -> None:
    assert Share(part, whole).needed_for(points) == needed


def test_fewer_than_five_are_too_few_for_a_share() -> None:
    assert [Share(0, n).is_small for n in (0, 4, 5)] == [True, True, False]
