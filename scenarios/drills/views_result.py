"""Handing in, the result, its replay and its evidence. Seen by the learner and by who reads all records."""

import uuid as ids
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lms.foundation.api import Refusal, access, is_chinese, record_personal_read, require_access
from lms.foundation.models import Person
from scenarios.drills.comparing import compared
from scenarios.drills.forms import AnswersForm
from scenarios.drills.handing_in import evidence_details, hand_in
from scenarios.drills.models import GradeMark, GradeRate, GradeResult
from scenarios.drills.presenting import dots, journal_lines, verdict_sentence
from scenarios.drills.queries import attempt_number, attempts_seen_by, comparison, same_way_as
from scenarios.drills.rates import rate_tiles, short_sentence
from scenarios.drills.replaying import replay_at
from scenarios.drills.starting import draw_seed
from scenarios.engine.api import entry_to_json, to_ocel
from scenarios.grading.api import Scenario
from scenarios.sandbox.folding import entries_of, is_lost, opening_of, scenario_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seating import parts_of, seats_of
from scenarios.sandbox.services import reset_attempt

SHORT_JOURNAL = 12
"""rows shown at once; the rest opens on request"""


@require_access(access.is_signed_in)
@require_http_methods(["GET", "POST"])
def drill_hand_in(request: HttpRequest, uuid: ids.UUID) -> HttpResponseBase:
    """Ask the closing questions with their confidence, then grade; a graded attempt leads to its result."""
    attempt = _own_attempt(request, uuid)
    if GradeResult.objects.filter(attempt=attempt).exists():
        return redirect("drill-result", uuid=uuid)
    scenario = opening_of(attempt).scenario
    form = AnswersForm(scenario, _language(), request.POST if request.method == "POST" else None, seed=attempt.seed)
    if request.method == "POST" and form.is_valid():
        try:
            hand_in(attempt, form.answers())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("drill", code=scenario.id)
        return redirect("drill-result", uuid=uuid)
    state = state_of(attempt)
    context = {"attempt": attempt, "scenario": attempt.version.scenario, "form": form, "clock": state.clock}
    return render(request, "scenarios/drills/hand_in.html", context, status=422 if form.errors else 200)


@require_access(access.is_signed_in)
@require_POST
def drill_again(request: HttpRequest, uuid: ids.UUID) -> HttpResponseBase:
    """Begin the same drill again with other numbers."""
    attempt = _own_attempt(request, uuid)
    fresh = reset_attempt(
        attempt, seed=draw_seed(), token=ids.UUID(request.POST.get("token", "")) if _is_token(request) else ids.uuid4()
    )
    return redirect("drill-attempt", uuid=fresh.uuid)


