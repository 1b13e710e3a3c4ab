"""*My path* and the page of one activity on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from curricula.api import assignments_in_force, with_status
from curricula.models import Activity, EvidenceFact
from lms.foundation.api import access, clock, require_access, signed_in_person
from lms.records.api import newest_qualifications, to_countersign, weak_steps
from reporting.metrics.proficiency import PROFICIENCY
from reporting.my_path.drawing import done_lines, later_lines, open_lines
from reporting.my_path.outlook import alone_on_the_day
from reporting.my_path.queries import posts_of, read_items, read_path

WEAK_STEPS_SHOWN = 3
"""what one can take up this week; the results of the exams name them all"""


@require_GET
@require_access(access.is_signed_in)
def my_path(request: HttpRequest) -> HttpResponse:
    """Done, now, next, blocked by what, and why it is asked."""
    person, day = signed_in_person(request), clock.today()
    path = read_path(person, day)
    now = path.now
    now_items = read_items(person, now.assignment.activity_id, path.posts) if now else []
    done, waiting, later = path.at("done"), path.at("now", "next", "locked"), path.at("later")
    context = {
        "path": path,
        "now": now,
        "now_items": now_items,
        "now_item": next((line for line in now_items if not line.is_done and line.url), None),
        "now_planned": [line for line in now_items if not line.url],
        "done": done,
        "open": waiting,
        "later": later,
        "done_lines": done_lines(done),
        "open_lines": open_lines(waiting),
        "later_lines": later_lines(later),
        "today": day,
        "data_moment": clock.now(),
        "to_countersign": to_countersign(person),
        "qualifications": newest_qualifications(person, day),
        "alone": alone_on_the_day(person, path.go_live),
        "alone_means": PROFICIENCY.meaning,
        "weak": weak_steps(person, WEAK_STEPS_SHOWN),
    }
    return render(request, "reporting/my_path/path.html", context)


@require_GET
@require_access(access.is_signed_in)
def activity(request: HttpRequest, code: str) -> HttpResponse:
    """One activity: its business goal first, then what to open, in order, and what it counts for."""
    person, day = signed_in_person(request), clock.today()
    shown = get_object_or_404(Activity.objects.prefetch_related("goals", "steps", "prerequisites"), code=code)
    assignment = (
        with_status(assignments_in_force(day).filter(person=person, activity=shown), day)
        .select_related("requirement", "posting__job_role", "posting__site", "go_live")
        .order_by("due_on")
        .first()
    )
    needed = {one.pk for one in shown.prerequisites.all()}
    unmet = with_status(assignments_in_force(day).filter(person=person, activity__in=needed), day).exclude(
        status__in=["met", "waived"]
    )
    lines = read_items(person, shown.pk, posts_of(person, day))
    context = {
        "activity": shown,
        "assignment": assignment,
        "lines": lines,
        "now_line": next((line for line in lines if not line.is_done and line.url), None),
        "blocked_by": [row.activity for row in unmet.select_related("activity")],
        "evidence": EvidenceFact.objects.filter(person=person, activity=shown).select_related("judged_by")[:20],
        "today": day,
    }
    return render(request, "reporting/my_path/activity.html", context)
