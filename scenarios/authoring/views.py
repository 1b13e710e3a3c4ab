"""Pages on which training leads and authors write drills."""

import uuid as ids
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.foundation.api import Refusal, access, is_chinese, require_access, signed_in_person
from scenarios.authoring import services
from scenarios.authoring.document import parsed
from scenarios.authoring.drafting import vary
from scenarios.authoring.forms import BasicsForm, FileForm, PathForm, ReasonForm, RecordForm, TwistForm
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.presenting import path_lines, rule_lines, rules_from, twist_parts
from scenarios.drills.models import Scenario
from scenarios.drills.queries import current_version
from scenarios.engine.api import Outcome
from scenarios.grading.api import command_text, write_bundle
from scenarios.sandbox.dataset_store import find_dataset
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt

may_write_drills = access.is_training_lead | access.is_author
SHOWN_DRAFTS = 100
YAML = "application/yaml; charset=utf-8"


@require_GET
@require_access(may_write_drills)
def drafts(request: HttpRequest) -> HttpResponse:
    """All drafts, and the ways to begin one."""
    rows = ScenarioDraft.objects.select_related("author")[:SHOWN_DRAFTS]
    found = [(row, (parsed(row.text).get("title") or {}).get(_language(), row.code)) for row in rows]
    context = {"drafts": found, "form": FileForm(), "token": ids.uuid4()}
    return render(request, "scenarios/authoring/drafts.html", context)


@require_POST
@require_access(may_write_drills)
def workbench(request: HttpRequest) -> HttpResponse:
    """Sit down in the whole company with every hat."""
    attempt = services.open_workbench(request.user, token=_token(request))
    return redirect("drill-attempt", uuid=attempt.uuid)


