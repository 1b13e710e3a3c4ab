"""Pages of certificates: the register, mine, one, its print, its verification, withdrawal, and rights in the ERP."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.foundation.api import (
    access,
    audit_of,
    clock,
    record_personal_read,
    render_listing,
    require_access,
    signed_in_person,
)
from lms.foundation.models import Person
from lms.records.evidence.readers import may_read_records_of, people_readable_by, reads_records_of_others
from lms.records.qualifications import listings
from lms.records.qualifications.certificate import certificate_context, certificate_pdf
from lms.records.qualifications.ending import withdraw_qualification
from lms.records.qualifications.forms import WithdrawForm
from lms.records.qualifications.issuing import QualificationRefused
from lms.records.qualifications.models import Qualification
from lms.records.qualifications.queries import (
    SHAPES,
    STATES,
    qualifications_of,
    state_on,
    valid_qualifications,
    with_state,
)
from lms.records.qualifications.rights import clashes_on, granted_bundles


@require_access(access.is_signed_in)
def qualifications(request: HttpRequest) -> HttpResponseBase:
    """The register of everybody whose records the reader may open; a learner is shown the own certificates instead."""
    if not reads_records_of_others(signed_in_person(request)):
        return redirect("my-qualifications")
    day = clock.today()
    listing = listings.register(people_readable_by(signed_in_person(request), day), day)
    context = {"day": day, "may_read_rights": access.may_read_all_records(request.user)}
    return render_listing(request, listing, "records/qualifications/list.html", context)


@require_access(access.is_signed_in)
def my_qualifications(request: HttpRequest) -> HttpResponse:
    """The reader's own certificates, what holds first."""
    day = clock.today()
    certificates: Iterable[Any] = qualifications_of(signed_in_person(request), day)
    rows = [(row, SHAPES[row.state], STATES[row.state]) for row in certificates]
    granted = granted_bundles(signed_in_person(request), day)
    return render(request, "records/qualifications/mine.html", {"rows": rows, "granted": granted, "day": day})


@require_access(access.is_signed_in)
def qualification(request: HttpRequest, number: str) -> HttpResponse:
    """One certificate with its evidence, what it opens, and its history."""
    row = _readable(request, number)
    state = state_on(row, clock.today())
    context = {
        **certificate_context(row, request),
        "kind": row.type,
        "word": STATES[state],
        "shape": SHAPES[state],
        "newer": Qualification.objects.filter(supersedes=row).first(),
        "ending": getattr(row, "ending", None),
        "history": audit_of("qualification", row.uuid),
        "may_withdraw": _may_withdraw(signed_in_person(request), row),
    }
    return render(request, "records/qualifications/detail.html", context)


@require_access(access.is_signed_in)
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate to print."""
    row = _readable(request, number)
    return render(request, "records/qualifications/certificate.html", certificate_context(row, request))


@require_access(access.is_signed_in)
def certificate_file(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate as a PDF."""
    row = _readable(request, number)
    response = HttpResponse(certificate_pdf(row, request), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{row.number}.pdf"'
    return response


@require_safe
@cache_control(private=True, max_age=60)
def certificate_verify(request: HttpRequest, token: str) -> HttpResponse:
    """Public: whether a certificate is genuine and holds today. Says nothing else about the person; one query."""
    rows: QuerySet[Any] = with_state(Qualification.objects.filter(token=token), clock.today())
    row = rows.select_related("type", "person").first()
    known = {"row": row, "word": STATES[row.state], "shape": SHAPES[row.state]} if row else {"row": None}
    response = render(
        request, "records/qualifications/verify.html", {**known, "day": clock.today()}, status=200 if row else 404
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_access(access.is_training_lead)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraw a certificate with a reason."""
    row = _readable(request, number)
    if not _may_withdraw(signed_in_person(request), row):
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_qualification(row, actor=signed_in_person(request), reason=form.cleaned_data["reason"])
        except QualificationRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(
                request,
                _("%(number)s is withdrawn from today. The rights it opened have ended.") % {"number": row.number},
            )
            return redirect("qualification", number=row.number)
    return render(request, "confirm.html", _withdrawal(row, form), status=422 if form.is_bound else 200)


@require_access(access.may_read_all_records)
def permissions(request: HttpRequest) -> HttpResponseBase:
    """Rights in the ERP that follow from posts and certificates, and duties that exclude each other."""
    day = clock.today()
    context = {"clashes": clashes_on(day), "day": day} if not request.GET.get("export") else {}
    return render_listing(request, listings.rights_listing(day), "records/qualifications/permissions.html", context)


def _withdrawal(row: Qualification, form: WithdrawForm) -> dict[str, object]:
    named = {"number": row.number, "name": row.person.name, "type": row.type.name}
    return {
        "heading": _("Withdraw %(number)s") % named,
        "sentence": _("%(name)s will no longer hold “%(type)s” from today.") % named,
        "consequences": [
            _("The rights and equipment that it opens end at once."),
            _("The certificate stays on record; evidence given until now does not bring it back."),
        ],
        "confirm_label": _("Withdraw the qualification"),
        "cancel_url": reverse("qualification", args=[row.number]),
        "is_danger": True,
        "form": form,
    }


def _readable(request: HttpRequest, number: str) -> Qualification:
    rows = Qualification.objects.select_related("type", "person", "supersedes", "ending__ended_by")
    row = rows.filter(number=number).first()
    if row is None or not may_read_records_of(signed_in_person(request), row.person, clock.today()):
        raise Http404
    record_personal_read(signed_in_person(request), row.person, f"qualification {row.number}")
    return row


def _may_withdraw(reader: Person, row: Qualification) -> bool:
    holds = valid_qualifications(_day_of(row)).filter(pk=row.pk).exists()
    return access.is_training_lead(reader) and reader.pk != row.person_id and holds


def _day_of(row: Qualification) -> date:
    return max(clock.today(), row.valid_from)
