"""Tables of facts: the database itself refuses to change or delete their rows (SQLite and PostgreSQL).

A model joins by the class attribute `append_only = True`. The triggers are made after each migration, because a
table that is created anew must never stand without them, and they are made the same way in tests.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models

MESSAGE = "append-only: a correction is a new row"


def append_only_tables() -> Iterator[str]:
    """Names of all tables whose model declares itself append-only."""
    for model in apps.get_models():
        if getattr(model, "append_only", False):
            yield model._meta.db_table


def install_triggers(using: str = "default") -> None:
    """Make the triggers of every append-only table that exists; doing it again changes nothing."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION plimsoll_refuse_change() RETURNS trigger AS $$ "
                f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END; $$ LANGUAGE plpgsql"
            )
        for table in append_only_tables():
            if table in existing:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def remove_triggers(using: str = "default") -> None:
    """Drop the triggers; only the tests' flush between two transactional tests may do this."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in append_only_tables():
            if table not in existing:
                continue
            for verb in ("update", "delete"):
                target = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{target}")


def _statements(vendor: str, table: str) -> Iterator[str]:
    for verb in ("update", "delete"):
        if vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}"
            yield (
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION plimsoll_refuse_change()"
            )
        else:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


class AppendOnlyModel(models.Model):
    """A fact. Its row is written once; a correction is a new row that names the old one."""

    append_only = True

    class Meta:
        abstract = True
