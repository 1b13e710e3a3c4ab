"""Editing a question: open the newest version, change it, say why; the change becomes the next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.foundation.api import Refusal, access, require_access, signed_in_person
from lms.records.exams.editing.editor import Editor
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.revising import latest_version, revise_question
from lms.records.exams.models import Question

may_edit_bank = access.may_author


@require_http_methods(["GET", "POST"])
@require_access(may_edit_bank)
def edit_question(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form of one version; an older one leads to the newest, because only that can be followed by another."""
    opened: Any = get_object_or_404(Question.objects.non_polymorphic().select_related("step"), uuid=uuid)
    newest = latest_version(opened.code)
    if newest.pk != opened.pk and request.method == "GET":
        messages.info(request, _("That was an older version; this is the newest one."))
        return redirect("question-edit", uuid=newest.uuid)
    sent = request.POST if request.method == "POST" else None
    editor = Editor(opened.kind, entry_of(opened), version=opened.version, sent=sent)
    if sent is not None and editor.is_valid():
        based_on = editor.form.cleaned_data["version"]
        try:
            made = revise_question(
                opened.code, editor.entry(), based_on=based_on, actor=signed_in_person(request), reason=editor.reason
            )
        except Refusal as refusal:
            editor.form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Version %(version)s is in use from now on.") % {"version": made.version})
            return redirect("question", uuid=made.uuid)
    context = {"question": opened, "editor": editor, "newest": newest}
    status = 422 if sent is not None else 200
    return render(request, "records/exams/edit_question.html", context, status=status)
