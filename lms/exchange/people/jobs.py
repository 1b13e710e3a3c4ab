"""Imports too long for a request: reading and planning, and applying. Registered when the application starts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.exchange.people.models import PeopleImport
from lms.exchange.people.services import apply_import, make_dry_run
from lms.foundation.api import Report, access, job_kind, start_job
from lms.foundation.models import Job, Person

READ, APPLY = "people-import.read", "people-import.apply"


@job_kind(READ, _("Reading a people file"), again=access.may_import_people)
def read_in_background(job: Job, report: Report) -> None:
    """Make the dry run of one received file."""
    people_import = PeopleImport.objects.get(uuid=job.parameters["import"])
    report(0, 1, _("The rows are being read and compared with the present posts."))
    make_dry_run(people_import)
    report(1, 1, _("The dry run is ready."))
    job.result_url = page_of(people_import)


@job_kind(APPLY, _("Applying a people file"), again=access.may_import_people)
def apply_in_background(job: Job, report: Report) -> None:
    """Apply one dry run; whoever started the job is the one who applied it."""
    people_import = PeopleImport.objects.get(uuid=job.parameters["import"])
    report(0, 1, _("People, posts and assignments are being written, all or nothing."))
    apply_import(people_import, actor=job.owner)
    report(1, 1, _("The file has been applied."))
    job.result_url = page_of(people_import)


def start(kind: str, people_import: PeopleImport, *, owner: Person) -> Job:
    """Start one of the two and note it in the import, whose page then shows the progress."""
    job = start_job(kind, owner=owner, parameters={"import": str(people_import.uuid)})
    PeopleImport.objects.filter(pk=people_import.pk).update(job=job)
    return job


def page_of(people_import: PeopleImport) -> str:
    """The address of an import."""
    return reverse("people-import-file", args=[people_import.uuid])
