"""The list of names behind the coverage of each department."""

from django.urls import reverse

from curricula.models import Department
from lms.bench.bench import Bench
from lms.bench.figures import Figure
from lms.bench.web import measure_page

NAME = "names"


def measure(bench: Bench) -> list[Figure]:
    """First page of the list, department after department."""
    lead, address = bench.lead(), reverse("coverage-names")
    held = Department.objects.filter(postings__isnull=False).distinct().order_by("code")
    visits = [
        (lead, f"{address}?go_live={bench.go_live.code}&department={code}")
        for code in held.values_list("code", flat=True)
    ]
    return measure_page(bench.server, bench.size, "names of a department", visits)
