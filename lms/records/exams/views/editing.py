"""Keeping the bank: a new question, a new version of one, and one taken out of use; each with its reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.foundation.api import Refusal, access, require_access, signed_in_person
from lms.records.exams.editing.asked import as_asked
from lms.records.exams.editing.blank import PURPOSES, blank_entry
from lms.records.exams.editing.creating import create_question
from lms.records.exams.editing.editor import Editor
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.forms import RetireForm
from lms.records.exams.editing.retiring import retire_question
from lms.records.exams.editing.revising import latest_version, revise_question
from lms.records.exams.editing.supply import candidate_of, candidate_of_entry, drawn_by, shortages_without
from lms.records.exams.models import AttemptQuestion, ItemResponse, Question
from lms.records.exams.vocabulary import AttemptState, QuestionKind, UseState

may_edit_bank = access.may_author


@require_GET
@require_access(may_edit_bank)
def choose_kind(request: HttpRequest) -> HttpResponse:
    """The nine types and what each is good for."""
    kinds = [(kind, PURPOSES[kind]) for kind in QuestionKind]
    return render(request, "records/exams/choose_kind.html", {"kinds": kinds})


@require_http_methods(["GET", "POST"])
@require_access(may_edit_bank)
def new_question(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty form of one type; saved, the question is in use under the next number of its step."""
    if kind not in QuestionKind.values:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    editor = Editor(kind, blank_entry(kind), version=0, sent=sent)
    context = {"editor": editor, "kind": QuestionKind(kind)}
    if sent is None or not editor.is_valid() or editor.show:
        return _form(request, "records/exams/new_question.html", context)
    try:
        made = create_question(
            editor.entry(),
            uuid=editor.form.cleaned_data["uuid"],
            actor=signed_in_person(request),
            reason=editor.reason,
        )
    except Refusal as refusal:
        editor.form.add_error(None, refusal.sentence)
        return _form(request, "records/exams/new_question.html", context)
    messages.success(request, _("%(code)s is in use from now on.") % {"code": made.code})
    return redirect("question", uuid=made.uuid)


@require_http_methods(["GET", "POST"])
@require_access(may_edit_bank)
def edit_question(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form of one version; an older one leads to the newest, because only that can be followed by another."""
    opened = _version(uuid)
    newest = latest_version(opened.code)
    if newest.pk != opened.pk and request.method == "GET":
        messages.info(request, _("That was an older version; this is the newest one."))
        return redirect("question-edit", uuid=newest.uuid)
    sent = request.POST if request.method == "POST" else None
    editor = Editor(opened.kind, entry_of(opened), version=opened.version, sent=sent)
    context = {"question": opened, "editor": editor, "newest": newest, "is_retired": newest.state == UseState.RETIRED}
    if sent is None or not editor.is_valid() or editor.show:
        return _form(request, "records/exams/edit_question.html", context)
    based_on = editor.form.cleaned_data["version"]
    try:
        made = revise_question(
            opened.code, editor.entry(), based_on=based_on, actor=signed_in_person(request), reason=editor.reason
        )
    except Refusal as refusal:
        editor.form.add_error(None, refusal.sentence)
        return _form(request, "records/exams/edit_question.html", context)
    messages.success(request, _("Version %(version)s is in use from now on.") % {"version": made.version})
    return redirect("question", uuid=made.uuid)


@require_http_methods(["GET", "POST"])
@require_access(may_edit_bank)
def retire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What taking a question out of use means, whether the exams can spare it, and the reason."""
    shown = _version(uuid)
    sent = request.POST if request.method == "POST" else None
    if sent is None and shown.state != UseState.IN_USE:
        messages.info(request, _("Only a version in use can be retired; this one is not."))
        return redirect("question", uuid=shown.uuid)
    form = RetireForm(sent, initial={"version": shown.version})
    if sent is not None and form.is_valid():
        found = form.cleaned_data
        try:
            retire_question(
                shown.code, based_on=found["version"], actor=signed_in_person(request), reason=found["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("%(code)s is retired. What was answered stays as it is.") % {"code": shown.code}
            )
            return redirect("question", uuid=shown.uuid)
    dealt = AttemptQuestion.objects.filter(question__code=shown.code, attempt__state=AttemptState.OPEN)
    context = {
        "question": shown,
        "form": form,
        "shortages": shortages_without(shown) if shown.state == UseState.IN_USE else [],
        "drawn_by": drawn_by(candidate_of(shown)),
        "answered": ItemResponse.objects.filter(question__code=shown.code).count(),
        "running": dealt.count(),
    }
    return render(request, "records/exams/retire_question.html", context, status=422 if form.errors else 200)


def _version(uuid: UUID) -> Question:
    rows: Any = Question.objects.non_polymorphic().select_related("step")
    found: Question = get_object_or_404(rows, uuid=uuid)
    return found


def _form(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again, with its faults or with the preview that was asked for."""
    editor: Editor = context["editor"]
    is_faulty = editor.form.is_bound and not editor.is_sound
    if editor.show and not is_faulty:
        entry = editor.entry()
        context |= {"asked": as_asked(entry), "drawn_by": drawn_by(candidate_of_entry(entry))}
    return render(request, template, context, status=422 if is_faulty else 200)
