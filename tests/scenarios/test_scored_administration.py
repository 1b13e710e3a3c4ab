"""What is scored in the drills of administrators: the settings that result, what they do to an order, and what was found."""

import pytest

from tests.scenarios.grading.drills import played, said, shares


@pytest.mark.requirement("A50")
def test_configuration_is_graded_on_the_settings_that_result_and_not_on_the_way() -> None:
    ways = [played("SYS-03", f"sys-03/{file}.yaml") for file in ("good", "good-period-first")]
    assert [(way.grade.score, way.grade.passed) for way in ways] == [(100, True)] * 2
    assert [way.state.parameter("severity.SHELF_LIFE_SHORT") for way in ways] == ["stop", "stop"]
    direct = played("SYS-03", "sys-03/straight-into-prd.yaml")
    assert (direct.grade.passed, shares(direct, "E1", "E9", "P1")) == (False, {"E1": 0, "E9": 0, "P1": 0})
    assert direct.state.parameter("severity.SHELF_LIFE_SHORT") == "warn"


@pytest.mark.requirement("A51")
def test_a_parameter_is_graded_on_what_the_next_order_does_with_it() -> None:
    right, paper = played("SYS-03", "sys-03/good.yaml"), played("SYS-03", "sys-03/tested-on-paper.yaml")
    effects = ("E2", "E5", "E10", "E11", "E12")  # the truck is received, October posted, the short-dated lot refused
    assert shares(right, *effects) == dict.fromkeys(effects, 100)
    assert shares(paper, *effects) == dict.fromkeys(effects, 0)
    open_window = played("SYS-03", "sys-03/door-left-open.yaml")
    assert (open_window.grade.passed, open_window.grade.critical_failures) == (False, ("E6",))


@pytest.mark.requirement("A52")
def test_rights_are_graded_on_what_people_can_do_afterwards_and_on_no_conflict_left() -> None:
    right, locked = played("SYS-01", "sys-01/good.yaml"), played("SYS-01", "sys-01/lock-them-all.yaml")
    proved = ("E1", "E2", "E3", "E4", "E5", "E6", "E7")
    assert shares(right, *proved) == dict.fromkeys(proved, 100)
    assert (locked.grade.passed, locked.grade.critical_failures) == (False, ("E3",))  # their own work stopped too
    star = played("SYS-01", "sys-01/star-for-the-year-end.yaml")
    assert star.grade.critical_failures == ("E1", "E3", "E5", "P4", "P5")


@pytest.mark.requirement("A53", "A118")
def test_misuse_is_found_entry_by_entry_and_a_log_that_is_purged_fails_outright() -> None:
    right, hasty = played("SYS-02", "sys-02/good.yaml"), played("SYS-02", "sys-02/names-first.yaml")
    planted = ("E1", "E2", "E3", "E4", "E6")
    assert shares(right, *planted) == dict.fromkeys(planted, 100)
    assert said(right, "E6") == "10 right; recall 10/10, precision 10/10."
    assert (hasty.grade.passed, shares(hasty, *planted)) == (False, dict.fromkeys(planted, 0))
    purged = played("SYS-02", "sys-02/purge.yaml")
    assert (purged.grade.passed, purged.grade.critical_failures) == (False, ("P1",))


@pytest.mark.requirement("A113")
def test_a_change_goes_through_its_approval_before_anything_is_changed() -> None:
    right = played("QA-05", "qa-05/good.yaml")
    wanted = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "P1", "P5")
    assert (right.grade.passed, shares(right, *wanted)) == (True, dict.fromkeys(wanted, 100))
    early, paper = (played("QA-05", f"qa-05/{file}.yaml") for file in ("edit-and-release", "paper-change"))
    assert (early.grade.passed, early.grade.critical_failures) == (False, ("P1",))
    assert (paper.grade.passed, shares(paper, "E1", "E4")) == (False, {"E1": 0, "E4": 0})


@pytest.mark.requirement("B31")
def test_a_sandbox_treats_people_as_their_qualifications_stand_once_the_messages_are_in() -> None:
    right, by_hand = played("SYS-04", "sys-04/good.yaml"), played("SYS-04", "sys-04/by-hand.yaml")
    proved = ("E1", "E2", "E3", "E4", "E5", "E6")
    assert shares(right, *proved) == dict.fromkeys(proved, 100)
    assert (by_hand.grade.passed, by_hand.grade.critical_failures) == (False, ("E2", "P2"))