@require_POST
@require_access(may_write_drills)
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a drill's file in as a draft, or name everything that is wrong with it."""
    form = FileForm(request.POST, request.FILES)
    problems: list[str] = []
    if form.is_valid():
        try:
            made, bundle = services.import_draft(
                request.user, form.cleaned_data["text"], file=form.cleaned_data["file"].name
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            if made is not None:
                return redirect("drill-draft", uuid=made.uuid)
            problems = [problem.say(_language()) for problem in bundle.problems]
    context = {"drafts": [], "form": form, "problems": problems, "token": ids.uuid4()}
    return render(request, "scenarios/authoring/drafts.html", context, status=422)


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def record(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """Make a draft of one's own play-through."""
    mine = Attempt.objects.filter(person=request.user.pk).select_related("version__scenario", "person")
    attempt = get_object_or_404(mine, uuid=uuid)
    form = RecordForm(request.POST or None, steps=_steps(attempt))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        title = {"zh": given["title_zh"], "en": given["title_en"]}
        try:
            made = services.draft_from_attempt(
                request.user, attempt, code=given["code"].strip().upper(), title=title, cut=given["cut"]
            )
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("drill-draft-rules", uuid=made.uuid)
    context = {"form": form, "attempt": attempt, "scenario": attempt.version.scenario}
    return render(request, "scenarios/authoring/record.html", context, status=422 if form.errors else 200)


def _steps(attempt: Attempt) -> list[tuple[int, str]]:
    opening = opening_of(attempt)
    rows = state_of(attempt).journal[opening.first_seq - 1 :]
    seats = opening.scenario.seat_ids
    return [
        (row.seq, f"{row.seq} · {row.command.user} · {command_text(row.command.name).say(_language())}")
        for row in rows
        if row.command.seat in seats and row.outcome is Outcome.ACCEPTED and row.command.name != "hat.switch"
    ]


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def draft(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """What the learner reads, and what the catalogue says."""
    found = _found(uuid)
    form = BasicsForm(request.POST or None, initial=BasicsForm.values_of(parsed(found.text)))
    if request.method == "POST" and form.is_valid():
        answer = _changed(request, found, lambda tree, paths: (form.applied(tree), paths), "drill-draft-rules")
        if answer is not None:
            return answer
    return _page(request, found, "draft", form=form)


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def rules(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The rules as sentences: keep, prune, weigh, mark as critical."""
    found = _found(uuid)
    if request.method == "POST":
        chosen = rules_from(request.POST, int(request.POST.get("count") or 0))
        answer = _changed(request, found, lambda tree, paths: ({**tree, **chosen}, paths), "drill-draft-twists")
        if answer is not None:
            return answer
        found.refresh_from_db()
    dataset = find_dataset(parsed(found.text).get("dataset", ""))
    lines = rule_lines(found, dataset) if dataset is not None else []
    kept = sum(line.is_kept for line in lines)
    return _page(request, found, "rules", lines=lines, kept=kept, more=len(lines) - kept)


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def twists(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """Values that differ from attempt to attempt."""
    found = _found(uuid)
    form = TwistForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, values = form.cleaned_data["name"], form.cleaned_data["values"]
        answer = _changed(request, found, lambda tree, paths: vary(tree, paths, name, values), "drill-draft-twists")
        if answer is not None:
            return answer
    bound = (((parsed(found.text).get("start") or {}).get("variants") or {}).get("bind") or {}).items()
    drawn = [(name, [twist_parts(value) for value in row.get("choice", [])]) for name, row in bound]
    return _page(request, found, "twists", form=form, bound=drawn)


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def ways(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The recorded ways: play the draft, then keep a trial as a wrong way or as a right one."""
    found = _found(uuid)
    trials = Attempt.objects.filter(
        person=request.user.pk, version__scenario__code=found.code, version__is_trial=True
    ).order_by("-started_at")
    wanted = request.POST.get("do", "")
    form = PathForm(request.POST if wanted == "add" else None, attempts=trials)
    if request.method == "POST":
        try:
            if wanted == "try":
                return redirect(
                    "drill-attempt", uuid=services.start_trial(request.user, found, token=_token(request)).uuid
                )
            if wanted == "renew":
                services.renew_expectations(found, edit_count=_edit_count(request))
                return redirect("drill-draft-ways", uuid=found.uuid)
            if form.is_valid():
                given = form.cleaned_data
                services.add_path(
                    found,
                    given["attempt"],
                    title={"zh": given["title_zh"], "en": given["title_en"]},
                    is_solution=given["kind"] == "solution",
                    edit_count=_edit_count(request),
                )
                return redirect("drill-draft-ways", uuid=found.uuid)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            found.refresh_from_db()
    return _page(
        request, found, "ways", form=form, lines=path_lines(found), has_trials=trials.exists(), token=ids.uuid4()
    )


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def text(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The whole file, for those who would rather write it."""
    found = _found(uuid)
    shown, problems = write_bundle(found.text, found.paths), []
    if request.method == "POST":
        shown = request.POST.get("text", "").replace("\r\n", "\n")
        try:
            bundle = services.replace_text(found, shown, edit_count=_edit_count(request))
            problems = [problem.say(_language()) for problem in bundle.problems]
            if not problems:
                messages.success(request, _("Saved."))
                return redirect("drill-draft-text", uuid=found.uuid)
        except Refusal as refusal:
            problems = [str(refusal)]
        found.refresh_from_db()
    return _page(request, found, "text", shown=shown, problems=problems)


@require_GET
@require_access(may_write_drills)
def check(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The contract, line by line, and the way to publish where it holds."""
    found = _found(uuid)
    checked = services.check_draft(found)
    lines = [
        (row, [complaint.say(_language()) for complaint in row.complaints])
        for row in checked.reports
    ]  # fmt: skip
    form = ReasonForm(initial={"edit_count": found.edit_count})
    return _page(request, found, "check", checked=checked, lines=lines, form=form)


@require_POST
@require_access(may_write_drills)
def publish(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """Make the draft a version that learners play."""
    found = _found(uuid)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why this version is published; the audit trail keeps it."))
        return redirect("drill-draft-check", uuid=uuid)
    try:
        services.publish_draft(
            found,
            actor=signed_in_person(request),
            reason=form.cleaned_data["reason"],
            edit_count=form.cleaned_data["edit_count"],
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drill-draft-check", uuid=uuid)
    messages.success(
        request, _("Published. Learners meet this version from now on; attempts begun before stay with theirs.")
    )
    return redirect("drill", code=found.code)


@require_http_methods(["GET", "POST"])
@require_access(may_write_drills)
def drop(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """Close a draft without publishing it."""
    found = _found(uuid)
    form = ReasonForm(request.POST or None, initial={"edit_count": found.edit_count})
    if request.method == "POST" and form.is_valid():
        services.drop_draft(found, actor=signed_in_person(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("The draft is closed. Its text stays readable."))
        return redirect("drill-drafts")
    context = {
        "heading": _("Drop the draft"), "form": form, "is_danger": True, "confirm_label": _("Drop the draft"),
        "sentence": _("The draft is closed and can no longer be published. Its text stays readable."),
        "cancel_url": reverse("drill-draft", args=[uuid]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_GET
@require_access(may_write_drills)
def export(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The draft as one file."""
    found = _found(uuid)
    return _file(write_bundle(found.text, found.paths), f"{found.code}-draft.yaml")


@require_GET
@require_access(may_write_drills | access.is_auditor)
def export_version(request: HttpRequest, code: str) -> HttpResponse:
    """The published version of a drill with its paths, as one file; `?version=` names an older one."""
    scenario = get_object_or_404(Scenario, code=code)
    wanted = request.GET.get("version", "")
    version = scenario.versions.filter(version=wanted, is_trial=False).first() if wanted else current_version(scenario)
    if version is None:
        raise Http404
    return _file(write_bundle(version.source, version.paths), f"{code}-{version.version}.yaml")


def _file(content: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=YAML)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(uuid: ids.UUID) -> ScenarioDraft:
    return get_object_or_404(ScenarioDraft.objects.select_related("author"), uuid=uuid)


def _changed(request: HttpRequest, found: ScenarioDraft, change: Any, onward: str) -> HttpResponse | None:
    """Apply a change and go on; a refusal is said on the same page, and what was entered stays in the form."""
    try:
        services.change_draft(found, change, edit_count=_edit_count(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, _("Saved."))
    return redirect(onward, uuid=found.uuid)


def _page(request: HttpRequest, found: ScenarioDraft, name: str, **own: Any) -> HttpResponse:
    title = (parsed(found.text).get("title") or {}).get(_language(), found.code)
    form = own.get("form")
    context = {"draft": found, "title": title, "here": name, **own}
    has_errors = bool(own.get("problems")) or (form is not None and form.is_bound and bool(form.errors))
    return render(request, f"scenarios/authoring/{name}.html", context, status=422 if has_errors else 200)


def _edit_count(request: HttpRequest) -> int:
    given = request.POST.get("edit_count", "")
    return int(given) if given.isdigit() else -1


def _token(request: HttpRequest) -> ids.UUID:
    try:
        return ids.UUID(request.POST.get("token", ""))
    except ValueError:
        return ids.uuid4()


def _language() -> str:
    return "zh" if is_chinese() else "en"
