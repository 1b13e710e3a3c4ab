"""Reads of evidence: one fact with what followed from it, and all facts of a person."""

from dataclasses import dataclass

from django.db.models import QuerySet

from curricula.models import Assignment, EvidenceFact
from lms.foundation.models import Person
from lms.records.qualifications.models import Qualification


@dataclass(frozen=True)
class Consequences:
    """What one fact settled: requirements that it met, and certificates that rest on it."""

    assignments: list[Assignment]
    qualifications: list[Qualification]


def evidence_of(person: Person) -> QuerySet[EvidenceFact]:
    """Everything recorded about `person`, newest first; a corrected fact stays and says by what."""
    rows = EvidenceFact.objects.filter(person=person)
    return rows.select_related("activity", "item", "judged_by", "corrects", "corrected_by")


def consequences_of(fact: EvidenceFact) -> Consequences:
    """What followed from `fact`."""
    assignments = Assignment.objects.filter(met_by=fact.pk).select_related("activity", "go_live")
    qualifications = Qualification.objects.filter(basis__fact=fact).select_related("type")
    return Consequences(list(assignments), list(qualifications))
