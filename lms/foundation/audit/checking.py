"""Verifying all records as a job, and keeping what it found: the same checks as `manage.py verify_records`."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.foundation import clock
from lms.foundation.accounts import access
from lms.foundation.accounts.models import Person
from lms.foundation.audit.finding_words import check_word
from lms.foundation.audit.models import AuditEntry, RecordCheck
from lms.foundation.audit.verify import Finding, chain_head, rows_of, verifiers, verify_audit_trail
from lms.foundation.errors import Refusal
from lms.foundation.jobs.models import Job, JobState
from lms.foundation.jobs.services import Report, job_kind, start_job
from lms.foundation.templatetags.wording import number

KIND = "verify-records"
AUDIT_TRAIL = "audit trail"
MOST_KEPT = 500
"""findings that are kept by name; where there are more, all are counted, and the command names each"""


class CheckRefused(Refusal):
    """No check was started; the sentence says why."""

    code = "CHECK_REFUSED"


def start_check(*, owner: Person) -> Job:
    """Start the verification. While one is under way its owner gets that one back, and anybody else is told."""
    running = Job.objects.filter(kind=KIND, state__in=[JobState.WAITING, JobState.RUNNING]).first()
    if running is None:
        return start_job(KIND, owner=owner, parameters={})
    if running.owner_id != owner.pk:
        raise CheckRefused(_("Somebody else is verifying the records at the moment. The result will appear here."))
    return running


@job_kind(KIND, gettext_lazy("Verifying the records"), again=access.may_verify_records)
def verify_in_background(job: Job, report: Report) -> None:
    """Run every check and keep the result as one row, written at the end."""
    kept = check_records(actor=job.owner, report=report)
    job.result = {"check": str(kept.uuid), "findings": kept.finding_count}
    job.result_url = reverse("record-checks")
    steps = len(kept.checks)
    report(steps, steps, lazy(said_of, str)(kept))


def check_records(*, actor: Person | None, report: Report) -> RecordCheck:
    """Walk all records and keep what was found. The head of the check before shows a tail that was cut since."""
    started_at, head, before = clock.now(), chain_head(), RecordCheck.objects.order_by("pk").last()
    expected = (before.head_sequence, before.head_hash) if before is not None else None
    checks = {AUDIT_TRAIL: lambda: verify_audit_trail(expected), **verifiers()}
    done: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for place, (name, verifier) in enumerate(checks.items()):
        report(place, len(checks), lazy(_being_verified, str)(name))
        found = list(verifier())
        rows = AuditEntry.objects.count() if name == AUDIT_TRAIL else rows_of(name)
        done.append({"name": name, "rows": rows, "findings": len(found)})
        findings.extend(found)
    return RecordCheck.objects.create(
        started_at=started_at, finished_at=clock.now(), by=actor, head_sequence=head[0], head_hash=head[1], checks=done,
        finding_count=len(findings), findings=[asdict(one) for one in findings[:MOST_KEPT]],
    )  # fmt: skip


def _being_verified(check: str) -> str:
    return _("Being verified: %(kind)s") % {"kind": check_word(check)}


def said_of(check: RecordCheck) -> str:
    """What a check came to, in a sentence."""
    if not check.finding_count:
        return _("Every record stands as it was written.")
    sentence = ngettext(
        "%(count)s row does not stand as it was written.",
        "%(count)s rows do not stand as they were written.",
        check.finding_count,
    )
    return sentence % {"count": number(check.finding_count)}


def file_of_check(check: RecordCheck) -> dict[str, Any]:
    """All of a check, as a file for an inspector's machine: `verify_records --json` with who and when."""
    return {
        "uuid": str(check.uuid),
        "started_at": check.started_at.isoformat(),
        "finished_at": check.finished_at.isoformat(),
        "by": {"number": check.by.number, "name": check.by.name} if check.by else None,
        "checks": check.checks,
        "finding_count": check.finding_count,
        "findings": check.findings,
        "head": {"sequence": check.head_sequence, "hash": check.head_hash},
    }
