"""The full-text table that Wagtail's migrations make on SQLite; tests run without migrations (architecture, pitfall 1)."""

from typing import Any

import pytest
from django.db import connection

STATEMENTS = (
    "CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts USING fts5(autocomplete, body, title)",
    "CREATE TRIGGER insert_wagtailsearch_indexentry_fts AFTER INSERT ON wagtailsearch_indexentry BEGIN "
    "INSERT INTO wagtailsearch_indexentry_fts(title, body, autocomplete, rowid) "
    "VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END",
    "CREATE TRIGGER update_wagtailsearch_indexentry_fts AFTER UPDATE ON wagtailsearch_indexentry BEGIN "
    "UPDATE wagtailsearch_indexentry_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete "
    "WHERE rowid=NEW.id; END",
    "CREATE TRIGGER delete_wagtailsearch_indexentry_fts AFTER DELETE ON wagtailsearch_indexentry BEGIN "
    "DELETE FROM wagtailsearch_indexentry_fts WHERE rowid=OLD.id; END",
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Give the search index its virtual table and the triggers that fill it."""
    if connection.vendor != "sqlite":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", ["wagtailsearch_indexentry_fts"])
        row = cursor.fetchone()
        if row and "VIRTUAL" in row[0].upper():
            return
        cursor.execute("DROP TABLE IF EXISTS wagtailsearch_indexentry_fts")
        for statement in STATEMENTS:
            cursor.execute(statement)
