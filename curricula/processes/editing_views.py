"""Pages that change steps and indicators: for those who keep them; nobody else finds them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curricula.edited import INDICATOR, STEP, identity_of
from curricula.processes.editing import (
    describe_step,
    indicator_record,
    plan_indicator,
    record_reading,
    step_record,
)
from curricula.processes.forms import PlanForm, ReadingForm, StepForm, exception_rows, filled, plan_initial
from curricula.processes.models import GoalIndicator, Step
from curricula.processes.work_form import WorkForm
from lms.foundation.api import Refusal, access, digest_of, require_access, signed_in_person
from lms.foundation.models import AuditEntry

may_edit_steps = access.is_training_lead | access.is_author  # type: ignore[operator]  # rules predicates join
may_edit_indicators = access.is_training_lead
REFUSED = 422


@require_http_methods(["GET", "POST"])
@require_access(may_edit_steps)
def step_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The texts of one step, its exceptions, and how it is worked."""
    step = get_object_or_404(Step, code=code)
    record, sent = step_record(step), request.POST if request.method == "POST" else None
    form = StepForm(sent, initial={**record, "opened": digest_of(record)})
    rows, work = exception_rows(step, sent), WorkForm(sent, record)
    if sent is not None and all([form.is_valid(), rows.is_valid(), work.is_valid()]):
        values = form.cleaned_data
        try:
            describe_step(
                step, form.texts(), filled(rows), work.work(), opened=values["opened"],
                actor=signed_in_person(request), reason=values["reason"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The step's new description is saved. The reason is in the audit trail."))
            return redirect("step", step.code)
    context = {"step": step, "form": form, "rows": rows, "work": work, "history": _history(STEP, step.code)}
    return render(request, "curricula/processes/step_edit.html", context, status=REFUSED if sent is not None else 200)


@require_http_methods(["GET", "POST"])
@require_access(may_edit_indicators)
def indicator_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Plan and measured values of one indicator: two forms, each saved by its own button."""
    indicator = get_object_or_404(GoalIndicator.objects.select_related("goal"), code=code)
    sent, which = (request.POST, request.POST.get("form")) if request.method == "POST" else (None, "")
    initial = {**plan_initial(indicator), "opened": digest_of(indicator_record(indicator))}
    plan = PlanForm(sent if which == "plan" else None, initial=initial)
    reading = ReadingForm(sent if which == "reading" else None)
    form: Any = plan if which == "plan" else reading
    if sent is not None and form.is_valid():
        values, actor = form.cleaned_data, signed_in_person(request)
        try:
            if which == "plan":
                plan_indicator(indicator, plan.plan(), opened=values["opened"], actor=actor, reason=values["reason"])
            else:
                record_reading(indicator, values["value"], values["measured_on"], actor=actor, reason=values["note"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved. The reason is in the audit trail."))
            return redirect(f"{reverse('goals')}#{indicator.goal.code}")
    context = {
        "indicator": indicator,
        "plan": plan,
        "reading": reading,
        "readings": indicator.readings.select_related("recorded_by"),
        "history": _history(INDICATOR, indicator.code),
    }
    status = REFUSED if sent is not None else 200
    return render(request, "curricula/processes/indicator_edit.html", context, status=status)


def _history(kind: str, code: str) -> Any:
    """The newest changes of a record, from the trail."""
    entries = AuditEntry.objects.filter(subject_kind=kind, subject_uuid=identity_of(kind, code))
    return entries.order_by("-sequence")[:10]
