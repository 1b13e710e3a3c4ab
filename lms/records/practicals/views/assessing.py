"""Watching somebody work: the sheet on a tablet, one rating at a time, then the signature."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.foundation.api import Refusal, access, digest_of, record_personal_read, require_access
from lms.foundation.models import Meaning, Person
from lms.records.practicals import services
from lms.records.practicals.models import Assessment, AssessmentPhoto
from lms.records.practicals.photos import keep_photo
from lms.records.practicals.sheets import Sheet, read_sheet, record_of

UNPROCESSABLE = 422


@require_GET
@require_access(access.is_signed_in)
def assessment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The sheet: to its assessor at any time; signed, also to the person and to those who read all records."""
    return _page(request, _readable(request, uuid))


@require_POST
@require_access(access.may_assess)
def rate_line(request: HttpRequest, uuid: UUID, line: str) -> HttpResponse:
    """Save one rating and its note as it is given; the answer is the line that says so, and the summary."""
    own = _own(request, uuid)
    points = request.POST.get("points", "")
    note = request.POST.get("note", "").strip()
    try:
        sheet = services.rate(own, _reader(request), {line: (int(points) if points.isdecimal() else None, note)})
    except Refusal as refusal:
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "records/practicals/refused.html", {"refusal": refusal, "name": line}, status=409)
        messages.error(request, str(refusal))
        return redirect("assessment", uuid=uuid)
    if request.htmx:  # type: ignore[attr-defined]
        context = {"sheet": sheet, "line": sheet.line(line), "assessment": own}
        return render(request, "records/practicals/rated.html", context)
    return redirect(f"{reverse('assessment', args=[uuid])}#{line}")


@require_POST
@require_access(access.may_assess)
def add_photo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep a picture beside a step."""
    own = _own(request, uuid)
    name = request.POST.get("line", "")
    line = read_sheet(own).line(name)
    upload = request.FILES.get("photo")
    if line is None or line.kind != "step" or upload is None:
        messages.error(request, _("No picture was chosen. Choose one, then keep it."))
        return redirect("assessment", uuid=uuid)
    try:
        keep_photo(own, _reader(request), line.subject, upload)  # type: ignore[arg-type]  # an open file
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('assessment', args=[uuid])}#{name}")


@require_GET
@require_access(access.is_signed_in)
def photo(request: HttpRequest, uuid: UUID) -> FileResponse:
    """A picture, to whoever may open its assessment; never run by the browser as anything but a picture."""
    kept = get_object_or_404(AssessmentPhoto.objects.select_related("assessment"), uuid=uuid)
    _readable(request, kept.assessment.uuid)
    answer = FileResponse(kept.image.open("rb"), content_type=kept.content_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_POST
@require_access(access.may_assess)
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sign with number and password; a refusal opens the dialog again with its sentence."""
    own = _own(request, uuid)
    try:
        services.sign_assessment(
            own, _reader(request), number=request.POST.get("number", ""), password=request.POST.get("password", ""),
            note=request.POST.get("note", ""),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, own, error=str(refusal))
    messages.success(request, _("Signed. The result counts at once."))
    return redirect("assessment", uuid=uuid)


@require_POST
@require_access(access.is_signed_in)
def countersign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The person who was watched signs for having taken part."""
    own = get_object_or_404(_assessments(), uuid=uuid, person=request.user, state=Assessment.State.SIGNED)
    try:
        services.countersign(
            own, _reader(request), number=request.POST.get("number", ""), password=request.POST.get("password", "")
        )
    except Refusal as refusal:
        return _page(request, own, error=str(refusal))
    messages.success(request, _("Signed. Thank you."))
    return redirect("assessment", uuid=uuid)


@require_POST
@require_access(access.may_assess)
def stop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Stop without a verdict, with a reason."""
    own = _own(request, uuid)
    try:
        services.stop_assessment(own, _reader(request), reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment", uuid=uuid)
    messages.success(request, _("Stopped without a verdict. What was seen is kept with your reason."))
    return redirect("assessments")


def _reader(request: HttpRequest) -> Person:
    return request.user  # type: ignore[return-value]  # behind the gate


def _assessments() -> Any:
    return Assessment.objects.select_related(
        "person", "assessor", "checklist", "rubric", "item__activity", "signature", "countersignature"
    )


def _own(request: HttpRequest, uuid: UUID) -> Assessment:
    own: Assessment = get_object_or_404(_assessments(), uuid=uuid, assessor=request.user)
    return own


def _readable(request: HttpRequest, uuid: UUID) -> Assessment:
    found: Assessment = get_object_or_404(_assessments(), uuid=uuid)
    reader = _reader(request)
    if found.assessor_id == reader.pk:
        return found
    is_signed = found.state == Assessment.State.SIGNED
    if is_signed and found.person_id == reader.pk:
        return found
    if is_signed and access.may_read_all_records(reader):
        record_personal_read(reader, found.person, f"assessment {found.item.ref}")
        return found
    raise Http404


def _page(request: HttpRequest, shown: Assessment, error: str = "") -> HttpResponse:
    sheet = read_sheet(shown)
    is_open = shown.state == Assessment.State.OPEN and shown.assessor_id == _reader(request).pk
    context = {
        "assessment": shown,
        "sheet": sheet,
        "is_open": is_open,
        "signing": _signing(request, shown, sheet, error) if is_open or _may_countersign(request, shown) else None,
        "data_moment": shown.closed_at,
    }
    return render(request, "records/practicals/assessment.html", context, status=UNPROCESSABLE if error else 200)


def _may_countersign(request: HttpRequest, shown: Assessment) -> bool:
    is_signed = shown.state == Assessment.State.SIGNED and shown.countersignature_id is None
    return is_signed and shown.person_id == _reader(request).pk


def _signing(request: HttpRequest, shown: Assessment, sheet: Sheet, error: str) -> dict[str, Any]:
    """What the signature dialog says: the assessor signs the assessment, the person that they took part."""
    is_assessor = shown.assessor_id == _reader(request).pk
    meaning = Meaning.ASSESSED if is_assessor else Meaning.TOOK_PART
    action = "assessment-sign" if is_assessor else "assessment-countersign"
    return {
        "heading": _("Sign the assessment") if is_assessor else _("Sign that I took part"),
        "subject": f"{shown.sheet} · {shown.sheet.title}",
        "detail": f"{shown.person.shown_name} · {sheet.verdict.shown_score.normalize():f} / 100",
        "digest": digest_of(record_of(sheet)),
        "action": reverse(action, args=[shown.uuid]),
        "meanings": [(meaning.value, meaning.label)],
        "page_url": reverse("assessment", args=[shown.uuid]),
        "error": error,
        "number": request.POST.get("number", ""),
        "note": request.POST.get("note", shown.note),
    }
