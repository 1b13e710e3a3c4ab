"""Pages of a waiver: what is asked of one person by one activity, the waiver in force, the lead's form, and its end."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from curricula.organisation.queries import may_read_person
from curricula.training.models import Activity
from curricula.training.queries import assignments_in_force, with_status
from curricula.training.waiving import (
    WaiverRefused,
    end_waiver,
    history_of,
    marks_on,
    may_waive,
    waive,
    waiver_on,
)
from lms.foundation.api import access, clock, record_personal_read, require_access, signed_in_person
from lms.foundation.models import Person


class WaiverForm(forms.Form):
    """Shape only: who answers, what is done instead, until when, and why."""

    owner = forms.ModelChoiceField(
        label=gettext_lazy("Owner (staff number)"),
        queryset=Person.objects.all(),
        to_field_name="number",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Who answers for the risk while the requirement is waived."),
        error_messages={"invalid_choice": gettext_lazy("There is nobody with this staff number.")},
    )
    mitigation = forms.CharField(
        label=gettext_lazy("What is done instead"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It is printed in the readiness report, with owner and last day."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed: the record is regulated."),
    )


class EndForm(forms.Form):
    """Why it ends."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def waiver(request: HttpRequest, number: str, activity: str) -> HttpResponse:
    """What is asked and the waiver on it, for whoever reads the person's record; a training lead waives."""
    reader, day = signed_in_person(request), clock.today()
    subject, asked = _found(reader, number, activity)
    may = may_waive(reader, subject)
    if request.method == "POST" and not may:
        raise Http404
    form = WaiverForm(request.POST or None) if may else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            waive(subject, asked, **form.cleaned_data, actor=reader)
        except WaiverRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The requirement is waived. It counts apart until its last day."))
            return redirect("waiver", subject.number, asked.code)
    record_personal_read(reader, subject, "person")
    assignments = assignments_in_force(day).filter(person=subject, activity=asked)
    context: dict[str, Any] = {
        "subject": subject,
        "activity": asked,
        "assignments": with_status(assignments, day).select_related("go_live").order_by("go_live__on"),
        "waiver": waiver_on(subject, asked, day),
        "history": history_of(subject, asked),
        "form": form,
    }
    refused = form is not None and form.is_bound
    return render(request, "curricula/training/waiver.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def waiver_end(request: HttpRequest, number: str, activity: str) -> HttpResponse:
    """Ask for the reason, then end the waiver."""
    lead = signed_in_person(request)
    subject, asked = _found(lead, number, activity)
    mark = waiver_on(subject, asked, clock.today())
    if not may_waive(lead, subject) or (mark is None and request.method == "GET"):
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            end_waiver(subject, asked, reason=form.cleaned_data["reason"], actor=lead)
        except WaiverRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The waiver has ended. The requirement counts again."))
            return redirect("waiver", subject.number, asked.code)
    context = {
        "heading": _("End the waiver"),
        "sentence": f"{_('{} ({})').format(subject.shown_name, subject.number)} · {asked.name}",
        "consequences": [_("The requirement counts again from today, with the state it has by itself.")],
        "confirm_label": _("End the waiver"),
        "cancel_url": reverse("waiver", args=[subject.number, asked.code]),
        "form": form,
    }
    return render(request, "confirm.html", context, status=422 if form.is_bound else 200)


def _found(reader: Person, number: str, code: str) -> tuple[Person, Activity]:
    """Whom and what it is about; not found where the reader may not read the person, or nothing was ever asked."""
    subject, asked = get_object_or_404(Person, number=number), get_object_or_404(Activity, code=code)
    if not may_read_person(reader, subject, clock.today()):
        raise Http404
    if not subject.assignments.filter(activity=asked).exists() and not marks_on(subject, asked).exists():
        raise Http404
    return subject, asked
