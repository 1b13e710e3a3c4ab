"""What is scored in the drills of the chains: the right way earns everything, the quick one fails at what it breaks."""

from collections.abc import Iterable
from decimal import Decimal

import pytest

from curricula.models import LearningItem, Requirement
from scenarios.grading.api import Played
from tests.curricula.test_loading import load_company
from tests.scenarios.grading.drills import drill, played, said, shares


def outcome(code: str, file: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a way passes, and at what it fails outright."""
    grade = played(code, f"{code.lower()}/{file}.yaml").grade
    return grade.passed, grade.critical_failures


def good(code: str) -> Played:
    return played(code, f"{code.lower()}/good.yaml")


def whole(result: Played, codes: Iterable[str]) -> bool:
    """Passed with a hundred, and each of these expectations met in full."""
    earned = shares(result, *codes)
    return result.grade.passed and {result.grade.score, *earned.values()} == {Decimal(100)}


@pytest.mark.requirement("A23")
def test_procurement_ends_with_a_paid_invoice_a_clear_account_and_nothing_round_inspection() -> None:
    assert whole(good("P2P-01"), ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "P1"))
    assert outcome("P2P-01", "round-inspection") == (False, ("E5",))
    assert outcome("P2P-01", "one-account") == (False, ("P7",))


@pytest.mark.requirement("A24")
def test_an_order_ends_delivered_billed_and_paid_and_the_price_is_the_hospitals_own() -> None:
    assert whole(good("O2C-01"), ("E1", "E2", "E3", "E6", "E7", "E8", "P1"))
    assert outcome("O2C-01", "dealer-price") == (False, ("E1",))


@pytest.mark.requirement("A25")
def test_each_proposal_of_a_run_is_judged_and_accepting_them_unread_fails() -> None:
    judged = ("E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E12", "E13", "E14")
    assert whole(good("PLN-01"), judged)
    naive = played("PLN-01", "pln-01/naive.yaml")
    assert (naive.grade.passed, shares(naive, "E4", "E7", "E14")) == (False, {"E4": 0, "E7": 0, "E14": 0})
    assert outcome("PLN-01", "counts-blocked") == (False, ("P1",))


@pytest.mark.requirement("A26")
def test_a_schedule_leaves_time_for_the_changeover_and_an_order_ends_with_its_pieces_in_stock() -> None:
    assert whole(good("PLN-02"), ("E1", "E2", "E3", "E4", "E5", "E6"))
    assert outcome("PLN-02", "whatever-happens") == (False, ("E5",))
    assert whole(good("MFG-01"), ("E1", "E2", "E3", "E4", "E7"))
    hurried = played("MFG-01", "mfg-01/hurried.yaml")
    assert (hurried.grade.passed, shares(hurried, "E1", "E2", "E3")) == (False, {"E1": 0, "E2": 0, "E3": 0})


@pytest.mark.requirement("A27")
def test_a_signature_for_an_unfinished_batch_fails_whatever_else_was_right() -> None:
    assert whole(good("QA-01"), ("E1", "E2", "E3", "E4", "E5", "E6"))
    assert outcome("QA-01", "signature-follows") == (False, ("E3",))
    assert outcome("O2C-03", "near-expiry-leaves") == (False, ("P5",))


@pytest.mark.requirement("A28", "A116")
def test_a_recall_query_is_right_lot_for_lot_and_within_its_hour_or_it_is_not_passed() -> None:
    right = good("QA-03")
    assert whole(right, ("E1", "E4", "E7", "P4", "A1"))
    assert said(right, "E1") == "8 right; recall 8/8, precision 8/8."
    assert said(right, "P4") == "It took 13 minutes (60 allowed)."
    few, many = (played("QA-03", f"qa-03/{file}.yaml") for file in ("sold-batches-only", "whole-item"))
    assert [(one.grade.passed, shares(one, "E1")["E1"] < 100) for one in (few, many)] == [(False, True)] * 2
    assert "Missed: L26-9105, L26-9106, L26-9302, L26-9304, L26-9308, L26-9311." in said(few, "E1")
    assert "Too many: L26-9303, L26-9305" in said(many, "E1")
    assert said(many, "P4") == "It never came to “reconcile recall”."


@pytest.mark.requirement("A48")
@pytest.mark.django_db
def test_a_key_user_solves_the_hard_cases_of_the_own_work_and_each_is_scored() -> None:
    load_company()
    asked = Requirement.objects.filter(scope_designation="key_user", level=4, method="drill")
    refs = LearningItem.objects.filter(activity__in=asked.values("activity")).values_list("ref", flat=True)
    cases = {"P2P-02", "P2P-04", "O2C-03", "PLN-02"}
    assert cases - set(refs) == set()
    assert {code: whole(good(code), ("E1",)) for code in cases} == dict.fromkeys(cases, True)
    assert outcome("P2P-02", "take-it-all") == (False, ("E2", "P4"))
    assert outcome("CUT-04", "open-doors") == (False, ("P3",))


@pytest.mark.requirement("A101")
def test_trouble_comes_by_itself_and_how_one_meets_it_is_what_is_scored() -> None:
    right, asleep = good("CUT-01"), played("CUT-01", "cut-01/quiet-night.yaml")
    came = [entry.command.args["id"] for entry in right.state.journal if entry.command.name == "inject.fire"]
    trouble = [inject.id for inject in drill("CUT-01").injects]
    assert trouble == ["a-load-is-slow", "b-dba-unreachable", "c-reconciliation-fails"]
    assert [name for name in came if name in trouble] == trouble
    assert whole(right, ("E3", "E4", "E5", "E6", "P5"))
    assert said(right, "E6") == "run-book step RB-19: state “done”."
    assert asleep.grade.critical_failures == ("E6",)
    assert shares(asleep, "E3", "E4", "E5", "E6", "P5") == dict.fromkeys(("E3", "E4", "E5", "E6", "P5"), 0)


@pytest.mark.requirement("A115")
def test_a_record_filled_in_afterwards_fails_and_a_slip_is_corrected_by_procedure() -> None:
    assert whole(good("MFG-01"), ("E5", "E6", "P3", "P4"))
    filled = played("MFG-01", "mfg-01/back-filled.yaml")
    assert (filled.grade.passed, filled.grade.critical_failures) == (False, ("P3",))
    assert shares(filled, "E5", "P4") == {"E5": 100, "P4": 0}


TEMPTED = [
    ("P2P-02", "take-it-all", ("E2", "P4")),
    ("MFG-03", "borrowed-account", ("P1",)),
    ("QA-02", "average", ("E2",)),
    ("QA-06", "ship-the-rest", ("E1",)),
    ("O2C-03", "near-expiry-leaves", ("P5",)),
    ("RPT-02", "timing-and-sign", ("E4", "P4")),
]


@pytest.mark.requirement("A121")
@pytest.mark.parametrize(("code", "file", "failed"), TEMPTED)
def test_who_gives_way_under_pressure_fails_outright_and_who_does_not_passes(
    code: str, file: str, failed: tuple[str, ...]
) -> None:
    assert outcome(code, file) == (False, failed)
    assert outcome(code, "good") == (True, ())
    assert drill(code).injects  # somebody presses: a driver, a manager, a colleague who has gone home
