"""Matching and golden records over the legacy supplier master: likeness is symmetric, suggestions find every duplicate."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.areas import migration_customers, migration_suppliers
from scenarios.migration.api import (
    Group,
    core_name,
    cross_reference,
    likeness,
    profile,
    record,
    records,
    score,
    suggestions,
)

ROWS = migration_suppliers.staged()["rows"]
TRUTH = migration_suppliers.truth()


def test_names_lose_form_town_and_brackets() -> None:
    assert (
        core_name("百川高分 子材料（济南）有限公司", "济南")
        == core_name("济南百川高分子材料有限责任公司", "济南")
        == "百川高分子材料"
    )


@settings(deadline=None)
@given(st.sampled_from(sorted(ROWS)), st.sampled_from(sorted(ROWS)))
def test_likeness_is_the_same_both_ways_and_highest_for_itself(one: str, other: str) -> None:
    assert likeness(ROWS[one], ROWS[other]) == likeness(ROWS[other], ROWS[one]) <= likeness(ROWS[one], ROWS[one]) <= 100


def test_suggestions_hold_every_duplicate_and_tempt_with_every_trap() -> None:
    found = suggestions(ROWS)
    judged = score([group.rows for group in found], TRUTH["entities"])
    assert judged.recall == 1
    assert {trap for trap in TRUTH["traps"] if any(trap in pair for pair in judged.false_merges)} == set(TRUTH["traps"])


def test_master_has_the_promised_size() -> None:
    assert (len(ROWS), len(set(TRUTH["entities"].values())), len(TRUTH["traps"])) == (145, 86, 6)
    customers = migration_customers.truth()
    assert (len(customers["entities"]), len(set(customers["entities"].values()))) == (22, 13)


def test_a_disputed_account_is_held_until_it_is_chosen() -> None:
    group = Group(("GYS0023", "V-0024"), "GYS0023")
    assert record(ROWS, group)["account_no"] == ""
    assert record(ROWS, Group(group.rows, "V-0024", {"account_no": "GYS0023"}))["account_no"] == "0887557343530120346"


def test_every_old_code_points_at_one_record() -> None:
    groups = {"G001": Group(("GYS0023", "V-0024"), "GYS0023")}
    table = cross_reference(ROWS, groups, frozenset({"GYS0001"}))
    assert len(records(ROWS, groups, frozenset({"GYS0001"}))) == 143
    assert (len(table), table["GYS0023"] == table["V-0024"], "GYS0001" in table) == (144, True, False)


def test_profile_counts_what_an_eye_would_miss() -> None:
    code = next(row for row in profile(ROWS, ("uscc",)) if row.column == "uscc")
    assert (code.rows, code.filled, code.not_plain) == (
        145,
        sum(bool(row["uscc"]) for row in ROWS.values()),
        sum("fw" in line["noise"].split("|") and bool(line["uscc"]) for line in migration_suppliers._lines()),
    )
