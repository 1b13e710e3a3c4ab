"""A lesson of some ten minutes, as a learner reads it."""

from django.urls import reverse

from curricula.models import Activity, LearningItem
from lms.bench.bench import Bench
from lms.bench.figures import Figure
from lms.bench.web import measure_page

NAME = "lesson"
ACTIVITY = "ACT-P2P-01"


def measure(bench: Bench) -> list[Figure]:
    """The lesson of the activity that most of the company is asked for."""
    activity = Activity.objects.get(code=ACTIVITY)
    item = next(item for item in LearningItem.objects.filter(activity=activity) if item.kind == "lesson")
    path = reverse(item.open_url_name, kwargs=item.open_arguments())
    return measure_page(bench.server, bench.size, "lesson", [(person, path) for person in bench.readers()])
