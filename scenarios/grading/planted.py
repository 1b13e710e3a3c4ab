"""Planted faults as a file declares them: what an expectation shows, for how many faults, and from what rate a drill passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scenarios.grading.reading import Plain, Table
from scenarios.grading.scenario import Expectation, RateKind
from scenarios.grading.text import Text

DEFAULT_THRESHOLD = Decimal(80)
"""Per cent, where a drill shows a rate and says nothing of its threshold."""
HIGHEST = 100
KNOWN = ", ".join(RateKind)

NOT_RATE = Text("“{value}”不是比率，可用：{known}。", "“{value}” is no rate; known are: {known}.")
SHOWS_NOTHING = Text(
    "只有写明 shows 的评分项才能说有几处错误。",
    "Only an expectation that says what it shows (shows) has a number of faults.",
)
NOT_FAULTS = Text(
    "这里应当是不小于 1 的整数，或者变量名，它的每个取值都是不小于 0 的整数。",
    "A whole number from 1 on is expected, or the name of a variant's value that is a whole number from 0 on throughout.",
)
NOT_PERCENT = Text("阈值在 0 到 100 之间（百分比）。", "A threshold lies between 0 and 100 per cent.")
NOTHING_SHOWN = Text("没有评分项显示这个比率（shows: {kind}）。", "No expectation shows this rate (shows: {kind}).")


def read_shows(table: Table) -> tuple[RateKind, ...]:
    """Read `shows`: a rate, or a list of rates; blames any other word."""
    given = table.value("shows", required=False)
    if given is None:
        return ()
    words = given if isinstance(given, list) else [given]
    for word in words:
        if word not in tuple(RateKind):
            table.blame("shows", NOT_RATE.fill(value=str(word), known=KNOWN))
    return tuple(kind for kind in RateKind if kind in words)


def read_faults(table: Table, offered: Mapping[str, Sequence[Plain]]) -> Plain:
    """Read `faults`: a number, or the name of a variant's value, of which `offered` holds every one."""
    given = table.value("faults", required=False)
    if given is None:
        return None
    if "shows" not in table:
        table.blame("faults", SHOWS_NOTHING)
    is_name = isinstance(given, str) and given.startswith("$")
    values = offered.get(given[1:], ()) if isinstance(given, str) and is_name else [given]
    least = 0 if is_name else 1
    if not values or not all(type(value) is int and value >= least for value in values):
        table.blame("faults", NOT_FAULTS)
    return given


def read_thresholds(passing: Table, expectations: Sequence[Expectation]) -> Mapping[RateKind, Decimal]:
    """Read `detection_rate` and `correction_rate` for what the expectations show; blames a threshold for nothing shown."""
    shown = {kind for expectation in expectations for kind in expectation.shows}
    found = {}
    for kind in RateKind:
        key = f"{kind}_rate"
        value = passing.number(key, default=int(DEFAULT_THRESHOLD))
        if value > HIGHEST:
            passing.blame(key, NOT_PERCENT)
        if kind in shown:
            found[kind] = value
        elif key in passing:
            passing.blame(key, NOTHING_SHOWN.fill(kind=kind.value))
    return found
