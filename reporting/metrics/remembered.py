"""Figures that take a second to compute, remembered until the data changes: the key names how far the data reached."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache

from curricula.models import GoLive
from lms.foundation.api import clock
from reporting.metrics.summary import Versions, current_versions

Value = TypeVar("Value")
KEPT_SECONDS = 600
"""as long as a meeting looks at one page; any regulated change ends it before"""


def remembered(go_live: GoLive, name: str, compute: Callable[[], Value], versions: Versions | None = None) -> Value:
    """Return `compute()`, or what it returned before if no assignment and no regulated record has changed since.

    `versions` are those that the page has read already, so that it does not ask again for each figure.
    """
    versions = versions or current_versions()
    key = f"reporting:{name}:{go_live.pk}:{go_live.on}:{clock.today()}:{versions.newest_assignment}:{versions.newest_audit_entry}"
    found: Any = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found, KEPT_SECONDS)
    return found
