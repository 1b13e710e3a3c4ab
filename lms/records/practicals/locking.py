"""One at a time: two windows of the assessor, and the assessor and the person, act one after the other."""

from lms.records.practicals.models import Assessment


def locked(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, held until the caller's transaction ends; what the caller read earlier is stale."""
    row: Assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    return row
