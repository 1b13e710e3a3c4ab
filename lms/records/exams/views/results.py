"""Results: one's own locked attempt, and all assessments as a list that can be searched and exported."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from curricula.api import Method
from curricula.models import EvidenceFact
from lms.foundation.api import (
    Column,
    Filter,
    Listing,
    access,
    clock,
    record_personal_read,
    render_listing,
    require_access,
)
from lms.foundation.models import Person
from lms.foundation.templatetags.shapes import state
from lms.records.exams.attempts import settled
from lms.records.exams.models import ExamAttempt
from lms.records.exams.results import read_result
from lms.records.exams.standing import standing_in
from lms.records.exams.vocabulary import AttemptState


@require_GET
@require_access(access.is_signed_in)
def result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The locked result: to its owner, and to whoever may read all records (which is noted)."""
    reader: Person = request.user  # type: ignore[assignment]  # signed in
    attempt = get_object_or_404(ExamAttempt.objects.select_related("exam", "item__activity", "person"), uuid=uuid)
    is_own = attempt.person_id == reader.pk
    if not is_own and not access.may_read_all_records(reader):
        raise Http404
    now = clock.now()
    standing = settled(attempt, now)
    assert standing is not None, "asked for in any state"
    if standing.state == AttemptState.OPEN:
        if not is_own:
            raise Http404
        return redirect("exam-attempt", uuid=uuid)
    record_personal_read(reader, attempt.person, f"exam-result {attempt.exam.code}")
    if standing is not attempt:
        attempt = ExamAttempt.objects.select_related("exam", "item__activity", "person").get(pk=attempt.pk)
    context = {
        "result": read_result(attempt),
        "attempt": attempt,
        "is_own": is_own,
        "standing": standing_in(attempt.person, attempt.item, now),
        "data_moment": attempt.submitted_at,
    }
    return render(request, "records/exams/result.html", context)


def judged_evidence(reader: Person) -> QuerySet[EvidenceFact]:
    """Assessments with a verdict that count (corrected ones left out): one's own, or all for whoever may read them."""
    rows = EvidenceFact.objects.filter(
        method__in=Method.values, outcome__in=[EvidenceFact.Outcome.PASSED, EvidenceFact.Outcome.FAILED],
        corrected_by__isnull=True,
    ).select_related("person", "activity", "judged_by", "item", "exam_attempt")  # fmt: skip
    return rows if access.may_read_all_records(reader) else rows.filter(person=reader)


@require_GET
@require_access(access.is_signed_in)
def assessment_results(request: HttpRequest) -> HttpResponseBase:
    """Every assessment that was passed or failed, by person, activity, method and day."""
    reader: Person = request.user  # type: ignore[assignment]  # signed in
    listing = Listing(
        rows=judged_evidence(reader),
        columns=(
            Column("number", _("Number"), value="person.number", sort="person__number"),
            Column("name", pgettext_lazy("person", "Name"), value="person.shown_name", sort="person__name"),
            Column("activity", _("Activity"), value="activity.code", sort="activity__code"),
            Column("title", pgettext_lazy("of an exam", "Title"), value="activity.name"),
            Column("method", _("Method"), value=lambda fact: Method(fact.method).label, sort="method"),
            Column("attempt", _("Attempt"), value=lambda fact: fact.details.get("attempt"), align="end"),
            Column(
                "outcome",
                _("Result"),
                value="get_outcome_display",
                show=lambda fact: state("go" if fact.outcome == "passed" else "stop", _outcome(fact)),
                link=_result_link,
                sort="outcome",
            ),
            Column("score", _("Score"), value="score", sort="score", align="end"),
            Column("minutes", _("Minutes"), value="minutes", sort="minutes", align="end"),
            Column("on", _("Day"), value="occurred_on", sort="occurred_on"),
            Column("version", _("Content version"), value="content_version"),
            Column("assessor", _("Assessor"), value="judged_by.shown_name"),
            Column("evidence", _("Evidence"), value=lambda fact: str(fact.uuid), on_page=False),
        ),
        filters=(
            Filter("method", _("Method"), lookup="method", choices=Method.choices),
            Filter(
                "outcome", _("Result"), lookup="outcome", choices=[("passed", _("Passed")), ("failed", _("Not passed"))]
            ),
            Filter("on", _("Day"), kind="date", lookup="occurred_on"),
        ),
        search=("person__number", "person__name", "person__name_latin", "activity__code", "content_version"),
        default_sort="-on",
        export_name="assessment-results",
        label=_("Assessment results"),
        empty=_(
            "Nothing has been assessed yet. Results appear here as soon as an exam, drill or practical is finished."
        ),
    )
    return render_listing(request, listing, "records/exams/assessment_results.html")


def _outcome(fact: EvidenceFact) -> str:
    return str(_("Passed") if fact.outcome == EvidenceFact.Outcome.PASSED else _("Not passed"))


def _result_link(fact: EvidenceFact) -> str | None:
    attempt = getattr(fact, "exam_attempt", None)
    return reverse("exam-result", args=[attempt.uuid]) if attempt is not None else None
