"""What the migration labs prove of the requirements: each trap of the old data is found by the one who looks, and costs."""

from decimal import Decimal

import pytest

from scenarios.engine.api import broken_invariants, digest, fold
from scenarios.grading.api import Played
from tests.scenarios.grading.drills import opened, played, seed_of


def marks(result: Played) -> dict[str, Decimal]:
    """The share earned of each expectation, in percent."""
    return {
        mark.expectation.id: Decimal(mark.finding.credit.numerator * 100) / mark.finding.credit.denominator
        for mark in result.grade.marks
    }


@pytest.mark.requirement("A9")
def test_material_duplicates_pass_only_on_the_exact_right_merges() -> None:
    right, wrong = played("DM-03", "dm-03/good.yaml"), played("DM-03", "dm-03/compute-and-change.yaml")
    assert (right.grade.passed, marks(right)["E7"]) == (True, 100)
    assert (wrong.grade.passed, "E7" in wrong.grade.critical_failures) == (False, True)


@pytest.mark.requirement("A8", "A10")
def test_suppliers_with_a_bank_conflict_are_graded_by_evidence() -> None:
    forced = played("DM-01", "dm-01/newest-account-wins.yaml", seed_of("DM-01", part="no-canal"))
    assert (forced.grade.passed, forced.grade.critical_failures) == (False, ("P3",))
    assert Decimal(85) < marks(forced)["E4"] < 86  # six of seven disputed accounts


@pytest.mark.requirement("A11")
def test_customers_with_an_address_or_licence_conflict_are_graded() -> None:
    left = played("DM-01", "dm-01/leave-the-inactive-behind.yaml")
    assert (marks(left)["E10"], marks(left)["E11"]) == (0, 0)
    done = marks(played("DM-01", "dm-01/good.yaml"))
    assert (done["E8"], done["E9"], done["E10"], done["E11"]) == (100, 100, 100, 100)


@pytest.mark.requirement("A12", "A13")
def test_one_factor_for_all_boxes_fails_the_needles_and_nothing_else_of_the_quantities() -> None:
    found = marks(played("DM-02", "dm-02/one-factor-for-all.yaml"))
    assert (found["E2"], found["E3"]) == (0, 100)


@pytest.mark.requirement("A15")
def test_open_orders_go_over_the_rest_is_archived_and_deleting_it_fails_outright() -> None:
    right = played("DM-06", "dm-06/good.yaml")
    assert {code: marks(right)[code] for code in ("E1", "E4", "E5", "E6", "E7")} == dict.fromkeys(
        ("E1", "E4", "E5", "E6", "E7"), 100
    )
    deleted = played("DM-06", "dm-06/delete-the-rest.yaml")
    assert (deleted.grade.passed, deleted.grade.critical_failures) == (False, ("E7",))
    assert (marks(deleted)["E1"], marks(deleted)["E4"]) == (100, 0)


@pytest.mark.requirement("A16")
def test_load_drill_records_its_time_and_every_step() -> None:
    result = played("DM-04", "dm-04/good.yaml")
    names = [entry.command.name for entry in result.state.journal]
    wanted = ["mig.validate", "mig.dry_run", "mig.load", "mig.reconcile", "mig.attest", "mig.sign"]
    assert [name for name in dict.fromkeys(names) if name in wanted] == wanted
    assert 0 < result.grade.duration_minutes <= 50
    assert [row["meaning"] for row in result.state.signatures("MIG:MIG-26-0001")] == [
        "stock_status_attestation",
        "migration_acceptance",
    ]


@pytest.mark.requirement("A19")
def test_what_was_detected_and_what_was_corrected_are_marked_apart() -> None:
    half = marks(played("DM-04", "dm-04/fix-only-the-money.yaml", seed_of("DM-04", part="whole")))
    assert (half["E3"], half["E4"]) == (100, 0)
    assert Decimal(58) < half["E2"] < 59  # seven of twelve blocked lots
    assert not played("DM-04", "dm-04/fix-only-the-money.yaml").grade.passed


@pytest.mark.parametrize("number", range(1, 7))
def test_replay_of_a_lab_gives_the_same_state_and_sound_books(number: int) -> None:
    code = f"DM-0{number}"
    result = played(code, f"dm-0{number}/good.yaml")
    start = opened(code).state
    again = fold(start, result.state.journal[len(start.journal) :])
    assert (digest(again), broken_invariants(result.state)) == (digest(result.state), ())
