"""Pages of the trail: the list, one entry, the signed review, the PDF, and who opened whose record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.foundation.accounts import access
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.audit import pdf
from lms.foundation.audit.forms import ReviewForm
from lms.foundation.audit.listings import reads_listing, trail_listing
from lms.foundation.audit.models import AuditEntry, AuditReview
from lms.foundation.audit.queries import awaiting_review, reviewed_up_to
from lms.foundation.audit.record_names import record_named
from lms.foundation.audit.reviewing import sign_review
from lms.foundation.audit.verify import chain_head
from lms.foundation.errors import Refusal
from lms.foundation.jobs.services import start_job
from lms.foundation.listing import render_listing
from lms.foundation.signatures.models import Meaning
from lms.foundation.signatures.services import confirm_signer

REVIEWS_SHOWN = 10
"""rows"""


@require_access(access.may_read_audit_trail)
def audit_trail(request: HttpRequest) -> HttpResponseBase:
    """All entries, to search, narrow and take away."""
    context = {
        "head": chain_head(),
        "open_count": awaiting_review().count(),
        "may_review": access.may_review_audit_trail(request.user),
        "query": request.META.get("QUERY_STRING", ""),
    }
    return render_listing(request, trail_listing(), "foundation/audit/list.html", context)


@require_access(access.may_read_audit_trail)
def audit_entry(request: HttpRequest, sequence: int) -> HttpResponse:
    """One entry in full, with its place in the chain."""
    entry = get_object_or_404(AuditEntry.objects.select_related("actor", "impersonator"), sequence=sequence)
    return render(request, "foundation/audit/entry.html", {"entry": entry, "record": record_named(entry, request.user)})


@require_access(access.may_review_audit_trail)
def audit_review(request: HttpRequest) -> HttpResponse:
    """What waits for review, and the signature under it."""
    form = ReviewForm(request.POST) if request.method == "POST" else None
    error = ""
    if form is not None:
        error = _sign(request, form)
        if not error:
            messages.success(request, _("Reviewed and signed."))
            return redirect("audit-review")
    head, since = chain_head()[0], reviewed_up_to()
    context = {
        "since": since,
        "head": head,
        "waiting": awaiting_review().order_by("sequence")[:100],
        "waiting_count": awaiting_review().count(),
        "alerts": awaiting_review().filter(action="alert").count(),
        "reviews": AuditReview.objects.select_related("signature").order_by("-up_to_sequence")[:REVIEWS_SHOWN],
        "signing": _signing(request, since, head, error),
    }
    return render(request, "foundation/audit/review.html", context, status=422 if error else 200)


@require_access(access.may_read_audit_trail)
@require_POST
def audit_pdf(request: HttpRequest) -> HttpResponse:
    """Start the PDF of what the list shows now."""
    job = start_job(
        pdf.KIND, owner=signed_in_person(request), parameters={"query": request.POST.get("query", "")[:2000]}
    )
    return redirect("job", uuid=job.uuid)


@require_access(access.may_read_audit_trail)
def personal_reads(request: HttpRequest) -> HttpResponseBase:
    """Who opened whose record."""
    return render_listing(request, reads_listing(), "foundation/audit/reads.html")


def _sign(request: HttpRequest, form: ReviewForm) -> str:
    if not form.is_valid():
        return _("Number, password and a note on what you found are all needed; nothing was signed.")
    sent, reviewer = form.cleaned_data, signed_in_person(request)
    try:
        confirm_signer(reviewer, number=sent["number"], password=sent["password"])
        sign_review(reviewer, up_to=sent["up_to"], note=sent["note"])
    except Refusal as refusal:
        return str(refusal)
    return ""


def _signing(request: HttpRequest, since: int, head: int, error: str) -> dict[str, Any]:
    return {
        "heading": _("Sign the review"),
        "subject": _("Audit entries %(first)s to %(last)s") % {"first": since + 1, "last": head},
        "digest": chain_head()[1],
        "action": reverse("audit-review"),
        "meanings": [(str(Meaning.REVIEWED), Meaning.REVIEWED.label)],
        "note_required": True,
        "note_hint": _("What you looked at and what you found; alerts in particular."),
        "page_url": reverse("audit-review"),
        "error": error,
        "number": request.POST.get("number", ""),
        "note": request.POST.get("note", ""),
    }
