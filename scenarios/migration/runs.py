"""Load runs: what the loads of a batch have brought in, so that the same batch loaded twice is in the books once."""

from collections.abc import Iterable, Mapping

from scenarios.migration.loading import Plan, Row, Table, prepared
from scenarios.migration.transforms import decimal_of

CENTS = 100


def new_rows(table: Table, plan: Plan, already: Mapping[str, Row]) -> dict[str, Row]:
    """What a load under this plan brings in: everything that passes, less the rows that are there already."""
    return {number: row for number, row in prepared(table, plan).rows.items() if number not in already}


def loaded_rows(table: Table, plans: Iterable[Plan]) -> dict[str, Row]:
    """All that the standing runs have brought in, by the plan of each in their order; a row counts once."""
    found: dict[str, Row] = {}
    for plan in plans:
        found |= new_rows(table, plan, found)
    return found


def changed_since(table: Table, loaded: Mapping[str, Row], plan: Plan) -> tuple[str, ...]:
    """The loaded rows that the plan would load otherwise now, or not at all: these need a rollback first."""
    fresh = prepared(table, plan).rows
    return tuple(number for number, row in loaded.items() if fresh.get(number) != row)


def postings(table: Table, rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """The ledger lines that loaded rows stand for, in cents, debit positive: each account's sum, and the contra account.

    The contra account keeps its two sides apart, so that one sees it move even when it ends at nought.
    """
    rule = table.get("postings")
    if rule is None:
        return ()
    accounts: dict[str, int] = {}
    contra = {1: 0, -1: 0}
    for row in rows:
        amount = int((decimal_of(row.get(rule["amount"], "")) or 0) * CENTS)
        accounts[row[rule["account"]]] = accounts.get(row[rule["account"]], 0) + amount
        contra[-1 if amount > 0 else 1] -= amount
    lines = [*sorted(accounts.items()), *((rule["contra"], amount) for amount in contra.values())]
    return tuple(line for line in lines if line[1])
