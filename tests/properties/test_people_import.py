"""What holds for every people file: again is unchanged, undo restores, order does not matter, garbage never breaks it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.exchange.people.reading import read_people_file
from lms.exchange.people.services import plan_file, undo_import
from lms.foundation.api import clock
from tests.exchange.factories import as_csv, bring_in, counts, dry_run, everything, line, make_company

DAYS = st.integers(min_value=-60, max_value=60)
ROLES = st.lists(st.sampled_from(["RECV", "KEEPER", "BUYER", "CHAMPION"]), min_size=1, max_size=3, unique=True)


@st.composite
def posts(draw: st.DrawFn, number: str) -> list[dict[str, str]]:
    """One to three rows about one person, one after the other."""
    start, rows = draw(DAYS), []
    name, email = draw(st.sampled_from(["周婷", "何军"])), draw(st.sampled_from(["", f"{number.lower()}@example.com"]))
    for place in range(draw(st.integers(1, 3))):
        length = draw(st.integers(0, 40))
        is_open = place == 2 or draw(st.booleans())
        rows.append(
            line(
                number,
                name=name,
                email=email,
                job_roles=";".join(draw(ROLES)),
                department=draw(st.sampled_from(["WHS", "PUR"])),
                site=draw(st.sampled_from(["SZ", "CD"])),
                shift=draw(st.sampled_from(["day", "evening"])),
                from_=_day(start),
                to="" if is_open else _day(start + length),
            )
        )
        if is_open:
            break
        start += length + draw(st.integers(1, 10))
    return rows


@st.composite
def files(draw: st.DrawFn) -> list[dict[str, str]]:
    numbers = draw(st.lists(st.sampled_from(["YF1", "YF2", "YF3", "YF4"]), min_size=1, max_size=4, unique=True))
    return [row for number in numbers for row in draw(posts(number))]


def _day(offset: int) -> str:
    day: date = clock.today() + timedelta(days=offset)
    return day.isoformat()


quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def company(db: None) -> None:
    make_company()


def emptied() -> None:
    """Each example begins with the company and nobody in it."""
    from curricula.models import Posting
    from lms.foundation.models import Person

    Posting.objects.all().delete()
    Person.objects.all().delete()


@quick
@given(first=files(), second=files(), is_complete=st.booleans())
def test_the_same_file_again_is_unchanged(
    company: None, first: list[dict[str, str]], second: list[dict[str, str]], is_complete: bool
) -> None:
    emptied()
    bring_in(first)
    bring_in(second, is_complete=is_complete)
    before = everything()

    again = dry_run(second, is_complete=is_complete)

    assert counts(again) == (0, 0, 0, len(second), 0)
    assert everything() == before


@quick
@given(first=files(), second=files(), is_complete=st.booleans())
def test_undo_restores(
    company: None, first: list[dict[str, str]], second: list[dict[str, str]], is_complete: bool
) -> None:
    emptied()
    bring_in(first)
    before = everything()

    applied = bring_in(second, is_complete=is_complete)
    undo_import(applied, actor=None, reason="Wrong file.")

    assert everything() == before


@quick
@given(first=files(), second=files(), chance=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_irrelevant(
    company: None, first: list[dict[str, str]], second: list[dict[str, str]], chance: object
) -> None:
    emptied()
    bring_in(first)
    applied = bring_in(second)
    in_order = everything()
    undo_import(applied, actor=None, reason="Wrong file.")

    shuffled = list(second)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis hands in a Random
    bring_in(shuffled)

    assert everything() == in_order


@quick
@given(
    content=st.binary(max_size=400)
    | st.text(max_size=200).map(str.encode)
    | st.binary(max_size=300).map(b"PK\x03\x04".__add__)
)
def test_reading_never_raises_on_garbage(content: bytes) -> None:
    file = read_people_file(content)

    assert file.faults or file.rows


@quick
@given(cells=st.lists(st.fixed_dictionaries({key: st.text(max_size=12) for key in line()}), max_size=4))
def test_planning_never_raises_on_any_cells(company: None, cells: list[dict[str, str]]) -> None:
    plan = plan_file(read_people_file(as_csv(cells, encoding="utf-8")), is_complete=False)

    assert plan.faults or plan.rows
