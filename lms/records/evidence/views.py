"""Pages of evidence: one fact, its correction, and everything recorded about a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from curricula.models import EvidenceFact
from lms.foundation.api import (
    access,
    audit_of,
    clock,
    record_personal_read,
    render_listing,
    require_access,
    signatures_on,
    signed_in_person,
)
from lms.foundation.models import Person
from lms.records.evidence import wording
from lms.records.evidence.correcting import correct_evidence
from lms.records.evidence.forms import CorrectionForm
from lms.records.evidence.listings import evidence_listing
from lms.records.evidence.queries import consequences_of
from lms.records.evidence.readers import may_read_records_of
from lms.records.evidence.services import EvidenceRefused


@require_access(access.is_signed_in)
def evidence(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One fact: what, when, against which version, judged by whom, and what followed from it."""
    fact = _readable(request, uuid)
    newer = EvidenceFact.objects.filter(corrects=fact).first()
    context = {
        **_facts_of(fact),
        "newer": newer,
        "consequences": consequences_of(fact),
        "signatures": signatures_on("evidence", fact.uuid),
        "history": audit_of("evidence", fact.uuid),
        "may_correct": newer is None and _may_correct(signed_in_person(request), fact),
    }
    return render(request, "records/evidence/detail.html", context)


@require_access(access.is_signed_in)
def evidence_of_person(request: HttpRequest, number: str) -> HttpResponseBase:
    """Everything recorded about one person; the reader's own, or of somebody whose records the reader may open."""
    person = get_object_or_404(Person, number=number)
    if not may_read_records_of(signed_in_person(request), person, clock.today()):
        raise Http404
    record_personal_read(
        signed_in_person(request), person, "evidence" if "export" not in request.GET else "evidence as a file"
    )
    return render_listing(request, evidence_listing(person), "records/evidence/list.html", {"person": person})


@require_access(access.is_training_lead)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put right what was recorded wrongly: a new fact that names the old one."""
    fact = _readable(request, uuid)
    if not _may_correct(signed_in_person(request), fact):
        raise Http404
    form = CorrectionForm(
        request.POST or None, initial={"outcome": fact.outcome, "level": fact.level, "score": fact.score}
    )
    if request.method == "POST" and form.is_valid():
        try:
            newer = correct_evidence(fact, actor=signed_in_person(request), **form.cleaned_data)
        except EvidenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Corrected. The old entry stays and no longer counts."))
            return redirect("evidence", uuid=newer.uuid)
    context = {**_facts_of(fact), "form": form}
    return render(request, "records/evidence/correct.html", context, status=422 if form.is_bound else 200)


def _facts_of(fact: EvidenceFact) -> dict[str, Any]:
    return {
        "fact": fact,
        "outcome": wording.outcome_of(fact),
        "shape": wording.SHAPES.get(fact.outcome, "none"),
        "method": wording.method_of(fact),
        "source": wording.SOURCES.get(fact.source, fact.source),
    }


def _readable(request: HttpRequest, uuid: UUID) -> EvidenceFact:
    rows = EvidenceFact.objects.select_related("person", "activity", "item", "judged_by", "corrects")
    fact = rows.filter(uuid=uuid).first()
    if fact is None or not may_read_records_of(signed_in_person(request), fact.person, clock.today()):
        raise Http404
    record_personal_read(signed_in_person(request), fact.person, f"evidence {fact.activity.code}")
    return fact


def _may_correct(reader: Person, fact: EvidenceFact) -> bool:
    return access.is_training_lead(reader) and reader.pk != fact.person_id
