"""Checking snapshots and the decisions signed on them."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad
from django.urls import reverse

from lms.foundation.api import Finding, NamedRecord, access, named_record_kind, record_verifier, signed_record_kind
from lms.foundation.models import Signature
from reporting.snapshots.deciding import signed_record
from reporting.snapshots.models import GoLiveDecision, Snapshot
from reporting.snapshots.taking import broken_snapshots


def signed_decision(signature: Signature) -> dict[str, Any] | None:
    """The decision a signature stands on as it is stored now; None where there is none."""
    decision = GoLiveDecision.objects.filter(signature=signature).select_related("snapshot").first()
    return signed_record(decision) if decision is not None else None


def named_snapshots(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Snapshots by their id: number and go-live."""
    rows = Snapshot.objects.filter(uuid__in=uuids).only("uuid", "number", "go_live__code").select_related("go_live")
    return {
        one.uuid: NamedRecord(f"{one.name} · {one.go_live.code}", reverse("snapshot", args=[one.number]))
        for one in rows
    }


def _called(word: str) -> QuerySet[Snapshot, Any]:
    digits = Cast("number", CharField())
    shown = Concat(Value("S-"), LPad(digits, Greatest(Value(4), Length(digits)), Value("0")))
    called = Snapshot.objects.annotate(shown=shown).filter(Q(shown__icontains=word) | Q(go_live__code__icontains=word))
    return called.values("uuid")


signed_record_kind("snapshot", signed_decision)
named_record_kind("snapshot", named_snapshots, readers=access.may_read_readiness, called=_called)


@record_verifier("snapshots", rows=Snapshot.objects.count)
def verify_snapshots() -> Iterator[Finding]:
    """Every snapshot that was altered, removed or inserted."""
    for name in broken_snapshots():
        yield Finding("snapshots", name, "was altered, or one before it is missing")
