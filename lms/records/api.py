"""The records stratum's door: evidence, exams, practicals, qualifications."""

from lms.records.evidence.services import EvidenceRefused, Outcome, follows_evidence, record_evidence
from lms.records.qualifications.ending import withdraw_qualification
from lms.records.qualifications.issuing import (
    PaperCertificate,
    QualificationRefused,
    issue_due_qualifications,
    issue_paper_certificates,
)
from lms.records.qualifications.loading import load_qualifications
from lms.records.qualifications.queries import holds_qualification, valid_qualifications
from lms.records.qualifications.rights import clashes_on, granted_bundles, rights_on

__all__ = [
    "EvidenceRefused",
    "Outcome",
    "PaperCertificate",
    "QualificationRefused",
    "clashes_on",
    "follows_evidence",
    "granted_bundles",
    "holds_qualification",
    "issue_due_qualifications",
    "issue_paper_certificates",
    "load_qualifications",
    "record_evidence",
    "rights_on",
    "valid_qualifications",
    "withdraw_qualification",
]
