"""From draft to matrix in force: whom it concerns, publishing it with a signature, discarding it."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from curricula.training import matrix_services as services
from curricula.training.forms import ReasonForm
from curricula.training.listings import concerned
from curricula.training.matrix_queries import canonical_matrix
from curricula.training.models import MatrixVersion, Requirement
from lms.foundation.api import (
    Refusal,
    SignatureRefused,
    access,
    confirm_signer,
    digest_of,
    render_listing,
    require_access,
    signed_in_person,
)

State = MatrixVersion.State
NO_EDIT = -1
"""an edit count that no draft has"""
_COUNT = re.compile(r"[0-9]{1,9}")


@require_GET
@require_access(access.may_edit_matrix)
def matrix_preview(request: HttpRequest) -> HttpResponseBase:
    """Who is concerned by the draft, row by row."""
    draft = get_object_or_404(MatrixVersion, state=State.DRAFT)
    found = services.preview(draft)
    context = {"version": draft, "preview": found}
    return render_listing(request, concerned(found, draft), "curricula/training/preview.html", context)


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def matrix_publish(request: HttpRequest) -> HttpResponse:
    """Ask for both components of the signature, then put the draft in force."""
    draft = MatrixVersion.objects.filter(state=State.DRAFT).first()
    if draft is None:
        messages.info(request, _("There is no draft: the matrix is in force as you see it."))
        return redirect("matrix")
    signing, person = _signing(draft), signed_in_person(request)
    if request.method == "POST":
        number, note = request.POST.get("number", ""), request.POST.get("note", "")
        try:
            confirm_signer(person, number=number, password=request.POST.get("password", ""))
            services.publish_matrix(draft, signer=person, note=note, edit_count=_edit_count(request))
        except (SignatureRefused, Refusal) as refusal:
            signing |= {"error": str(refusal), "number": number, "note": note}
        else:
            sentence = _("Version %(number)s is in force. Everybody concerned sees it on their own path now.")
            messages.success(request, sentence % {"number": draft.number})
            return redirect("matrix")
    context = {"version": draft, "signing": signing, "preview": services.preview(draft)}
    return render(request, "curricula/training/publish.html", context, status=422 if "error" in signing else 200)


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def matrix_discard(request: HttpRequest) -> HttpResponse:
    """Drop the draft, with a reason; what a colleague has added meanwhile is looked at first."""
    draft = MatrixVersion.objects.filter(state=State.DRAFT).first()
    if draft is None:
        messages.info(request, _("There is no draft: the matrix is in force as you see it."))
        return redirect("matrix")
    form = ReasonForm(request.POST or None, initial={"edit_count": draft.edit_count})
    if request.method == "POST" and form.is_valid():
        try:
            services.discard_draft(draft, actor=signed_in_person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is gone. The matrix in force has not changed."))
            return redirect("matrix")
    context = {
        "heading": _("Discard the draft"), "form": form, "is_danger": True, "confirm_label": _("Discard the draft"),
        "sentence": _("All changes of this draft are dropped. The audit trail keeps them."), "cancel_url": reverse("matrix"),
    }  # fmt: skip
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def _edit_count(request: HttpRequest) -> int:
    given = request.POST.get("edit_count", "")
    return int(given) if _COUNT.fullmatch(given) else NO_EDIT


def _signing(draft: MatrixVersion) -> dict[str, Any]:
    record = canonical_matrix(Requirement.objects.filter(until__isnull=True))
    return {
        "heading": _("Publish the training matrix"),
        "subject": _("Training matrix, version %(number)s") % {"number": draft.number},
        "detail": _("%(count)s requirements") % {"count": len(record)},
        "digest": digest_of(record),
        "action": reverse("matrix-publish"),
        "meanings": [("published", _("Approved for use"))],
        "note_required": True,
        "note_hint": _("Why the matrix changes; it stands in the audit trail and beside the version."),
        "page_url": reverse("matrix-publish"),
    }
