"""The records stratum's door: evidence, exams, practicals, qualifications."""

from lms.records.evidence.services import EvidenceRefused, Outcome, follows_evidence, record_evidence
from lms.records.evidence.trail import evidence_change
from lms.records.evidence.verifying import verify_evidence
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.dealing import deal, read_pool
from lms.records.exams.loading import (
    bank_files,
    keep_exam,
    load_entries,
    load_exam_items,
    load_exams,
    load_questions,
)
from lms.records.exams.locking import lock_attempt, lock_overdue_attempts
from lms.records.exams.standing import may_begin
from lms.records.exams.verifying import verify_exams
from lms.records.exams.vocabulary import CONFIDENT
from lms.records.exams.weak import weak_steps
from lms.records.practicals.loading import (
    keep_checklist,
    keep_rubric,
    load_practical_items,
    load_practicals,
    load_rubric_items,
    load_rubrics,
)
from lms.records.practicals.queries import to_countersign
from lms.records.qualifications.ending import withdraw_qualification
from lms.records.qualifications.issuing import (
    PaperCertificate,
    QualificationRefused,
    issue_due_qualifications,
    issue_paper_certificates,
)
from lms.records.qualifications.loading import load_qualifications
from lms.records.qualifications.queries import (
    holds_qualification,
    newest_qualifications,
    qualifications_of,
    valid_qualifications,
)
from lms.records.qualifications.rights import clashes_on, granted_bundles, rights_on
from lms.records.qualifications.verifying import verify_qualifications

__all__ = [
    "CONFIDENT",
    "EvidenceRefused",
    "Outcome",
    "PaperCertificate",
    "QualificationRefused",
    "bank_files",
    "clashes_on",
    "deal",
    "evidence_change",
    "follows_evidence",
    "granted_bundles",
    "holds_qualification",
    "issue_due_qualifications",
    "issue_paper_certificates",
    "keep_checklist",
    "keep_exam",
    "keep_rubric",
    "load_entries",
    "load_exam_items",
    "load_exams",
    "load_practical_items",
    "load_practicals",
    "load_qualifications",
    "load_questions",
    "load_rubric_items",
    "load_rubrics",
    "lock_attempt",
    "lock_overdue_attempts",
    "may_begin",
    "newest_qualifications",
    "qualifications_of",
    "read_pool",
    "record_evidence",
    "rights_on",
    "start_attempt",
    "submit_attempt",
    "to_countersign",
    "valid_qualifications",
    "verify_evidence",
    "verify_exams",
    "verify_qualifications",
    "weak_steps",
    "withdraw_qualification",
]