@require_access(access.is_signed_in)
def drill_result(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The grade, expectation by expectation, with the journal and the auditor's view."""
    attempt, result = _graded(request, uuid)
    marks, rates = list(result.marks.all()), list(result.rates.all())
    scenario, entries = scenario_of(attempt), entries_of(attempt)
    lost = is_lost(attempt)
    lines = journal_lines(scenario, entries, result, marks, None if lost else state_of(attempt))
    context = {
        "attempt": attempt,
        "number": attempt_number(attempt),
        "scenario": attempt.version.scenario,
        "result": result,
        "marks": marks,
        "met": sum(mark.is_met for mark in marks),
        "sentence": _verdict(result, marks, rates),
        "rate_tiles": rate_tiles(rates),
        "short_rates": sum(not rate.is_met for rate in rates),
        "critical": [mark for mark in marks if mark.code in result.critical_failures],
        "sums": _sums(result),
        "time": scenario.time,
        "dots": dots(lines),
        "lines": lines[:SHORT_JOURNAL],
        "more_lines": lines[SHORT_JOURNAL:],
        "first_seq": lines[0].seq if lines else 0,
        "auditor": [{**row, "say": row[_language()]} for row in result.content["auditor"]],
        "compared": comparison(attempt.version),
        "same_way": same_way_as(result) if access.may_read_all_records(request.user) else [],
        "debrief": scenario.debrief.say(_language()),
        "token": ids.uuid4(),
        "is_mine": attempt.person_id == request.user.pk,
        "evidence": evidence_details(attempt, result),
        "entries": len(entries),
        "parts": _parts(attempt, scenario),
        "is_lost": lost,
    }
    return render(request, "scenarios/drills/result.html", context)


@require_access(access.is_signed_in)
def drill_replay(request: HttpRequest, uuid: ids.UUID, seq: int) -> HttpResponse:
    """The sandbox as it stood after one journal row, read only."""
    attempt, result = _graded(request, uuid)
    opening, entries = opening_of(attempt), entries_of(attempt)
    lines = journal_lines(opening.scenario, entries, result, list(result.marks.all()), state_of(attempt))
    replay = replay_at(opening, entries, lines, seq)
    if replay is None:
        raise Http404
    context = {
        "attempt": attempt,
        "scenario": attempt.version.scenario,
        "result": result,
        "replay": replay,
        "lines": lines,
    }
    return render(request, "scenarios/drills/replay.html", context)


@require_access(access.is_signed_in)
def drill_evidence(request: HttpRequest, uuid: ids.UUID) -> JsonResponse:
    """Everything that the grade follows from, so that somebody else can replay it."""
    attempt, result = _graded(request, uuid)
    body = evidence_details(attempt, result) | {
        "person": attempt.person.number,
        "started_at": attempt.started_at.isoformat(),
        "graded_at": result.graded_at.isoformat(),
        "content": result.content,
        "marks": [
            {"id": mark.code, "weight": str(mark.weight), "points": str(mark.points), "met": mark.is_met,
             "critical": mark.is_critical, "title": mark.title_en, "found": mark.found_en, "journal": mark.seqs}
            for mark in result.marks.all()
        ],
        "journal": [entry_to_json(entry) for entry in entries_of(attempt)],
        "scenario_text": attempt.version.source,
    }  # fmt: skip
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"{attempt.version.code}-{attempt.person.number}-{result.uuid}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_access(access.is_signed_in)
def drill_compare(request: HttpRequest, uuid: ids.UUID) -> HttpResponse:
    """The way of whoever played beside the nearest recorded solution; it is called mine only to that person."""
    attempt, result = _graded(request, uuid)
    context = {
        "attempt": attempt,
        "scenario": attempt.version.scenario,
        "result": result,
        "is_mine": attempt.person_id == request.user.pk,
        "compared": compared(attempt.version, opening_of(attempt), entries_of(attempt), _language()),
    }
    return render(request, "scenarios/drills/compare.html", context)


@require_access(access.is_signed_in)
def drill_event_log(request: HttpRequest, uuid: ids.UUID) -> JsonResponse:
    """The attempt as an object-centric event log (OCEL 2.0), for process mining outside."""
    attempt, result = _graded(request, uuid)
    log = to_ocel(opening_of(attempt).state, entries_of(attempt))
    response = JsonResponse(log, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"{attempt.version.code}-{attempt.person.number}-{result.uuid}.ocel.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _parts(attempt: Attempt, scenario: Scenario) -> list[dict[str, Any]]:
    """Who did what in a shared attempt; nothing for a drill of one seat."""
    if not scenario.is_shared:
        return []
    titles = {seat.id: seat.title.say(_language()) for seat in scenario.seats}
    return [{"part": part, "seats": [titles[seat] for seat in part.seats]} for part in parts_of(attempt)]


def _verdict(result: GradeResult, marks: list[GradeMark], rates: list[GradeRate]) -> str:
    """The gravest gap: a critical one before a rate that falls short, a rate before whatever else is missing."""
    short = "" if result.critical_failures else short_sentence(rates)
    return short or verdict_sentence(result, marks)


def _own_attempt(request: HttpRequest, uuid: ids.UUID) -> Attempt:
    mine = Attempt.objects.filter(person=request.user.pk).select_related("person", "version__scenario")
    return get_object_or_404(mine, uuid=uuid)


def _graded(request: HttpRequest, uuid: ids.UUID) -> tuple[Attempt, GradeResult]:
    attempt = get_object_or_404(attempts_seen_by(request.user).filter(grade__isnull=False), uuid=uuid)
    if isinstance(request.user, Person) and not seats_of(attempt, request.user):
        record_personal_read(request.user, attempt.person, "drill result")
    return attempt, attempt.grade


def _sums(result: GradeResult) -> dict[str, Any]:
    return {
        name: {"cost": result.content[name]["cost"], "count": len(result.content[name]["rows"])}
        for name in ("refusals", "needless", "hints", "overtime")
    }


def _is_token(request: HttpRequest) -> bool:
    try:
        ids.UUID(request.POST.get("token", ""))
    except ValueError:
        return False
    return True


def _language() -> str:
    return "zh" if is_chinese() else "en"
