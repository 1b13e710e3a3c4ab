"""Sitting an examination: one question a page, saved at once, resumed anywhere, handed in once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from lms.foundation.api import Refusal, access, clock, prepared, require_access, signed_in_person
from lms.records.exams.answering import Saved, save_answer
from lms.records.exams.attempts import settled, submit_attempt
from lms.records.exams.models import AttemptQuestion, ExamAttempt
from lms.records.exams.paper import form_of, page_of
from lms.records.exams.vocabulary import AttemptState

REVIEW = "review"


@require_GET
@require_access(access.is_signed_in)
def attempt(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go on where one left off: the question saved last, or the result once it is locked."""
    own = _own(request, uuid)
    if own.state != AttemptState.OPEN:
        return redirect("exam-result", uuid=uuid)
    last = own.questions.filter(saved_at__isnull=False).order_by("-saved_at").first()
    return redirect("exam-question", uuid=uuid, position=last.position if last else 1)


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def question(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    """Show one question; a form sent without a script is saved, and leads to where its button says."""
    if request.method == "POST":
        return _saved_and_on(request, uuid, position)
    own = _own(request, uuid)
    if own.state != AttemptState.OPEN:
        return redirect("exam-result", uuid=uuid)
    page = page_of(own, position)
    if page is None:
        raise Http404
    return render(request, "records/exams/question.html", {"page": page, "attempt": own, "now": clock.now()})


@require_POST
def save(request: HttpRequest, uuid: UUID, position: int) -> HttpResponseBase:
    """Save as one types; the answer is the line that says so. A lost session leads to sign-in and back to the question."""
    if not request.user.is_authenticated:
        back = reverse("exam-question", kwargs={"uuid": uuid, "position": position})
        messages.warning(
            request, _("You were signed out. Your answer is kept in this window: sign in, and it is saved by itself.")
        )
        return HttpResponseClientRedirect(redirect_to_login(back).url)
    try:
        saved = save_answer(request.user, uuid, position, dict(request.POST.lists()))
    except AttemptQuestion.DoesNotExist as absent:
        raise Http404 from absent
    except Refusal as refusal:
        return HttpResponse(_saved_line({"refusal": refusal, "uuid": uuid}), status=409)
    return HttpResponse(_saved_line({"saved": saved}))


save.access_predicate = access.is_signed_in  # type: ignore[attr-defined]  # read by the access walk, as on gated views


@require_GET
@require_access(access.is_signed_in)
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Before handing in: what is unanswered or flagged, and what handing in means."""
    own = _own(request, uuid)
    if own.state != AttemptState.OPEN:
        return redirect("exam-result", uuid=uuid)
    context = {"form": form_of(own), "attempt": own, "now": clock.now()}
    return render(request, "records/exams/review.html", context)


@require_POST
@require_access(access.is_signed_in)
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand in; a second click finds it handed in and shows the same result."""
    own = _own_attempt.first(uuid=uuid, person=signed_in_person(request).pk)
    if own is None:
        raise Http404
    try:
        submit_attempt(own)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("exam-review", uuid=uuid)
    return redirect("exam-result", uuid=uuid)


@prepared
def _own_attempt(uuid: UUID, person: int) -> Any:
    return ExamAttempt.objects.filter(uuid=uuid, person=person)


def _own(request: HttpRequest, uuid: UUID) -> ExamAttempt:
    own = get_object_or_404(ExamAttempt.objects.select_related("exam", "item"), uuid=uuid, person=request.user)
    standing = settled(own, clock.now())
    assert standing is not None, "asked for in any state"
    return standing


def _saved_and_on(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    try:
        saved = save_answer(request.user, uuid, position, dict(request.POST.lists()))  # type: ignore[arg-type]
    except AttemptQuestion.DoesNotExist as absent:
        raise Http404 from absent
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("exam-attempt", uuid=uuid)
    _tell(request, saved)
    go = request.POST.get("go", "")
    if go == REVIEW:
        return redirect("exam-review", uuid=uuid)
    return redirect("exam-question", uuid=uuid, position=int(go) if go.isdecimal() else position)


def _tell(request: HttpRequest, saved: Saved) -> None:
    if saved.replaced_at or saved.kept_at:
        messages.warning(request, render_to_string("records/exams/two_windows.txt", {"saved": saved}).strip())


def _saved_line(context: dict[str, Any]) -> str:
    return render_to_string("records/exams/saved.html", context)
