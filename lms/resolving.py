"""Finding the view of an address: some two hundred patterns are tried for a page, so what was found is remembered."""

from functools import lru_cache
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

KEPT = 4096
"""addresses a process remembers: the pages that are open, not every record there is"""


class RememberingResolver(URLResolver):
    """Its patterns, in front of which stands nothing. Which of them an address has follows from the address alone.

    The root resolver makes an own match of what it is given, with arguments of its own, so that what is remembered is
    never handed to a request. An address without a view is looked for each time.
    """

    def __init__(self, patterns: list[URLPattern | URLResolver]) -> None:
        super().__init__(RoutePattern(""), patterns)
        self._found = lru_cache(KEPT)(self._find)

    def resolve(self, path: str) -> ResolverMatch:
        """The match of `path`; raises Resolver404 where there is none."""
        return self._found(str(path))

    def _find(self, path: str) -> ResolverMatch:
        match: Any = super().resolve(path)
        match.tried = []  # what did not match on the way: an error page's list for those who build, which we never show
        return match
