"""The schedule against brute force on small books, its symmetries, and a worked example by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.runbook.api import BrokenBookError, RunBook, Step, StepStatus, gantt, schedule
from scenarios.runbook.gantt import LEAST_WIDTH, WIDTH

WINDOW = 600
UNHURRIED = settings(deadline=None)
"""A busy machine is no counterexample."""


@st.composite
def books(draw: st.DrawFn) -> RunBook:
    """Up to eight steps, each after some of the earlier ones."""
    count = draw(st.integers(1, 8))
    steps = []
    for number in range(count):
        earlier = [f"S{one}" for one in range(number)]
        before = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        steps.append(Step(f"S{number}", draw(st.integers(0, 120)), tuple(before)))
    return RunBook.of(steps)


def chains(book: RunBook) -> list[tuple[str, ...]]:
    """Every way through the book from a step without predecessors to one without successors."""

    def onward(chain: tuple[str, ...]) -> list[tuple[str, ...]]:
        following = book.successors(chain[-1])
        return [longer for name in following for longer in onward((*chain, name))] if following else [chain]

    return [chain for step in book.steps if not step.predecessors for chain in onward((step.id,))]


def length(book: RunBook, chain: tuple[str, ...]) -> int:
    return sum(book.by_id[name].duration_minutes for name in chain)


@given(books())
@UNHURRIED
def test_finish_is_the_longest_of_all_chains(book: RunBook) -> None:
    plan = schedule(book, now=0, window_minutes=WINDOW)
    longest = max(length(book, chain) for chain in chains(book))
    assert plan.finish == longest
    assert length(book, plan.critical_path) == longest
    assert all(one in book.by_id[other].predecessors for one, other in pairwise(plan.critical_path))


@given(books())
@UNHURRIED
def test_slack_is_what_the_longest_chain_through_a_step_leaves(book: RunBook) -> None:
    plan = schedule(book, now=0, window_minutes=WINDOW)
    for step in book.steps:
        through = max(length(book, chain) for chain in chains(book) if step.id in chain)
        assert plan.slots[step.id].slack == plan.finish - through


@given(books(), st.data())
@UNHURRIED
def test_step_may_lose_its_slack_and_not_a_minute_more(book: RunBook, data: st.DataObject) -> None:
    plan = schedule(book, now=0, window_minutes=WINDOW)
    victim = data.draw(st.sampled_from(book.steps))
    slack = plan.slots[victim.id].slack

    def finish(extra: int) -> int:
        slower = (
            replace(one, expected_minutes=one.planned_minutes + extra) if one is victim else one for one in book.steps
        )
        return schedule(RunBook.of(slower), now=0, window_minutes=WINDOW).finish

    assert finish(slack) == plan.finish
    assert finish(slack + 1) == plan.finish + 1


@given(books(), st.lists(st.integers(0, 90), min_size=8, max_size=8), st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_finish_never_comes_earlier_when_steps_take_longer_or_time_passes(
    book: RunBook, extra: list[int], now: int
) -> None:
    longer = RunBook.of(
        replace(step, expected_minutes=step.planned_minutes + more)
        for step, more in zip(book.steps, extra, strict=False)
    )
    before = schedule(book, now=now, window_minutes=WINDOW)
    after = schedule(longer, now=now, window_minutes=WINDOW)
    assert after.finish >= before.finish
    assert schedule(book, now=now + 1, window_minutes=WINDOW).finish >= before.finish


@given(books())
@UNHURRIED
def test_order_in_which_the_steps_are_listed_does_not_matter(book: RunBook) -> None:
    one, other = (schedule(RunBook.of(steps), now=0, window_minutes=WINDOW) for steps in (book.steps, book.steps[::-1]))
    assert {name: (slot.start, slot.slack) for name, slot in one.slots.items()} == {
        name: (slot.start, slot.slack) for name, slot in other.slots.items()
    }


WEEKEND = (
    Step("A", 60, status=StepStatus.DONE, started=0, finished=90),
    Step("B", 100, ("A",), status=StepStatus.RUNNING, started=90, expected_minutes=240),
    Step("C", 120, ("A",)),
    Step("D", 30, ("B", "C")),
    Step("E", 45, ("D",), status=StepStatus.SKIPPED),
    Step("F", 60, ("E",)),
)
"""B was planned for 100 minutes and is forecast for 240: it decides the end."""


def test_worked_example_of_a_running_overdue_load() -> None:
    plan = schedule(RunBook.of(WEEKEND), now=150, window_minutes=400)
    placed = {name: (slot.start, slot.finish, slot.slack) for name, slot in plan.slots.items()}
    assert placed["B"] == (90, 330, 0)
    assert placed["C"] == (150, 270, 60)
    assert placed["D"] == (330, 360, 0)
    assert placed["E"] == (360, 360, 0)
    assert (plan.finish, plan.margin, plan.critical_path) == (420, -20, ("A", "B", "D", "E", "F"))
    assert plan.is_critical == {"B", "D", "F"}
    assert plan.slots["B"].is_late


def test_failed_step_is_expected_to_be_done_again_from_now() -> None:
    failed = RunBook.of([Step("A", 60, status=StepStatus.FAILED, started=0, finished=60), Step("B", 10, ("A",))])
    assert schedule(failed, now=200, window_minutes=300).finish == 270


def test_running_step_past_its_forecast_ends_now_at_the_earliest() -> None:
    running = RunBook.of([Step("A", 60, status=StepStatus.RUNNING, started=0)])
    assert schedule(running, now=95, window_minutes=300).finish == 95


def test_what_is_no_plan_is_refused_with_every_fault() -> None:
    steps = [Step("A", 10, ("C",)), Step("B", -5, ("A", "Z")), Step("C", 10, ("B",)), Step("B", 1)]
    with pytest.raises(BrokenBookError) as caught:
        RunBook.of(steps)
    assert [fault[0] for fault in caught.value.faults] == [
        "twice",
        "unknown predecessor",
        "negative duration",
        "circle",
    ]


def test_step_is_ready_once_all_before_it_have_ended() -> None:
    book = RunBook.of(WEEKEND)
    assert [step.id for step in book.steps if book.is_ready(step.id)] == ["C", "F"]


def test_empty_book_ends_now() -> None:
    plan = schedule(RunBook.of(()), now=7, window_minutes=60)
    assert (plan.finish, plan.critical_path) == (7, ())


@given(books(), st.integers(0, 400))
@UNHURRIED
def test_bars_stay_within_the_drawing_and_mark_the_critical_path(book: RunBook, now: int) -> None:
    plan = schedule(book, now=now, window_minutes=WINDOW)
    drawn = gantt(plan, escalation_minutes=120)
    assert [bar.id for bar in drawn.bars] == [step.id for step in book.steps]
    assert all(0 <= bar.x <= WIDTH and bar.x + bar.width <= WIDTH + LEAST_WIDTH for bar in drawn.bars)
    assert {bar.id for bar in drawn.bars if bar.is_critical} == set(plan.critical_path)
    assert 0 <= drawn.escalation <= drawn.window_end <= WIDTH
