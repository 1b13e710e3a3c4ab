"""The readiness report to take away: started as a job, because setting the pages takes seconds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language

from lms.foundation.api import access, require_access, start_job
from reporting.documents.jobs import PRINT
from reporting.snapshots.models import Snapshot


@require_access(access.may_read_all_records)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Print the report of one snapshot in the reader's language; its progress page gives the file. It names people."""
    snapshot = get_object_or_404(Snapshot.objects.only("number"), number=number)
    parameters = {
        "number": snapshot.number,
        "report_language": "zh-hans" if (get_language() or "zh").startswith("zh") else "en",
    }
    job = start_job(PRINT, owner=request.user, parameters=parameters)  # type: ignore[arg-type]  # signed in: a Person
    return redirect("job", uuid=job.uuid)
