"""Checking snapshots and the decisions signed on them."""

from collections.abc import Iterator
from typing import Any

from lms.foundation.api import Finding, record_verifier, signed_record_kind
from lms.foundation.models import Signature
from reporting.snapshots.deciding import signed_record
from reporting.snapshots.models import GoLiveDecision
from reporting.snapshots.taking import broken_snapshots


def signed_decision(signature: Signature) -> dict[str, Any] | None:
    """The decision a signature stands on as it is stored now; None where there is none."""
    decision = GoLiveDecision.objects.filter(signature=signature).select_related("snapshot").first()
    return signed_record(decision) if decision is not None else None


signed_record_kind("snapshot", signed_decision)


@record_verifier("snapshots")
def verify_snapshots() -> Iterator[Finding]:
    """Every snapshot that was altered, removed or inserted."""
    for name in broken_snapshots():
        yield Finding("snapshots", name, "was altered, or one before it is missing")
