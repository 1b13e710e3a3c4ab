"""Filling a whole table on SQLite: its indexes are drawn up from the finished rows, not led along with each of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# In the order in which they were made: the planner looks at that where two would serve it alike.
INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL ORDER BY rowid"
)


@contextmanager
def indexed_at_the_end(table: str) -> Iterator[None]:
    """Take the table's own indexes away and draw them up again as they were, by the statements that made them.

    Needs a transaction around it: on a failure the database brings the indexes back with the rows. Those of a primary key
    or a constraint stay. Other databases keep all of theirs, because there nobody could read the table meanwhile.
    """
    if connection.vendor != "sqlite":
        yield
        return
    assert connection.in_atomic_block, "a failure would leave the table without its indexes"
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [table])
        found = cursor.fetchall()
        for name, _made_by in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        yield
        for _name, made_by in found:
            cursor.execute(made_by)
