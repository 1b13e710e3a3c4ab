"""The matrix engine under any postings, cells and evidence."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from curricula.training.matrix.days import add_months, working_due_day
from curricula.training.matrix.draw_up import STRICTNESS, applies, draw_up
from curricula.training.matrix.prerequisites import find_circle
from curricula.training.matrix.preview import difference
from curricula.training.matrix.settle import settle
from curricula.training.matrix.values import Calendar, Cell, Fact, Post, Wanted

FIRST, LAST = date(2026, 1, 1), date(2027, 6, 30)
days = st.dates(FIRST, LAST)
METHODS = ["exam", "drill", "practical", "read_and_sign"]


@st.composite
def posts(draw: st.DrawFn) -> list[Post]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(days)
        length = draw(st.none() | st.integers(0, 300))
        end = None if length is None else start + timedelta(days=length)
        made.append(
            Post(
                number, draw(st.integers(1, 3)), draw(st.integers(1, 2)), draw(st.integers(1, 2)),
                draw(st.none() | st.integers(1, 2)), draw(st.booleans()), draw(st.booleans()), start, end,
            )
        )  # fmt: skip
    return made


@st.composite
def cells(draw: st.DrawFn) -> list[Cell]:
    return [
        Cell(
            number,
            draw(st.integers(1, 2)),
            draw(st.integers(1, 3)),
            draw(st.none() | st.integers(1, 2)),
            draw(st.none() | st.integers(1, 2)),
            draw(st.sampled_from(["", "key_user", "early_bird"])),
            draw(st.none() | st.integers(1, 2)),
            draw(st.integers(0, 4)),
            draw(st.sampled_from(sorted(STRICTNESS))),
            draw(st.sampled_from(METHODS)),
            draw(st.sampled_from(["go_live", "rehearsal", "nowhere"])),
            draw(st.integers(-120, 30)),
            draw(st.integers(0, 10)),
            draw(st.sampled_from([0, 12, 24])),
            draw(st.sampled_from(["ONCE", "R12+REV"])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


spans = st.tuples(days, st.integers(0, 14)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))
calendars = st.builds(
    Calendar,
    anchors=st.fixed_dictionaries(
        {(1, "go_live"): days, (2, "go_live"): days, (1, "rehearsal"): days, (2, "rehearsal"): days}
    ),
    wave_of_site=st.just({1: 1, 2: 2}),
    blackouts=st.lists(spans, max_size=3).map(tuple),
    open_lead_days=st.just(28),
    joiner_grace_days=st.just(21),
)  # fmt: skip
facts = st.lists(
    st.builds(
        Fact,
        id=st.integers(1, 99),
        method=st.sampled_from(METHODS),
        outcome=st.sampled_from(["passed", "failed", "completed", "started"]),
        level=st.none() | st.integers(0, 4),
        score=st.none(),
        on=days,
        valid_until=st.none() | days,
    ),
    max_size=10,
).map(lambda found: sorted(found, key=lambda fact: fact.on))


@given(posts(), cells(), calendars)
def test_one_row_per_person_activity_and_go_live_and_only_for_cells_that_apply(
    held: list[Post], asked: list[Cell], calendar: Calendar
) -> None:
    wanted = draw_up(held, asked, calendar)
    keys = [(row.person, row.activity, row.go_live) for row in wanted]
    assert keys == sorted(set(keys))
    by_cell, by_post = {cell.id: cell for cell in asked}, {post.id: post for post in held}
    for row in wanted:
        cell, post = by_cell[row.cell], by_post[row.post]
        assert applies(cell, post)
        assert (cell.job_role, post.person, cell.activity) == (post.job_role, row.person, row.activity)
        assert row.planned_on <= row.due_on
        assert row.level >= cell.level
        assert STRICTNESS[row.criticality] >= STRICTNESS[cell.criticality]


@given(posts(), cells(), calendars, st.randoms())
def test_the_order_of_postings_and_cells_does_not_matter(
    held: list[Post], asked: list[Cell], calendar: Calendar, chance: object
) -> None:
    once = draw_up(held, asked, calendar)
    chance.shuffle(held)  # type: ignore[attr-defined]
    chance.shuffle(asked)  # type: ignore[attr-defined]
    again = draw_up(held, asked, calendar)
    assert [_meaning(row) for row in once] == [_meaning(row) for row in again]


def _meaning(row: Wanted) -> tuple[object, ...]:
    """What must not depend on the order: which of two equally strict rows is named may."""
    return row.person, row.activity, row.go_live, row.level, row.criticality, row.from_day


@given(posts(), cells(), calendars)
def test_nothing_is_due_sooner_than_the_grace_after_taking_up_the_post(
    held: list[Post], asked: list[Cell], calendar: Calendar
) -> None:
    by_post = {post.id: post for post in held}
    for row in draw_up(held, asked, calendar):
        assert row.due_on >= by_post[row.post].starts_on + timedelta(days=calendar.joiner_grace_days)


@given(posts(), cells(), calendars, facts, st.none() | days)
def test_cycles_are_numbered_and_only_the_last_is_current(
    held: list[Post], asked: list[Cell], calendar: Calendar, shown: list[Fact], revised_on: date | None
) -> None:
    for row in draw_up(held, asked, calendar)[:3]:
        cycles = settle(row, shown, revised_on)
        assert [cycle.number for cycle in cycles] == list(range(1, len(cycles) + 1))
        assert [cycle.is_current for cycle in cycles] == [False] * (len(cycles) - 1) + [True]
        met = [cycle.met_on for cycle in cycles if cycle.met_on is not None]
        assert met == sorted(met)
        if len(cycles) > 1:
            assert len(met) == len(cycles)


@given(posts(), cells(), calendars, facts, days)
def test_more_evidence_never_unmeets_a_requirement(
    held: list[Post], asked: list[Cell], calendar: Calendar, shown: list[Fact], on: date
) -> None:
    for row in draw_up(held, asked, calendar)[:3]:
        before = settle(row, shown, None)[0].met_on
        extra = Fact(100, row.method, "passed", None, None, on, None)
        after = settle(row, sorted([*shown, extra], key=lambda fact: fact.on), None)[0].met_on
        assert after is not None
        assert before is None or after <= before


@given(posts(), cells(), calendars)
def test_a_matrix_does_not_differ_from_itself_and_a_preview_adds_up(
    held: list[Post], asked: list[Cell], calendar: Calendar
) -> None:
    everything = draw_up(held, asked, calendar)
    half = draw_up(held, asked[: len(asked) // 2], calendar)
    same = difference(everything, everything)
    assert (same.added, same.removed, same.altered) == ((), (), ())
    change = difference(half, everything)
    assert len(half) + len(change.added) - len(change.removed) == len(everything)


@given(days, st.integers(0, 60))
def test_adding_months_never_skips_a_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(days, st.lists(st.tuples(days, st.integers(0, 20)), max_size=4))
def test_a_due_day_never_lies_in_a_blackout_and_never_moves_later(day: date, spans: list[tuple[date, int]]) -> None:
    blackouts = tuple((first, first + timedelta(days=length)) for first, length in spans)
    moved = working_due_day(day, blackouts)
    assert moved <= day
    assert not any(first <= moved <= last for first, last in blackouts)


@given(st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=6))
@settings(max_examples=300)
def test_a_named_circle_really_is_one_and_none_means_an_order_exists(needs: dict[str, frozenset[str]]) -> None:
    circle = find_circle(needs)
    if circle:
        assert circle[0] == circle[-1]
        for code, needed in pairwise(circle):
            assert needed in needs[code]
        return
    placed: set[str] = set()
    waiting = set("abcdef")
    while waiting:
        ready = {code for code in waiting if needs.get(code, frozenset()) <= placed}
        assert ready
        placed |= ready
        waiting -= ready
