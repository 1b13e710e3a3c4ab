"""Putting certificates into the table: numbers, chains of renewals, the evidence they rest on, the audit trail."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Union

from django.utils import timezone

from lms.foundation.api import Change, record_changes, take_the_chain
from lms.foundation.models import Person
from lms.records.qualifications.entitlement import Issue
from lms.records.qualifications.models import Qualification, QualificationBasis, QualificationType

BATCH = 1000
"""rows a statement"""
TOKEN_BYTES = 18
"""of chance in the address on a certificate: nobody meets another's by trying"""


@dataclass
class Draft:
    """A certificate on its way into the table; `follows` is the draft or the row that it supersedes."""

    person: int
    type: int
    issue: Issue
    issued_at: datetime
    source: str = Qualification.Source.PLATFORM
    outside_number: str = ""
    follows: Union["Draft", int, None] = None
    depth: int = field(init=False, default=0)
    row: Qualification = field(init=False)

    def __post_init__(self) -> None:
        self.depth = self.follows.depth + 1 if isinstance(self.follows, Draft) else 0


def take_the_numbers() -> None:
    """Make this transaction the only one that gives numbers or ends what has one, to its end.

    The audit trail's lock is the one: evidence holds it when certificates follow, and a second lock would be taken in
    another order by the nightly run, so that each waited for the other.
    """
    take_the_chain()


def write_certificates(drafts: list[Draft], *, actor: Person | None, reason: str) -> None:
    """Write the certificates with their numbers in the order of issue, and one audit entry each; caller's
    transaction.
    """
    if not drafts:
        return
    drafts.sort(key=attrgetter("issued_at", "issue.valid_from", "person", "type"))
    for draft, number in zip(drafts, _numbers(drafts), strict=True):
        draft.row = _row(draft, number)
    # A row can name only one that is stored: the first of each chain, then all seconds, and so on.
    for _depth, level in groupby(sorted(drafts, key=attrgetter("depth")), key=attrgetter("depth")):
        Qualification.objects.bulk_create([_linked(draft) for draft in level], batch_size=BATCH)
    QualificationBasis.objects.bulk_create(
        [QualificationBasis(qualification=draft.row, fact_id=fact) for draft in drafts for fact in draft.issue.facts],
        batch_size=BATCH,
    )
    record_changes(_changes(drafts, actor, reason))


def _numbers(drafts: Iterable[Draft]) -> Iterator[str]:
    last: dict[int, int] = {}
    for draft in drafts:
        year = timezone.localtime(draft.issued_at).year
        if year not in last:
            newest = Qualification.objects.filter(number__startswith=f"Q-{year}-").order_by("-number").first()
            last[year] = int(newest.number.rsplit("-", 1)[1]) if newest else 0
        last[year] += 1
        yield f"Q-{year}-{last[year]:06d}"


def _row(draft: Draft, number: str) -> Qualification:
    return Qualification(
        number=number, person_id=draft.person, type_id=draft.type, valid_from=draft.issue.valid_from,
        valid_until=draft.issue.valid_until, issued_at=draft.issued_at, source=draft.source,
        outside_number=draft.outside_number, token=secrets.token_urlsafe(TOKEN_BYTES),
    )  # fmt: skip


def _linked(draft: Draft) -> Qualification:
    draft.row.supersedes_id = draft.follows.row.pk if isinstance(draft.follows, Draft) else draft.follows
    return draft.row


def kept_of(row: Qualification) -> dict[str, str | None]:
    """The values of a certificate as the audit trail keeps them; a check compares the two later."""
    return {
        "number": row.number,
        "person": row.person.number,
        "type": row.type.code,
        "source": str(row.source),
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
    }


def _changes(drafts: list[Draft], actor: Person | None, reason: str) -> Iterator[Change]:
    types = QualificationType.objects.in_bulk({draft.type for draft in drafts})
    people = Person.objects.in_bulk({draft.person for draft in drafts})
    for draft in drafts:
        row = draft.row
        row.person, row.type = people[draft.person], types[draft.type]
        yield Change(
            "qualification", row.uuid, "renew" if row.supersedes_id else "issue", reason, actor=actor,
            at=draft.issued_at, subject_label=f"{row.number} · {row.person.name} · {row.type.code}", after=kept_of(row),
        )  # fmt: skip
