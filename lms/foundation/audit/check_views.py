"""The page on which the records are verified: start it, what the last check found, all checks, and each as a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from lms.foundation.accounts import access
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.audit.checking import file_of_check, said_of, start_check
from lms.foundation.audit.finding_words import check_word, problem_words
from lms.foundation.audit.models import RecordCheck
from lms.foundation.audit.queries import standing_alarm
from lms.foundation.errors import Refusal
from lms.foundation.listing import Column, Listing, render_listing
from lms.foundation.templatetags.people import person as person_name
from lms.foundation.templatetags.shapes import state as state_mark
from lms.foundation.templatetags.wording import number

BY_ITSELF = _("The system, every night")
SHOWN_FINDINGS = 20
"""rows that the page names of the newest check; the file names all that were kept"""


@require_http_methods(["GET", "POST"])
@require_access(access.may_verify_records)
def record_checks(request: HttpRequest) -> HttpResponseBase:
    """The newest check and all before it; a POST starts another as a job."""
    if request.method == "POST":
        try:
            return redirect("job", uuid=start_check(owner=signed_in_person(request)).uuid)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("record-checks")
    newest = RecordCheck.objects.select_related("by").order_by("pk").last()
    alarm = standing_alarm()
    context: dict[str, Any] = {
        "newest": newest,
        "by_itself": BY_ITSELF,
        "may_read_trail": access.may_read_audit_trail(request.user),
    }
    if newest is not None:
        context["said"] = said_of(newest)
        context["kinds"] = [(check_word(one["name"]), one["rows"], one["findings"]) for one in newest.checks]
        context["findings"] = _findings(newest)
    if alarm is not None and alarm != newest:
        context |= {"alarmed": alarm, "alarmed_said": said_of(alarm), "alarmed_findings": _findings(alarm)}
    return render_listing(request, _checks(), "foundation/audit/checks.html", context)


@require_GET
@require_access(access.may_verify_records)
def record_check_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One check with everything that was kept of it."""
    check = get_object_or_404(RecordCheck.objects.select_related("by"), uuid=uuid)
    name = f"verification-{check.finished_at:%Y-%m-%d-%H%M}.json"
    return JsonResponse(
        file_of_check(check),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _findings(check: RecordCheck) -> list[tuple[str, str, str]]:
    """Kind, row and problem of the first findings, in the reader's language."""
    return [
        (check_word(one["table"]), one["row"], problem_words(one["problem"])) for one in check.findings[:SHOWN_FINDINGS]
    ]


def _checks() -> Listing:
    return Listing(
        rows=RecordCheck.objects.select_related("by").order_by("-pk"),
        columns=(
            Column("finished_at", _("When"), sort="finished_at"),
            Column("by", _("By"), value=_by_name, show=_by),
            Column("rows", _("Rows checked"), value=lambda row: row.row_count, align="end"),
            Column("findings", _("Result"), value="finding_count", show=_result, sort="finding_count"),
            Column("first", _("First row found"), value=_first),
            Column("head", _("Head of the chain"), value=lambda row: f"#{row.head_sequence}"),
            Column("hash", _("Hash"), value="head_hash", on_page=False),
            Column("file", _("File"), value=lambda row: "JSON", link=_file, in_export=False),
        ),
        default_sort="-finished_at",
        export_name="verifications",
        label=_("Verifications so far"),
        empty=_("The records have not been verified here yet."),
    )


def _by_name(row: RecordCheck) -> str:
    return row.by.name if row.by else str(BY_ITSELF)


def _by(row: RecordCheck) -> str:
    return person_name(row.by) if row.by else str(BY_ITSELF)


def _result(row: RecordCheck) -> str:
    if not row.finding_count:
        return state_mark("go", str(_("Unaltered")))
    found = ngettext("%(count)s finding", "%(count)s findings", row.finding_count)
    return state_mark("stop", found % {"count": number(row.finding_count)})


def _first(row: RecordCheck) -> str:
    first = row.findings[0] if row.findings else None
    return f"{check_word(first['table'])} {first['row']} {problem_words(first['problem'])}" if first else ""


def _file(row: RecordCheck) -> str:
    return reverse("record-check-file", args=[row.uuid])
