"""All tables of the ground floor; each lives in its applet."""

from lms.foundation.accounts.models import Person, SignInAttempt
from lms.foundation.audit.models import AuditEntry, AuditReview, PersonalDataRead, RecordCheck
from lms.foundation.jobs.models import Job, JobState
from lms.foundation.signatures.models import Meaning, Signature

__all__ = [
    "AuditEntry",
    "AuditReview",
    "Job",
    "JobState",
    "Meaning",
    "Person",
    "PersonalDataRead",
    "RecordCheck",
    "SignInAttempt",
    "Signature",
]
