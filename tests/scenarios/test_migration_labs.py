"""What the migration labs prove of the requirements: each trap of the old data is found by the one who looks, and costs."""

from decimal import Decimal

import pytest

from scenarios.engine.api import broken_invariants, digest, fold
from tests.scenarios.grading.drills import opened, played, said, seed_of
from tests.scenarios.grading.drills import shares as marks


@pytest.mark.requirement("A8")
def test_migration_rules_are_applied_to_the_old_rows_and_the_result_is_graded_row_by_row() -> None:
    right, unread = played("DM-06", "dm-06/good.yaml"), played("DM-06", "dm-06/run-it-as-it-came.yaml")
    assert (right.grade.score, marks(right)["E1"], marks(right)["P3"]) == (100, 100, 100)
    assert (unread.grade.passed, unread.grade.score < 20) == (False, True)
    assert said(unread, "E1").startswith("37 of 104 rows are right, 0 too many. Not right: 4100000004,")


@pytest.mark.requirement("A9")
def test_material_duplicates_pass_only_on_the_exact_right_merges() -> None:
    right, wrong = played("DM-03", "dm-03/good.yaml"), played("DM-03", "dm-03/compute-and-change.yaml")
    none = played("DM-03", "dm-03/all-suffixes-are-revisions.yaml")
    assert (right.grade.passed, marks(right)["E7"]) == (True, 100)
    assert [(one.grade.passed, "E7" in one.grade.critical_failures) for one in (wrong, none)] == [(False, True)] * 2
    assert "12 pairs right, 18 merged wrongly, 0 missed" in said(wrong, "E7")
    assert "0 pairs right, 0 merged wrongly, 12 missed" in said(none, "E7")


@pytest.mark.requirement("A10")
def test_suppliers_with_a_bank_conflict_are_graded_by_evidence() -> None:
    forced = played("DM-01", "dm-01/newest-account-wins.yaml", seed_of("DM-01", part="no-canal"))
    assert (forced.grade.passed, forced.grade.critical_failures) == (False, ("P3",))
    assert Decimal(85) < marks(forced)["E4"] < 86  # six of seven disputed accounts
    right = marks(played("DM-01", "dm-01/good.yaml"))
    assert [right[code] for code in ("E1", "E2", "E3", "E4", "E5")] == [100] * 5  # found, kept apart, account, tax code


@pytest.mark.requirement("A11")
def test_customers_with_an_address_or_licence_conflict_are_graded() -> None:
    left = played("DM-01", "dm-01/leave-the-inactive-behind.yaml")
    assert (marks(left)["E10"], marks(left)["E11"]) == (0, 0)
    done = marks(played("DM-01", "dm-01/good.yaml"))
    assert (done["E8"], done["E9"], done["E10"], done["E11"]) == (100, 100, 100, 100)


@pytest.mark.requirement("A12")
def test_one_factor_for_all_boxes_fails_the_needles_and_nothing_else_of_the_quantities() -> None:
    right, wrong = played("DM-02", "dm-02/good.yaml"), played("DM-02", "dm-02/one-factor-for-all.yaml")
    assert (marks(wrong)["E2"], marks(wrong)["E3"], wrong.grade.passed) == (0, 100, False)
    assert (marks(right)["E2"], marks(right)["E3"], marks(right)["E4"], right.grade.passed) == (100, 100, 100, True)


@pytest.mark.requirement("A13")
def test_a_field_map_is_whole_when_every_row_is_right_field_by_field() -> None:
    right, left = played("DM-02", "dm-02/good.yaml"), played("DM-02", "dm-02/ignore-the-rejects.yaml")
    assert (said(right, "E1"), marks(right)["E8"]) == ("545 of 545 rows are right, 0 too many.", 100)
    assert (marks(left)["E1"], marks(left)["E8"], left.grade.passed) == (0, 0, False)
    assert "Not right: WL000001, WL000002" in said(left, "E1")


@pytest.mark.requirement("A14")
def test_codes_out_of_the_rule_are_listed_and_only_all_of_them_right_earn_everything() -> None:
    right, shared = played("DM-03", "dm-03/good.yaml"), played("DM-03", "dm-03/all-suffixes-are-revisions.yaml")
    assert (said(right, "E1"), marks(right)["E1"]) == ("120 of 120 rows are right.", 100)
    assert said(shared, "E1") == "117 of 120 rows are right. Not right: W-0006, W-0052, W-0099."
    assert marks(shared)["E1"] < 100


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


@pytest.mark.requirement("A17")
def test_the_script_leaves_an_error_log_and_only_a_cleared_one_earns_the_load() -> None:
    right, came = played("DM-06", "dm-06/good.yaml"), played("DM-06", "dm-06/run-it-as-it-came.yaml")
    assert [marks(right)[code] for code in ("E3", "E8", "P1")] == [100, 100, 100]
    assert [marks(came)[code] for code in ("E3", "E8", "P1")] == [0, 0, 0]
    batches = [one.state.own_documents("MIG")[0] for one in (right, came)]
    assert (batches[0]["rejected"], batches[0]["loaded"]) == (0, 104)
    assert batches[1]["rejected"] > 0


@pytest.mark.requirement("A19")
def test_what_was_detected_and_what_was_corrected_are_marked_apart() -> None:
    half = marks(played("DM-04", "dm-04/fix-only-the-money.yaml", seed_of("DM-04", part="whole")))
    assert (half["E3"], half["E4"]) == (100, 0)
    assert Decimal(58) < half["E2"] < 59  # seven of twelve blocked lots
    guessed = played("DM-04", "dm-04/guess-the-dates.yaml", seed_of("DM-04", part="whole"))
    assert (guessed.grade.score > 90, guessed.grade.passed, guessed.grade.short_rates) == (True, False, ("correction",))
    right = played("DM-04", "dm-04/good.yaml")
    assert [marks(right)[code] for code in ("E2", "E3", "E4")] == [100, 100, 100]
    assert ([rate.percent for rate in right.grade.rates], right.grade.passed) == ([100, 100], True)


@pytest.mark.parametrize("number", range(1, 7))
def test_replay_of_a_lab_gives_the_same_state_and_sound_books(number: int) -> None:
    code = f"DM-0{number}"
    result = played(code, f"dm-0{number}/good.yaml")
    start = opened(code).state
    again = fold(start, result.state.journal[len(start.journal) :])
    assert (digest(again), broken_invariants(result.state)) == (digest(result.state), ())
