"""A whole examination of twenty questions over HTTP, every answer saved as it is given."""

from itertools import islice

from django.urls import reverse

from curricula.api import assignments_in_force
from lms.bench.bench import Bench, NotMeasuredError
from lms.bench.crowd import send_clients
from lms.bench.figures import NO_TARGET, Figure, Target, figure_of
from lms.bench.sessions import cookies_of
from lms.bench.size import EXAM_QUESTIONS
from lms.bench.web import CLIENTS
from lms.foundation.api import clock
from lms.foundation.models import Person
from lms.records.api import may_begin
from lms.records.models import ExamItem

NAME = "exam"
TARGET = Target(per_second=8)
# Begin, the answers, hand in; and with pages: each question, and the result.
SAVING = EXAM_QUESTIONS + 2
READING = SAVING + EXAM_QUESTIONS + 1


def measure(bench: Bench) -> list[Figure]:
    """Two figures with eight clients: what the server saves, and the same with each question's page opened.

    Refuses (NotMeasuredError) where too few people may begin.
    """
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
    """Learners who are asked for it and may begin now. Refuses (NotMeasuredError) where they are too few."""
    now = clock.now()
    asked = assignments_in_force(clock.today()).filter(activity=item.activity_id)
    learners = Person.objects.filter(is_active=True, groups__isnull=True, pk__in=asked.values("person")).order_by(
        "number"
    )
    ready = list(islice((person for person in learners.iterator() if may_begin(person, item, now)), count))
    if len(ready) < count:
        raise NotMeasuredError(
            f"The examination was not measured: {count} people were to sit it, and {len(ready)} may begin. Each run takes its "
            "people from those who have not sat it that day, so that a company measured several times runs out of them. "
            "Give an empty PLIMSOLL_HOME (or database), and a new company is built."
        )
    return ready
