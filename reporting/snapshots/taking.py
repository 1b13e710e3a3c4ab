"""Taking a snapshot: one writer, one chain, and no second row when nothing has changed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from curricula.models import GoLive
from lms.foundation.api import Refusal, access, chained, clock, record_change
from lms.foundation.models import AuditEntry, Person
from reporting.metrics.summary import current_versions
from reporting.snapshots.assembling import assemble, says_the_same
from reporting.snapshots.figures import Record
from reporting.snapshots.models import Remeasurement, Snapshot

GENESIS = "0" * 64
OWN_ENTRIES = ("snapshot", "snapshot.signature")
"""kinds of audit entries that a snapshot and its decisions make themselves"""
_ADVISORY_LOCK = 7_305_512  # any constant of its own: one chain, one writer at a time
Report = Callable[[int, int, Any], None]


class SnapshotRefused(Refusal):
    """No snapshot was taken; nothing has changed."""

    code = "SNAPSHOT_REFUSED"


def may_propose(person: Person) -> bool:
    """Whether somebody may put a snapshot before those who decide. Those who decide do not propose."""
    return access.may_edit_matrix(person)


def take_snapshot(go_live: GoLive, *, actor: Person | None, report: Report | None = None) -> Snapshot:
    """Freeze all figures and lists of `go_live` now, with an audit entry; without `actor` the installation took it.

    When nothing but the clock has moved since the newest one of this go-live, that one is returned: called twice, one row.
    Refuses others than a training lead.
    """
    if actor is not None and not may_propose(actor):
        raise SnapshotRefused(
            _("Snapshots are taken by a training lead, so that nobody decides on their own proposal.")
        )
    say = report or (lambda done, total, message: None)
    say(0, 3, _("Bringing the figures together"))
    with transaction.atomic():
        one_snapshot_at_a_time()
        newest = Snapshot.objects.filter(go_live=go_live).order_by("-number").first()
        if newest is not None and _is_current(newest, go_live):
            return newest
        figures, lists = assemble(go_live, moment=clock.now(), today=clock.today())
        say(1, 3, _("Comparing with the newest snapshot"))
        if newest is not None and says_the_same(figures, lists, newest):
            _confirm(newest, figures["reaches"])
            return newest
        say(2, 3, _("Sealing the snapshot"))
        return _appended(go_live, figures, lists, actor)


def is_intact(snapshot: Snapshot) -> bool:
    """Whether the row is exactly what was sealed."""
    return snapshot.digest == chained(snapshot.previous_digest, snapshot.record)


def broken_snapshots() -> list[str]:
    """Names of snapshots that were altered, and of those after a gap; empty when the chain is whole."""
    found, link, number = [], GENESIS, 0
    for snapshot in Snapshot.objects.order_by("number").iterator(chunk_size=20):
        if snapshot.previous_digest != link or snapshot.number != number + 1 or not is_intact(snapshot):
            found.append(snapshot.name)
        link, number = snapshot.digest, snapshot.number
    return found


def _is_current(snapshot: Snapshot, go_live: GoLive) -> bool:
    """Whether no regulated record has changed since it was measured last, the day is the same, and nothing was moved."""
    seen = snapshot.figures["reaches"]
    again = snapshot.remeasurements.order_by("-pk").first()
    if again is not None:
        seen = {name: getattr(again, name) for name in seen}
    return (
        snapshot.figures["today"] == clock.today().isoformat()
        and snapshot.figures["go_live"]["on"] == go_live.on.isoformat()
        and seen["newest_assignment"] == current_versions().newest_assignment
        and not AuditEntry.objects.filter(sequence__gt=seen["newest_audit_entry"])
        .exclude(subject_kind__in=OWN_ENTRIES)
        .exists()
    )


def _confirm(snapshot: Snapshot, reaches: Record) -> None:
    """Note that it was measured again with the same outcome; twice with the same data is one note."""
    Remeasurement.objects.get_or_create(snapshot=snapshot, **reaches, defaults={"measured_at": clock.now()})


def _appended(go_live: GoLive, figures: Record, lists: Record, actor: Person | None) -> Snapshot:
    last = Snapshot.objects.order_by("-number").values_list("number", "digest").first()
    number, link = last or (0, GENESIS)
    snapshot = Snapshot(
        uuid=uuid4(),
        number=number + 1,
        go_live=go_live,
        taken_at=clock.now(),
        taken_by=actor,
        recommendation=figures["verdict"],
        score=figures["score"],
        figures=figures,
        lists=lists,
        previous_digest=link,
    )
    snapshot.digest = chained(link, snapshot.record)
    snapshot.save(force_insert=True)
    record_change(
        "snapshot",
        snapshot.uuid,
        action="create",
        actor=actor,
        subject_label=f"{snapshot.name} · {go_live.code}",
        after={
            "number": snapshot.name,
            "recommendation": figures["verdict"],
            "score": figures["score"],
            "digest": snapshot.digest,
        },
        reason=f"snapshot {snapshot.name} of {go_live.code}",
    )
    return snapshot


def one_snapshot_at_a_time() -> None:
    """Let nobody take a snapshot, or decide on one, until this transaction ends (SQLite has one writer anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
