"""Cover: who is qualified and there on go-live day, by name."""

from datetime import date

import pytest

from curricula.models import Absence, GoLive
from lms.records.models import QualificationEnding
from reporting.gates.values import CoverMeasure, State
from reporting.metrics.cover import CoverCell, cover_cells, cover_measure
from tests.factories import make_activity, make_requirement, moment
from tests.reporting.factories import go_live_at, make_type, make_worked_step, make_worker, qualify, settle_all, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def go_live() -> GoLive:
    return go_live_at()


def names(cell: CoverCell) -> list[str]:
    return [person.name for person in cell.qualified]


@pytest.mark.requirement("B9", "B33")
def test_absent_inspector_leaves_one_on_the_night_shift(go_live: GoLive) -> None:
    """Planted case PC-01: MFG-50 at Suzhou by night, Cao Ying away since October, only Xie Dong left: amber, by name."""
    ipqc = make_type("QL-IPQC", make_worked_step("MFG-50", does="IPQC"))
    xie, cao = make_worker("谢东"), make_worker("曹颖")
    for person in (xie, cao):
        qualify(person, ipqc)
    Absence.objects.create(person=cao, starts_on=date(2026, 10, 20), ends_on=date(2027, 2, 10))
    (cell,) = cover_cells(go_live)
    assert (cell.step, cell.site, cell.shift, names(cell), cell.state) == (
        "MFG-50",
        "SZ",
        "night",
        ["谢东"],
        State.RISK,
    )


def test_lapsed_certificate_leaves_nobody_to_seal(go_live: GoLive) -> None:
    """Planted case PC-02: MFG-40 is split by qualification; Zhang Min's lapsed, Gao Lei never had one: red for QL-SEAL only."""
    step = make_worked_step("MFG-40", does="LINE-OP")
    seal, assemble = make_type("QL-SEAL", step, splits=(step,)), make_type("QL-ASM", step, splits=(step,))
    zhang, gao = make_worker("张敏", "LINE-OP"), make_worker("高磊", "LINE-OP")
    qualify(zhang, seal, until=date(2026, 11, 15))
    for person in (zhang, gao):
        qualify(person, assemble)
    found = {cell.split: (cell.count, cell.state) for cell in cover_cells(go_live)}
    assert found == {"QL-ASM": (2, State.GO), "QL-SEAL": (0, State.STOP)}
    sealing = next(cell for cell in cover_cells(go_live) if cell.split == "QL-SEAL")
    assert [person.name for person in sealing.unqualified] == ["张敏", "高磊"]


@pytest.mark.requirement("B77")
def test_certificate_counts_on_its_first_and_last_day(go_live: GoLive) -> None:
    type_ = make_type("QL-IPQC", make_worked_step("MFG-50", does="IPQC"))
    qualify(make_worker("始"), type_, since=date(2026, 12, 1))
    qualify(make_worker("末"), type_, until=date(2026, 12, 1))
    qualify(make_worker("早"), type_, until=date(2026, 11, 30))
    qualify(make_worker("晚"), type_, since=date(2026, 12, 2))
    (cell,) = cover_cells(go_live)
    assert sorted(names(cell)) == ["始", "末"]


def test_withdrawn_certificate_no_longer_covers(go_live: GoLive) -> None:
    type_ = make_type("QL-IPQC", make_worked_step("MFG-50", does="IPQC"))
    held, withdrawn = qualify(make_worker("甲"), type_), qualify(make_worker("乙"), type_)
    QualificationEnding.objects.create(
        qualification=withdrawn,
        kind="withdrawn",
        ended_on=date(2026, 11, 20),
        ended_at=moment("2026-11-20 08:00"),
        reason="严重失误",
    )
    (cell,) = cover_cells(go_live)
    assert names(cell) == [held.person.name]


def test_only_the_role_that_does_the_step_and_stands_there_covers(go_live: GoLive) -> None:
    type_ = make_type("QL-IPQC", make_worked_step("MFG-50", does="IPQC"))
    qualify(make_worker("白班", shift="day"), type_)
    qualify(make_worker("别的岗位", "BUYER"), type_)
    qualify(make_worker("已调走", ends_on=date(2026, 11, 30)), type_)
    (cell,) = cover_cells(go_live)
    assert (cell.qualified, cell.unqualified, cell.state) == ((), (), State.STOP)


def test_person_with_two_posts_on_a_shift_counts_once(go_live: GoLive) -> None:
    from tests.factories import make_posting, named
    from tests.reporting.factories import Shift

    step = make_worked_step("P2P-60", does="KEEPER")
    make_worked_step("P2P-60", does="RECV")
    person = make_worker("仓", "KEEPER")
    make_posting(person, "RECV", shift=named(Shift, "night"), is_main=False)
    qualify(person, make_type("QL-STORE", step))
    (cell,) = cover_cells(go_live)
    assert cell.count == 1


def test_step_without_a_qualification_is_covered_by_what_was_shown_and_still_holds(go_live: GoLive) -> None:
    step = make_worked_step("QA-30", does="IPQC")
    activity = make_activity("ACT-QA-03")
    activity.steps.set([step])
    make_requirement("IPQC", activity)
    shown, lapsed = make_worker("会"), make_worker("过期")
    show(shown, activity)
    show(lapsed, activity, valid_until=date(2026, 11, 20))
    settle_all()
    (cell,) = cover_cells(go_live)
    assert (names(cell), cell.state) == (["会"], State.RISK)


def test_step_without_any_proof_is_grey_never_green(go_live: GoLive) -> None:
    make_worked_step("QA-30", does="IPQC")
    for name in ("甲", "乙", "丙"):
        make_worker(name)
    (cell,) = cover_cells(go_live)
    assert (cell.is_measured, cell.state) == (False, State.NONE)
    assert cover_measure([cell]) == CoverMeasure(0, 0, 0, unmeasured=1)


def test_places_outside_the_go_live_are_left_out(go_live: GoLive) -> None:
    make_worked_step("MFG-50", does="IPQC", at=(("SZ", "night"), ("CD", "day")))
    make_worked_step("O2C-10", does="CS")
    go_live.chains.set([make_worked_step("MFG-50", does="IPQC").chain])
    assert [(cell.step, cell.site) for cell in cover_cells(go_live)] == [("MFG-50", "SZ")]
