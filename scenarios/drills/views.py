"""The catalogue, a drill's page with its start, its rules for leads, and the exercise record."""

import uuid as ids
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lms.foundation.api import access, is_chinese, render_listing, require_access
from scenarios.drills.listings import attempts_listing, drills_listing
from scenarios.drills.models import DrillItem, Scenario, ScenarioVersion
from scenarios.drills.own_certificates import facts_of, own_certificates
from scenarios.drills.queries import assigned_items, attempts_of, comparison, current_version, practice_effect
from scenarios.drills.rates import thresholds_said
from scenarios.drills.starting import StartForm, begin_drill
from scenarios.grading.api import Mode, Opening, rules_as_prose
from scenarios.sandbox.folding import opening_of
from scenarios.sandbox.models import Attempt

may_read_rules = access.is_training_lead | access.is_author | access.is_auditor


@require_access(access.is_signed_in)
def drills(request: HttpRequest) -> HttpResponseBase:
    """All drills with the person's own state."""
    return render_listing(request, drills_listing(request.user), "scenarios/drills/drills.html")


@require_access(access.is_signed_in)
def attempts(request: HttpRequest) -> HttpResponseBase:
    """The exercise record: one's own attempts, or everybody's for who reads all records."""
    context = {"may_read_rates": access.may_read_all_records(request.user)}
    return render_listing(request, attempts_listing(request.user), "scenarios/drills/attempts.html", context)


@require_access(access.is_signed_in)
def drill_item(request: HttpRequest, uuid: ids.UUID) -> HttpResponseBase:
    """Lead from a step of the learning path to its drill."""
    item = get_object_or_404(DrillItem.objects.select_related("scenario"), uuid=uuid)
    return redirect("drill", code=item.scenario.code)


@require_access(access.is_signed_in)
@require_http_methods(["GET", "POST"])
def drill(request: HttpRequest, code: str) -> HttpResponseBase:
    """What a drill is about, how it is marked, how one has done so far; a POST begins it."""
    scenario = get_object_or_404(Scenario.objects.select_related("chain"), code=code)
    version = current_version(scenario)
    form = StartForm(request.POST or None)
    first = _first_opening(version) if version is not None else None
    own = own_certificates(request.user, first.scenario) if first is not None else ()
    if request.method == "POST" and version is not None and form.is_valid():
        given = form.cleaned_data
        facts = facts_of(own) if given["live"] else {}
        attempt = begin_drill(request.user, version, mode=given["mode"], token=given["token"], facts=facts)
        return redirect("drill-attempt", uuid=attempt.uuid)
    mine = list(attempts_of(request.user, scenario)[:10])
    context: dict[str, Any] = {
        "scenario": scenario,
        "version": version,
        "form": form,
        "token": ids.uuid4(),
        "own_certificates": own,
        "attempts": mine,
        "open_attempt": next((attempt for attempt in mine if attempt.is_open), None),
        "items": assigned_items(scenario),
        "compared": comparison(version) if version is not None else None,
        "effect": practice_effect(scenario) if may_read_rules(request.user) else None,
        "may_read_rules": may_read_rules(request.user),
    }
    if first is not None:
        context |= _brief(first)
    return render(request, "scenarios/drills/drill.html", context)


def _first_opening(version: ScenarioVersion) -> Opening:
    """The drill as it is first shown: numbers of seed 0, which is what the guided mode plays."""
    return opening_of(Attempt(version=version, mode=Mode.GUIDED, seed=0))


def _brief(opening: Opening) -> dict[str, Any]:
    scenario, language = opening.scenario, "zh" if is_chinese() else "en"
    return {
        "brief": scenario.brief.say(language),
        "wanted": [text.say(language) for text in scenario.wanted],
        "facts": [(label.say(language), value.say(language)) for label, value in scenario.facts],
        "time": scenario.time,
        "pass_score": scenario.pass_score,
        "thresholds": thresholds_said(scenario),
        "hints": scenario.hints,
        "is_shared": scenario.is_shared,
        "seats": [
            {
                "title": seat.title.say(language),
                "hats": [user for user in (opening.state.master("USER", hat) for hat in seat.hats) if user],
                "is_played": seat.id in scenario.played_seats,
            }
            for seat in scenario.seats
        ],
    }


@require_access(may_read_rules)
def drill_rules(request: HttpRequest, code: str) -> HttpResponse:
    """Every expectation of a drill as sentences, for those who answer for it."""
    scenario = get_object_or_404(Scenario, code=code)
    version = current_version(scenario)
    if version is None:
        raise Http404
    opening = _first_opening(version)
    language = "zh" if is_chinese() else "en"
    rules = [
        {"id": row.id, "title": row.title.say(language), "rule": row.rule.say(language), "weight": row.weight,
         "critical": row.critical, "reference": row.reference}
        for row in rules_as_prose(opening.scenario)
    ]  # fmt: skip
    context = {
        "scenario": scenario,
        "version": version,
        "rules": rules,
        "policy": opening.scenario,
        "debrief": opening.scenario.debrief.say(language),
    }
    return render(request, "scenarios/drills/rules.html", context)
