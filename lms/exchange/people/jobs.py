"""Imports too long for a request: reading and planning, applying, undoing. Registered when the application starts."""

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.exchange.people.models import PeopleImport
from lms.exchange.people.services import apply_import, make_dry_run, undo_import
from lms.exchange.people.undoing import UndoResult
from lms.foundation.api import Report, access, is_chinese, job_kind, start_job
from lms.foundation.models import Job, JobState, Person

READ, APPLY, UNDO = "people-import.read", "people-import.apply", "people-import.undo"


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


@job_kind(UNDO, _("Undoing a people file"), again=access.may_import_people)
def undo_in_background(job: Job, report: Report) -> None:
    """Take back one import; whoever started the job is the one who undid it, for the reason given then."""
    people_import = PeopleImport.objects.get(uuid=job.parameters["import"])
    report(0, 1, _("People and posts are being put back, all or nothing."))
    result = undo_import(people_import, actor=job.owner, reason=job.parameters["reason"])
    report(1, 1, lazy(what_was_undone, str)(result))
    job.result_url = page_of(people_import)


def what_was_undone(result: UndoResult) -> str:
    """What became of an import that was taken back, and who of its people stays because there are records about them."""
    undone = gettext("The import has been undone. People and posts are as they were before.")
    if not result.kept:
        return undone
    stay = gettext("%(people)s stay, deactivated, because records about them exist by now. Their posts have ended.")
    return f"{undone}{'' if is_chinese() else ' '}{stay % {'people': gettext(', ').join(result.kept)}}"


def is_under_way(people_import: PeopleImport) -> bool:
    """Whether a job of the import waits or runs."""
    return people_import.job is not None and people_import.job.state in {JobState.WAITING, JobState.RUNNING}


def start(kind: str, people_import: PeopleImport, *, owner: Person, **more: str) -> Job:
    """Start one of the three and note it in the import, whose page then shows the progress."""
    job = start_job(kind, owner=owner, parameters={"import": str(people_import.uuid), **more})
    PeopleImport.objects.filter(pk=people_import.pk).update(job=job)
    return job


def page_of(people_import: PeopleImport) -> str:
    """The address of an import."""
    return reverse("people-import-file", args=[people_import.uuid])
