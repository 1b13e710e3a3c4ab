"""One canonical form of a record, so that its digest is the same on every machine."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def utc_text(moment: datetime) -> str:
    """A moment as the same text whatever zone it was given in."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical_json(record: Any) -> str:
    """JSON with sorted keys and no blanks; dates ISO 8601, UUIDs and decimals as text. Refuses other types (TypeError)."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def digest_of(record: Any) -> str:
    """SHA-256 (64 hex digits) of the canonical form."""
    return hashlib.sha256(canonical_json(record).encode()).hexdigest()


def chained(previous: str, record: Any) -> str:
    """SHA-256 over the previous link and the record: the next link of a hash chain."""
    return hashlib.sha256(f"{previous}\n{canonical_json(record)}".encode()).hexdigest()
