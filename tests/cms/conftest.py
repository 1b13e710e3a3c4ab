"""The full-text table that Wagtail's migrations make on SQLite; tests run without migrations (architecture, pitfall 1)."""

from typing import Any

import pytest
from django.db import connection

TABLE = "wagtailsearch_indexentry"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Give the search index its virtual table and the triggers that fill it."""
    if connection.vendor != "sqlite":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{TABLE}_fts"])
        row = cursor.fetchone()
        if row and "VIRTUAL" in row[0].upper():
            return
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}_fts")
        cursor.execute(f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(autocomplete, body, title)")
        for statement in (
            f"CREATE TRIGGER insert_{TABLE}_fts AFTER INSERT ON {TABLE} BEGIN INSERT INTO {TABLE}_fts(title, body, "
            "autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END",
            f"CREATE TRIGGER update_{TABLE}_fts AFTER UPDATE ON {TABLE} BEGIN UPDATE {TABLE}_fts SET title=NEW.title, "
            "body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END",
            f"CREATE TRIGGER delete_{TABLE}_fts AFTER DELETE ON {TABLE} BEGIN DELETE FROM {TABLE}_fts WHERE rowid=OLD.id; END",
        ):
            cursor.execute(statement)
