"""Which expectations a back end can be held to: read off the assertion, never off its result.

An assertion names a kind of document, the fields it looks at, an account or a stock type. If the back end lacks one of
them the expectation is not borne, and whatever the books say does not count as met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.backends.seam import Capabilities
from scenarios.grading.api import Expectation, Text
from scenarios.grading.assertions.count import Count
from scenarios.grading.assertions.doc_field import DocField
from scenarios.grading.assertions.ledger_sum import LedgerSum
from scenarios.grading.assertions.none import NoDocument
from scenarios.grading.assertions.stock_quantity import StockQuantity
from scenarios.grading.patterns import DocumentPattern

UNREAD = Text("这种断言还没有在别的后端上读过。", "Assertions of this kind have not been read on another back end yet.")


@dataclass(frozen=True)
class Bearing:
    """Whether an expectation is borne, why not, and what it is read from where that is near to ours and not the same."""

    borne: bool
    reason: Text | None = None
    remarks: tuple[Text, ...] = ()


def bearing(expectation: Expectation, capabilities: Capabilities) -> Bearing:
    """Whether a back end bears an expectation."""
    if not capabilities.lacks and not capabilities.stands_for and not capabilities.kept:
        return Bearing(True)
    names = _names(expectation.rule)
    if names is None:
        return Bearing(False, UNREAD)
    looked_at = tuple(dict.fromkeys(names))
    for name in looked_at:
        if name in capabilities.lacks:
            return Bearing(False, capabilities.lacks[name])
    remarks = tuple(capabilities.stands_for[name] for name in looked_at if name in capabilities.stands_for)
    return Bearing(True, None, remarks)


def _names(rule: object) -> list[str] | None:
    """Everything that an assertion looks at, or None if it is of a kind that is not known here."""
    if isinstance(rule, DocField):
        return [*_of(rule.documents), f"{rule.documents.kind}.{_plain(rule.field)}"]
    if isinstance(rule, (NoDocument, Count)):
        return list(_of(rule.documents))
    if isinstance(rule, LedgerSum):
        each = list(_of(rule.each)) if rule.each is not None else []
        return [f"gl.{rule.account}", *each]
    if isinstance(rule, StockQuantity):
        return [f"stock.{value}" for key, value in rule.keys if key == "stock_type"] or ["stock"]
    return None


def _of(documents: DocumentPattern) -> Iterator[str]:
    yield documents.kind
    for path in documents.where:
        yield f"{documents.kind}.{_plain(path)}"


def _plain(path: str) -> str:
    """A path without line numbers and lots: `lines.10.price` is `lines.price`."""
    parts = path.split(".")
    if parts[0] != "lines":
        return parts[0]
    return ".".join(["lines", *parts[2:3]])
