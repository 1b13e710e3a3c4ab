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


def postings(table: Table, rows: Iterable[Row]) -> dict[str, int]:
    """The ledger amounts that loaded rows stand for, in cents by account, the contra account included; they balance."""
    rule = table.get("postings")
    if rule is None:
        return {}
    found: dict[str, int] = {}
    for row in rows:
        amount = int((decimal_of(row.get(rule["amount"], "")) or 0) * CENTS)
        for account, signed in ((row[rule["account"]], amount), (rule["contra"], -amount)):
            found[account] = found.get(account, 0) + signed
    return {account: amount for account, amount in sorted(found.items()) if amount}
