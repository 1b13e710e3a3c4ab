"""The signature that closes a lesson which is read and signed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.lessons.queries import asks_for_signature
from cms.lessons.services import sign_reading
from cms.lessons.showing import end_address, signing_context
from cms.lessons.views import Opened, open_item
from lms.foundation.api import SignatureRefused, access, confirm_signer, require_access


@require_access(access.is_signed_in)
def lesson_sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for both components and sign; a refusal is shown with the input kept, and nothing is counted."""
    opened = open_item(request, uuid)
    if not asks_for_signature(opened.item):
        raise Http404
    if opened.progress.is_finished:
        return redirect("lesson", uuid=uuid)
    if request.method != "POST":
        return _signature_page(request, opened)
    number, note = request.POST.get("number", ""), request.POST.get("note", "")
    try:
        confirm_signer(request.user, number=number, password=request.POST.get("password", ""))  # type: ignore[arg-type]
    except SignatureRefused as refusal:
        return _signature_page(request, opened, error=str(refusal), number=number, note=note)
    sign_reading(opened.progress, opened.page, opened.content, note=note)
    messages.success(request, _("Signed. You have confirmed that you have read and understood this lesson."))
    return redirect(end_address(opened.item, opened.content))


def _signature_page(request: HttpRequest, opened: Opened, **kept: str) -> HttpResponse:
    signing = {**signing_context(opened.item, opened.page, opened.content, opened.progress), **kept}
    context = {"signing": signing, "cancel_url": reverse("lesson", kwargs={"uuid": opened.item.uuid})}
    return render(request, "signing/page.html", context, status=422 if kept.get("error") else 200)
