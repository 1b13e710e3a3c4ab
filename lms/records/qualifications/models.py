"""Tables of the applet: what can be qualified for, and what was issued."""

from lms.records.qualifications.issued_models import Qualification, QualificationBasis, QualificationEnding
from lms.records.qualifications.type_models import Equipment, PermissionBundle, QualificationType, SodConflict

__all__ = [
    "Equipment",
    "PermissionBundle",
    "Qualification",
    "QualificationBasis",
    "QualificationEnding",
    "QualificationType",
    "SodConflict",
]
