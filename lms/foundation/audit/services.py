"""Writing the audit trail, in the caller's transaction, as one unbroken hash chain."""

import json
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from lms.foundation import clock
from lms.foundation.accounts.models import Person
from lms.foundation.audit.models import AuditEntry, PersonalDataRead
from lms.foundation.canonical import canonical_json, chained, utc_text
from lms.foundation.errors import Refusal
from lms.foundation.prepared import prepared

GENESIS = "0" * 64
IMPERSONATION = "person.impersonation"
_ADVISORY_LOCK = 7_305_510  # any constant: one chain, one writer at a time


@dataclass(frozen=True)
class Origin:
    """From where a change comes: the network address, and who looks through whose eyes."""

    address: str = ""
    impersonator_id: int | None = None


NOWHERE = Origin()
current_origin: ContextVar[Origin] = ContextVar("current_origin", default=NOWHERE)


class ReasonRequired(Refusal):
    """A regulated record changes only with a reason."""

    code = "REASON_REQUIRED"


class LookingOnly(Refusal):
    """Whoever looks through another's eyes changes nothing."""

    code = "LOOKING_ONLY"


@dataclass(frozen=True)
class Change:
    """What is to be written into the trail; `before` is absent for a create, `after` for an end."""

    subject_kind: str
    subject_uuid: UUID
    action: str
    reason: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    actor: Person | None = None
    subject_label: str = ""
    at: datetime | None = None


def record_change(
    subject_kind: str,
    subject_uuid: UUID,
    *,
    action: str,
    reason: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    actor: Person | None = None,
    subject_label: str = "",
) -> AuditEntry:
    """Append one entry; refuses an empty reason (ReasonRequired). Runs inside the caller's transaction."""
    change = Change(subject_kind, subject_uuid, action, reason, before, after, actor, subject_label)
    return record_changes([change])[0]


def record_changes(changes: Iterable[Change]) -> list[AuditEntry]:
    """Append several entries in the order given; all or none."""
    listed = list(changes)
    if any(not change.reason.strip() for change in listed):
        raise ReasonRequired(_("This record is regulated: please say why it changes, then save again."))
    origin = current_origin.get()
    if origin.impersonator_id is not None and any(change.subject_kind != IMPERSONATION for change in listed):
        raise LookingOnly(_("You are looking as another person. Nothing was changed: be yourself again first."))
    with transaction.atomic():
        take_the_chain()
        last = _last_link.first()
        sequence, link = last or (0, GENESIS)
        entries = []
        for change in listed:
            sequence += 1
            entry = _entry(change, sequence, link, origin)
            link = entry.hash
            entries.append(entry)
        AuditEntry.objects.bulk_create(entries, batch_size=2000)
    return entries


@prepared
def _last_link() -> Any:
    return AuditEntry.objects.order_by("-sequence").values_list("sequence", "hash")[:1]


def take_the_chain() -> None:
    """Make this transaction the only one that changes regulated records, to its end (SQLite has one writer anyway).

    Take it first, before any row that others hold while they write their entry, and read after it what decides.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


def _entry(change: Change, sequence: int, link: str, origin: Origin) -> AuditEntry:
    entry = AuditEntry(
        sequence=sequence,
        at=change.at or clock.now(),
        actor=change.actor,
        actor_name=change.actor.name if change.actor else "Plimsoll",
        impersonator_id=origin.impersonator_id,
        origin=origin.address,
        subject_kind=change.subject_kind,
        subject_uuid=change.subject_uuid,
        subject_label=change.subject_label,
        action=change.action,
        before=_as_stored(change.before),
        after=_as_stored(change.after),
        reason=change.reason,
        previous_hash=link,
    )
    entry.hash = chained(link, canonical_entry(entry))
    return entry


def _as_stored(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """The value as JSON keeps it (days and numbers as text), so that the hash covers what is read back."""
    return None if value is None else json.loads(canonical_json(value))


def canonical_entry(entry: AuditEntry) -> dict[str, Any]:
    """The part of an entry that its hash covers: everything but the hash itself."""
    return {
        "sequence": entry.sequence,
        "at": utc_text(entry.at),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "impersonator": entry.impersonator_id,
        "origin": entry.origin,
        "kind": entry.subject_kind,
        "uuid": str(entry.subject_uuid),
        "label": entry.subject_label,
        "action": entry.action,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
    }


def record_personal_read(reader: Person, subject: Person, page: str) -> None:
    """Note that `reader` opened `subject`'s record; reading one's own is not noted. Who looks through another's eyes reads."""
    reader_id = current_origin.get().impersonator_id or reader.pk
    if reader_id != subject.pk:
        PersonalDataRead.objects.create(at=clock.now(), reader_id=reader_id, subject=subject, page=page[:120])
