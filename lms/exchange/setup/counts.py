"""How much there is of what a company needs; one query for all that is only counted."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Q, Value

from curricula.models import (
    Activity,
    Chain,
    ChainVersion,
    Department,
    Goal,
    GoLive,
    JobRole,
    LearningItem,
    MatrixVersion,
    Milestone,
    PlannedItem,
    Posting,
    Requirement,
    Site,
    Step,
)
from lms.foundation.api import access, clock
from lms.foundation.models import Person
from reporting.models import Snapshot, ThresholdMove

COUNTED: dict[str, Any] = {
    "sites": Site,
    "departments": Department,
    "job_roles": JobRole,
    "chains": Chain,
    "steps": Step,
    "goals": Goal,
    "go_lives": GoLive,
    "milestones": Milestone,
    "activities": Activity,
    "items": LearningItem,
    "planned": PlannedItem,
    "moves": ThresholdMove,
    "snapshots": Snapshot,
}
NEEDED_ROLES = (access.TRAINING_LEAD, access.ASSESSOR, access.EXECUTIVE)
"""somebody who asks, somebody who judges, somebody who decides: without one of them nothing comes to its end"""


@dataclass(frozen=True)
class Counts:
    """Rows by what they are, and what is known of matrix, people, access and thresholds."""

    of: dict[str, int]
    published_chains: int
    cells_in_force: int
    draft_cells: int
    people: int
    roles_held: dict[str, int]
    is_locked: bool

    @property
    def roles_missing(self) -> list[str]:
        """Needed access roles that nobody with an open account holds."""
        return [role for role in NEEDED_ROLES if not self.roles_held.get(role)]


def read_counts() -> Counts:
    """As it stands now."""
    cells = Requirement.objects.aggregate(
        in_force=Count("pk", filter=~Q(since__state=MatrixVersion.State.DRAFT) & _not_ended()),
        draft=Count("pk", filter=Q(since__state=MatrixVersion.State.DRAFT)),
    )
    today = clock.today()
    posted = Posting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)
    roles = Person.objects.filter(is_active=True, groups__isnull=False).values("groups__name").annotate(n=Count("pk"))
    return Counts(
        of=_counted(),
        published_chains=ChainVersion.objects.aggregate(n=Count("chain", distinct=True))["n"],
        cells_in_force=cells["in_force"],
        draft_cells=cells["draft"],
        people=posted.aggregate(n=Count("person", distinct=True))["n"],
        roles_held={row["groups__name"]: row["n"] for row in roles},
        is_locked=Milestone.objects.filter(kind="threshold_lock", starts_at__lte=clock.now()).exists(),
    )


def _not_ended() -> Q:
    return Q(until__isnull=True) | Q(until__state=MatrixVersion.State.DRAFT)


def _counted() -> dict[str, int]:
    queries = [
        model._default_manager.order_by()
        .annotate(what=Value(name, output_field=CharField()))
        .values("what")
        .annotate(n=Count("pk"))
        .values_list("what", "n")
        for name, model in COUNTED.items()
    ]
    found = dict(queries[0].union(*queries[1:], all=True))
    return {name: found.get(name, 0) for name in COUNTED}
