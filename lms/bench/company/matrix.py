"""The measured matrix: every job role must reach so many of the activities, in a pattern in which all of them occur."""

from django.db import transaction

from curricula.models import Activity, JobRole, MatrixVersion, Requirement
from lms.bench.company.examination import ACTIVITY as EXAMINATION
from lms.bench.size import Size
from lms.foundation.api import clock

# Days before go-live on which activities are due: some are past on the measured day, some near, some ahead.
OFFSETS = (-70, -49, -35, -28, -21, -14, -10, -7, -3, 14)
CRITICALITY = ("critical", "required", "required", "recommended")
SUPPORT = {"retraining": "R12+REV", "effectiveness": "OBS7", "risk": "medium"}


def write_matrix(size: Size) -> None:
    """Version 1, in force: for each job role the examination and the activities that its turn does not leave out."""
    activities = list(Activity.objects.exclude(code=EXAMINATION).order_by("code"))
    examination = Activity.objects.get(code=EXAMINATION)
    assert len(activities) + 1 == size.activities, len(activities)
    left_out = size.activities - size.requirements
    with transaction.atomic():
        version = MatrixVersion.objects.create(
            number=1, state=MatrixVersion.State.PUBLISHED, created_at=clock.now(), published_at=clock.now()
        )
        cells: list[Requirement] = []
        for turn, role in enumerate(JobRole.objects.order_by("code")):
            free = {(turn * left_out + place) % len(activities) for place in range(left_out)}
            asked = [activity for place, activity in enumerate(activities) if place not in free]
            cells += [_cell(version, role, activity, place) for place, activity in enumerate([*asked, examination])]
        Requirement.objects.bulk_create(cells)


def _cell(version: MatrixVersion, role: JobRole, activity: Activity, place: int) -> Requirement:
    # By its own number, so that an activity falls due on the same day for every role.
    turn = activity.pk
    return Requirement(
        since=version, job_role=role, activity=activity, level=2 + turn % 2, criticality=CRITICALITY[turn % len(CRITICALITY)],
        method=activity.assessment, due_offset_days=OFFSETS[turn % len(OFFSETS)], buffer_days=3,
        validity_months=(0, 12, 24)[turn % 3], **SUPPORT,
    )  # fmt: skip
