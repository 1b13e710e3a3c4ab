"""Pages of signatures: the list, and one with the check whether it still holds."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from lms.foundation.accounts import access
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.audit.finding_words import problem_words
from lms.foundation.audit.queries import audit_of
from lms.foundation.audit.record_names import record_named
from lms.foundation.audit.wording import kind_word
from lms.foundation.listing import render_listing
from lms.foundation.signatures.listings import moment_with_zone, signatures_listing
from lms.foundation.signatures.models import Signature
from lms.foundation.signatures.queries import signatures_by
from lms.foundation.signatures.verify import standing_of


@require_access(access.is_signed_in)
def signatures(request: HttpRequest) -> HttpResponseBase:
    """All signatures for those who read all records; for everybody else the own ones."""
    reader = signed_in_person(request)
    reads_all = access.may_read_all_records(reader)
    rows = Signature.objects.all() if reads_all else signatures_by(reader)
    return render_listing(
        request, signatures_listing(rows), "foundation/signatures/list.html", {"reads_all": reads_all}
    )


@require_access(access.is_signed_in)
def signature(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One signature: who, when, what it means, and whether it still holds."""
    reader = signed_in_person(request)
    row = get_object_or_404(Signature.objects.select_related("signer"), uuid=uuid)
    if row.signer_id != reader.pk and not access.may_read_all_records(reader):
        raise Http404
    standing = standing_of(row)
    context = {
        "signature": row,
        "moment": moment_with_zone(row),
        "kind": kind_word(row.subject_kind),
        "standing": standing,
        "record": record_named(row, reader),
        "problem": problem_words(standing.problem),
        "history": audit_of(row.subject_kind, row.subject_uuid) if access.may_read_all_records(reader) else None,
    }
    return render(request, "foundation/signatures/detail.html", context)
