"""The records stratum's door: evidence, exams, practicals, qualifications."""

from lms.records.evidence.services import EvidenceRefused, Outcome, follows_evidence, record_evidence

__all__ = ["EvidenceRefused", "Outcome", "follows_evidence", "record_evidence"]
