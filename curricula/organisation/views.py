"""Pages of people: the list in the reader's scope, and one person with posts and requirements."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from curricula.organisation.listings import people_listing
from curricula.organisation.models import Department
from curricula.organisation.queries import may_read_person, people_read_by, reads_everybody, with_state
from curricula.organisation.requirements import requirements_of
from curricula.training.waiving import may_waive
from lms.foundation.api import (
    access,
    clock,
    record_personal_read,
    render_listing,
    require_access,
    signed_in_person,
)
from lms.foundation.models import Person

reads_evidence = access.may_read_all_records | access.is_manager


@require_GET
@require_access(access.may_read_people)
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody whom the reader may see, with posts as of today."""
    reader, day = signed_in_person(request), clock.today()
    return render_listing(
        request,
        people_listing(people_read_by(reader, day), day),
        "curricula/organisation/people.html",
        {"day": day, "sees_all": reads_everybody(reader), "may_import": access.may_import_people(reader)},
    )


@require_GET
@require_access(access.is_signed_in)
def person(request: HttpRequest, number: str) -> HttpResponseBase:
    """One person: posts, and what is asked with its state. Reading somebody else's record is noted."""
    reader, day = signed_in_person(request), clock.today()
    subject = get_object_or_404(Person, number=number)
    if not may_read_person(reader, subject, day):
        raise Http404
    record_personal_read(reader, subject, "person")
    postings = with_state(subject.postings.order_by("-starts_on", "-is_main"), day)
    return render_listing(
        request,
        requirements_of(subject, day, may_waive=may_waive(reader, subject)),
        "curricula/organisation/person.html",
        {
            "subject": subject,
            "postings": postings.select_related("job_role", "department", "site", "shift", "line", "station"),
            "heads": Department.objects.filter(head=subject),
            "day": day,
            "sees_list": access.may_read_people(reader),
            "reads_evidence": reader == subject or reads_evidence(reader),
        },
    )
