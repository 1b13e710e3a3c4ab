"""Writing certificates: those that evidence entitles to, and those taken over from paper. Numbers are gapless in a
year.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curricula.models import EvidenceFact
from lms.foundation.api import Refusal, clock
from lms.foundation.models import Person
from lms.records.evidence.services import follows_evidence
from lms.records.qualifications import reading
from lms.records.qualifications.entitlement import Issue, issues_due
from lms.records.qualifications.models import Qualification, QualificationType
from lms.records.qualifications.writing import Draft, take_the_numbers, write_certificates

# In the trail, which is written once for readers of both languages.
REASON_FOR_ISSUE = "所要求的证据已齐全 / All evidence that this qualification asks for has been given"


class QualificationRefused(Refusal):
    """The certificate was not issued or ended; nothing has changed."""

    code = "QUALIFICATION_REFUSED"


@dataclass(frozen=True)
class PaperCertificate:
    """A certificate from before the platform, with its own dates."""

    person: Person
    type: QualificationType
    valid_from: date
    valid_until: date
    outside_number: str = ""


@follows_evidence
def issue_after(fact: EvidenceFact) -> None:
    """Issue or renew what a new fact completes, in the transaction that records it."""
    if fact.outcome != EvidenceFact.Outcome.PASSED:
        return
    types = reading.types_that_may_be_due(fact)
    if types:
        issue_due_qualifications([fact.person_id], types=types, issued_at=fact.recorded_at)


def issue_due_qualifications(
    people: Collection[int] | None = None,
    *,
    types: Collection[int] | None = None,
    issued_at: datetime | None = None,
    today: date | None = None,
) -> int:
    """Issue all that evidence entitles to and that is not there yet; returns how many. Twice is once.

    `issued_at` is stamped on all; without it each bears the moment its last evidence was recorded (a history built
    later).
    """
    with transaction.atomic():
        take_the_numbers()
        drafts = list(_drafts_due(people, types, issued_at, today or clock.today()))
        write_certificates(drafts, actor=None, reason=REASON_FOR_ISSUE)
    return len(drafts)


def _drafts_due(
    people: Collection[int] | None, types: Collection[int] | None, issued_at: datetime | None, today: date
) -> Iterator[Draft]:
    rules, newest = reading.read_rules(types), reading.read_newest(people)
    passes, posts = reading.read_passes(people), reading.read_posts(people)
    for person, shown in passes.items():
        for rule in rules:
            last = newest.get((person, rule.type))
            follows: Draft | int | None = last.pk if last else None
            for issue in issues_due(rule, shown, posts.get(person, ()), last.held if last else None, today):
                follows = Draft(person, rule.type, issue, issued_at or issue.due_at, follows=follows)
                yield follows


def issue_paper_certificates(certificates: Iterable[PaperCertificate], *, actor: Person | None, reason: str) -> int:
    """Take over certificates from paper with their own dates; one that is already there is left alone. Returns how
    many.

    Refuses days in the wrong order and an empty reason.
    """
    if not reason.strip():
        raise QualificationRefused(_("Please say why these certificates are taken over; nothing was saved."))
    with transaction.atomic():
        take_the_numbers()
        known = set(
            Qualification.objects.filter(source=Qualification.Source.MIGRATED).values_list(
                "person_id", "type_id", "valid_from"
            )
        )
        drafts = []
        for paper in certificates:
            if paper.valid_until < paper.valid_from:
                raise QualificationRefused(_("The last day of validity lies before the first one; nothing was saved."))
            if (paper.person.pk, paper.type.pk, paper.valid_from) not in known:
                drafts.append(_paper_draft(paper))
        write_certificates(drafts, actor=actor, reason=reason)
    return len(drafts)


def _paper_draft(paper: PaperCertificate) -> Draft:
    issued_at = datetime.combine(paper.valid_from, datetime.min.time(), timezone.get_default_timezone())
    issue = Issue(paper.valid_from, paper.valid_until, issued_at, ())
    return Draft(
        paper.person.pk, paper.type.pk, issue, issued_at, source=Qualification.Source.MIGRATED,
        outside_number=paper.outside_number,
    )  # fmt: skip
