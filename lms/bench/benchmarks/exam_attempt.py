"""A whole examination of twenty questions over HTTP, every answer saved as it is given."""

from django.urls import reverse

from lms.bench.bench import Bench
from lms.bench.crowd import send_clients
from lms.bench.figures import NO_TARGET, Figure, Target, figure_of
from lms.bench.sessions import cookies_of
from lms.bench.size import EXAM_QUESTIONS
from lms.bench.web import CLIENTS
from lms.foundation.models import Person
from lms.records.models import ExamAttempt, ExamItem

NAME = "exam"
TARGET = Target(per_second=8)
# Begin, the answers, hand in; and with pages: each question, and the result.
SAVING = EXAM_QUESTIONS + 2
READING = SAVING + EXAM_QUESTIONS + 1


def measure(bench: Bench) -> list[Figure]:
    """Two figures with eight clients: what the server saves, and the same with each question's page opened."""
    item = ExamItem.objects.get(activity__code="ACT-EXM-LOAD")
    found = []
    for words, requests, target, opens_pages in (
        ("answers saved", SAVING, TARGET, False),
        ("and every page opened", READING, NO_TARGET, True),
    ):
        path = reverse("exam", kwargs={"uuid": item.uuid})
        sitters = _sitters(item, bench.size.attempts)
        sittings = [[cookie, path] for cookie in cookies_of(sitters)]
        plans = [
            {"sittings": sittings[place::CLIENTS], "questions": EXAM_QUESTIONS, "opens_pages": opens_pages}
            for place in range(CLIENTS)
        ]
        crowd = send_clients(bench.server, "exam", plans)
        count = len(crowd.seconds)
        found.append(
            figure_of(
                f"exam of {EXAM_QUESTIONS}, {words}, {CLIENTS} clients", f"{count} attempts of {requests} requests",
                crowd.seconds, target, cpu_ms=crowd.cpu_seconds / count / requests * 1000, per_second=count / crowd.elapsed,
            )
        )  # fmt: skip
    return found


def _sitters(item: ExamItem, count: int) -> list[Person]:
    """People who have not sat it yet: nobody sits twice a day, and three times at most."""
    seen = ExamAttempt.objects.filter(item=item).values("person")
    return list(
        Person.objects.filter(is_active=True, groups__isnull=True).exclude(pk__in=seen).order_by("number")[:count]
    )
