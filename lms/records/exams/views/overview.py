"""One's examinations, the page before one begins, and the list of all for those who keep them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lms.foundation.api import Column, Filter, Listing, Refusal, access, clock, prepared, render_listing, require_access
from lms.foundation.models import Person
from lms.records.exams.attempts import allow_attempt, running_attempt, start_attempt
from lms.records.exams.models import Exam, ExamItem
from lms.records.exams.refusals import NotAsked
from lms.records.exams.standing import USED_UP, people_without_attempts, standing_in, standings
from lms.records.exams.vocabulary import UseState

may_read_bank = access.is_training_lead | access.is_author | access.is_auditor  # type: ignore[operator]  # rules predicates join


@require_GET
@require_access(access.is_signed_in)
def exams(request: HttpRequest) -> HttpResponse:
    """What is asked of me: open, blocked by what, passed."""
    person: Person = request.user  # type: ignore[assignment]  # signed in
    now = clock.now()
    mine = standings(person, now)
    context = {
        "standings": mine,
        "todo": [one for one in mine if one.state != "passed"],
        "passed": [one for one in mine if one.state == "passed"],
        "may_read_bank": may_read_bank(person),
        "now": now,
        "today": clock.today(),
    }
    return render(request, "records/exams/exams.html", context)


@require_GET
@require_access(access.is_signed_in)
def exam(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The rules before one begins; not found where the exam is not asked of the reader, who may then see the blueprint."""
    person: Person = request.user  # type: ignore[assignment]  # signed in
    item = get_object_or_404(ExamItem.objects.select_related("exam", "activity"), uuid=uuid)
    now = clock.now()
    running_attempt(person, item, now)
    standing = standing_in(person, item, now)
    if standing is None:
        if may_read_bank(person):
            return redirect("exam-blueprint", uuid=item.exam.uuid)
        raise Http404
    context = {"standing": standing, "sections": item.exam.sections.annotate(count=Sum("draw_rows__items")), "now": now}
    return render(request, "records/exams/exam.html", context)


@require_POST
@require_access(access.is_signed_in)
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin, or go on with the running attempt."""
    person: Person = request.user  # type: ignore[assignment]  # signed in
    item = _item.first(uuid=uuid)
    if item is None:
        raise Http404
    try:
        attempt = start_attempt(person, item)
    except NotAsked as absent:
        raise Http404 from absent
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("exam", uuid=uuid)
    return redirect("exam-attempt", uuid=attempt.uuid)


@prepared
def _item(uuid: UUID) -> Any:
    return ExamItem.objects.non_polymorphic().filter(uuid=uuid).select_related("exam", "activity")


@require_access(access.is_training_lead)
def allow(request: HttpRequest, uuid: UUID, number: str) -> HttpResponse:
    """Allow one more attempt to somebody who has used them all, with a reason."""
    lead: Person = request.user  # type: ignore[assignment]  # signed in
    item = get_object_or_404(ExamItem.objects.select_related("exam", "activity"), uuid=uuid)
    person = get_object_or_404(Person, number=number)
    standing = standing_in(person, item, clock.now())
    if standing is None or (request.method == "GET" and standing.state != USED_UP):
        raise Http404
    if request.method == "POST":
        try:
            allow_attempt(person, item, lead=lead, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("One more attempt is allowed. It is in the audit trail with your reason."))
        return redirect("exams-all")
    return render(request, "records/exams/allow.html", {"standing": standing, "person": person, "item": item})


@require_GET
@require_access(may_read_bank)
def all_exams(request: HttpRequest) -> HttpResponseBase:
    """All examinations in use, with how they went; and who has used up all attempts."""
    rows = (
        Exam.objects.filter(state=UseState.IN_USE)
        .annotate(
            sat=Count("attempts_drawn", filter=Q(attempts_drawn__state="locked")),
            passed=Count("attempts_drawn", filter=Q(attempts_drawn__passed=True)),
        )
        .order_by("code")
    )
    listing = Listing(
        rows=rows,
        columns=(
            Column(
                "code",
                pgettext_lazy("identifier", "Code"),
                sort="code",
                link=lambda e: reverse("exam-blueprint", args=[e.uuid]),
            ),
            Column("title", pgettext_lazy("of an exam", "Title")),
            Column("kind", gettext_lazy("Kind"), value="get_kind_display", sort="kind"),
            Column("version", gettext_lazy("Version"), sort="version", align="end"),
            Column("items", gettext_lazy("Questions"), sort="items", align="end"),
            Column("minutes", gettext_lazy("Minutes"), sort="minutes", align="end"),
            Column("pass_mark", gettext_lazy("Pass mark"), sort="pass_mark", align="end"),
            Column("sat", gettext_lazy("Attempts handed in"), sort="sat", align="end"),
            Column("passed", gettext_lazy("Passed"), sort="passed", align="end"),
        ),
        filters=(Filter("kind", gettext_lazy("Kind"), choices=Exam.Kind.choices),),
        search=("code", "title_zh", "title_en"),
        default_sort="code",
        export_name="exams",
        label=gettext_lazy("Examinations"),
        empty=gettext_lazy("No exam has been loaded yet."),
    )
    used_up = people_without_attempts() if access.is_training_lead(request.user) else []
    return render_listing(request, listing, "records/exams/all.html", {"used_up": used_up})
