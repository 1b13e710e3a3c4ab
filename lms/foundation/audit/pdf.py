"""The trail as a PDF for an inspector, made by a job: thousands of rows take longer than a page may."""

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from lms.foundation import clock
from lms.foundation.accounts import access
from lms.foundation.audit.listings import trail_listing
from lms.foundation.audit.models import AuditEntry
from lms.foundation.audit.record_names import RecordNames
from lms.foundation.audit.verify import chain_head
from lms.foundation.jobs.files import attach_file
from lms.foundation.jobs.models import Job
from lms.foundation.jobs.services import Report, job_kind
from lms.foundation.listing.pages import ListingPage
from lms.foundation.printing import weasyprint

KIND = "audit-trail-pdf"
MOST_ROWS = 3000
"""entries: some two hundred pages; whoever needs more takes the CSV, or narrows the days"""


@job_kind(KIND, gettext_lazy("Audit trail as PDF"), again=access.may_read_audit_trail)
def make_trail_pdf(job: Job, report: Report) -> None:
    """Write the entries that answer the job's query, newest first."""
    matching = ListingPage(trail_listing(), QueryDict(job.parameters.get("query", ""))).matching
    rows: list[AuditEntry] = list(matching[:MOST_ROWS])
    report(1, 3, lazy(_entries_read, str)(len(rows)))
    names = RecordNames()
    names.gather(rows)
    context = {
        "rows": [(entry, names.label(entry)) for entry in rows], "head": chain_head(), "made_at": clock.now(),
        "owner": job.owner, "zone": settings.TIME_ZONE, "is_cut": len(rows) == MOST_ROWS, "most": MOST_ROWS,
    }  # fmt: skip
    page = render_to_string("foundation/audit/trail_sheet.html", context)
    report(2, 3, gettext_lazy("Setting the pages"))
    content = bytes(weasyprint().HTML(string=page).write_pdf(stylesheets=[weasyprint().CSS(string=STYLE)]))
    attach_file(job, f"audit-trail-{clock.today():%Y-%m-%d}.pdf", content)
    report(3, 3, gettext_lazy("Ready"))


STYLE = """
@page { size: A4 landscape; margin: 14mm 12mm; @bottom-right { content: counter(page) "/" counter(pages); font: 8pt sans-serif } }
body { font: 8pt "Inter", "Noto Sans CJK SC", sans-serif; color: #10222e }
h1 { font-size: 14pt; margin: 0 0 2mm }
p { margin: 0 0 3mm; color: #4a5b66 }
table { border-collapse: collapse; width: 100% }
thead { display: table-header-group }
th, td { text-align: left; vertical-align: top; border-bottom: .3pt solid #b9c6cd; padding: 1mm 1.5mm }
tr { break-inside: avoid }
.mono { font-family: monospace; font-size: 7pt; overflow-wrap: anywhere }
"""


def _entries_read(count: int) -> str:
    return gettext("Entries read: %(count)s") % {"count": count}
