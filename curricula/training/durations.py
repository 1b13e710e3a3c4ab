"""How long an activity really takes the holders of a job role: from the evidence, beside what the cell plans."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Sum

from curricula.organisation.models import JobRole
from curricula.training.models import Activity, EvidenceFact
from curricula.training.queries import assignments_in_force

LEAST_SHOWN = 5
"""people: under this a typical time would say more about one person than about the activity"""


@dataclass(frozen=True)
class ActualDuration:
    """The median over people, and of how many; None under five people."""

    minutes: float | None
    people: int


def actual_duration(role: JobRole, activity: Activity, day: date) -> ActualDuration:
    """All minutes that each holder who has met the activity has on record for it, attempts that failed included."""
    holders = assignments_in_force(day).filter(activity=activity, posting__job_role=role, met_on__isnull=False)
    facts = EvidenceFact.objects.filter(
        activity=activity, person__in=holders.values("person"), minutes__isnull=False, corrected_by__isnull=True
    )
    taken = list(facts.order_by().values("person").annotate(total=Sum("minutes")).values_list("total", flat=True))
    return ActualDuration(float(median(taken)) if len(taken) >= LEAST_SHOWN else None, len(taken))
