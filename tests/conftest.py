"""What all tests share: Wagtail's roots, append-only tables that can be flushed between transactional tests."""

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from lms.foundation.append_only import remove_triggers

# How fast an example is made or run says something about the machine, nothing about the product.
hypothesis_settings.register_profile("plimsoll", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile(
    "thorough", hypothesis_settings.get_profile("plimsoll")
)  # see properties/effort.py
hypothesis_settings.load_profile("plimsoll")

_flush_after_test = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # not in the stubs


def _flush_without_triggers(self: TransactionTestCase) -> None:
    """The flush between two transactional tests deletes rows; the post-migrate signal puts the triggers back.

    It deletes Wagtail's roots as well, and which test comes next in a process depends on how the files were dealt out.
    """
    remove_triggers()
    _flush_after_test(self)
    make_wagtail_roots()


TransactionTestCase._fixture_teardown = _flush_without_triggers  # type: ignore[attr-defined]  # see above


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "client", "admin_client", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """A second database proves nothing of what touches none."""
    parser.addoption("--only-with-database", action="store_true", help="leave out tests that touch no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, with their count shown, the tests that ask for no database, or for no particular one."""
    if not config.getoption("--only-with-database"):
        return
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        asks = item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES)
        is_single = item.get_closest_marker("one_database") is not None
        (kept if asks and not is_single else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests run without migrations, so what Wagtail's data migrations make is made here."""
    with django_db_blocker.unblock():
        make_wagtail_roots()


def make_wagtail_roots() -> None:
    """The locale, the root page, the root collection and the default site."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection, Locale, Page, Site

    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        root = Page.add_root(
            title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page)
        )
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _default_language() -> None:
    """A request leaves the language of its reader active in the thread; the next test would read its texts in it."""
    translation.activate(settings.LANGUAGE_CODE)
