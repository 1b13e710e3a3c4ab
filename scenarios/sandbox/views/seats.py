"""The seating page of a shared drill: who sits where, the code, inviting, sitting down; and what has just happened."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.foundation.api import Refusal, access, is_chinese, require_access
from scenarios.engine.api import Outcome
from scenarios.sandbox.access import may_look_on, visit
from scenarios.sandbox.folding import scenario_of, state_of
from scenarios.sandbox.joining import colleague, invite_colleague, take_seat
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seating import attempt_by_code, holders_of, invitations_to, may_join, seat_code, seats_of
from scenarios.sandbox.shell import Desk, open_desk, shell_context, status_words

NO_CONTENT = 204
LONGEST_CODE = 12
MOST_NEWS = 3


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def join(request: HttpRequest) -> HttpResponse:
    """Enter the code that a colleague has read out; a right one leads to the seating page."""
    asked = request.POST.get("code", "")[:LONGEST_CODE]
    if request.method == "POST":
        attempt = attempt_by_code(asked)
        if attempt is not None:
            return redirect(f"{reverse('drill-seats', args=[attempt.uuid])}?code={seat_code(attempt)}")
        messages.error(
            request,
            _("No open drill has this code. Ask your colleague to read it out again; it ends when they hand in."),
        )
    context = {"asked": asked, "invitations": invitations_to(request.user)}
    return render(request, "scenarios/sandbox/join.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@require_access(access.is_signed_in)
def seats(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who sits where. Seen by those who play, are invited, know the code, or look on; to everybody else it is not there."""
    attempt, code = _shared(uuid), request.GET.get("code", "")[:LONGEST_CODE]
    mine = seats_of(attempt, request.user)
    may_sit = bool(mine) or may_join(attempt, request.user, code)
    if not may_sit and not may_look_on(request.user):
        raise Http404
    context = {
        "attempt": attempt,
        "scenario": attempt.version.scenario,
        "rows": _rows(attempt, mine),
        "code": seat_code(attempt) if mine else "",
        "given_code": code if not mine else "",
        "is_starter": attempt.person_id == request.user.pk,
        "is_seated": bool(mine),
        "may_sit": may_sit and not mine and attempt.is_open,
        "invitations": list(attempt.invitations.select_related("person")),
        "token": uuid4(),
    }
    return render(request, "scenarios/sandbox/seats.html", context)


@require_POST
@require_access(access.is_signed_in)
def sit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a seat; needs the code or an invitation."""
    attempt, code = _shared(uuid), request.POST.get("code", "")[:LONGEST_CODE]
    if not may_join(attempt, request.user, code) or getattr(request, "impersonator", None) is not None:
        raise Http404
    try:
        take_seat(attempt, request.user, seat=request.POST.get("seat", "")[:40])
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return redirect(f"{reverse('drill-seats', args=[uuid])}?code={code}")
    return redirect("drill-attempt", uuid=uuid)


@require_POST
@require_access(access.is_signed_in)
def invite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The starter asks a colleague, by staff number or name, to take a seat."""
    attempt = _shared(uuid)
    if attempt.person_id != request.user.pk:
        raise Http404
    try:
        asked = colleague(request.POST.get("colleague", "")[:80])
        invite_colleague(attempt, asked, seat=request.POST.get("seat", "")[:40])
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(name)s finds the invitation on the page “Join a drill”.") % {"name": asked.name})
    return redirect("drill-seats", uuid=uuid)


@require_GET
@require_access(access.is_signed_in)
def live(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What colleagues have done since the screen was opened; nothing (204) while nothing has changed."""
    desk = open_desk(visit(request, uuid))
    seen, opened = _number(request, "seen"), _number(request, "seq")
    if not desk.attempt.is_open:
        response = HttpResponse(status=NO_CONTENT)
        response["HX-Refresh"] = "true"
        return response
    if desk.state.seq == seen:
        return HttpResponse(status=NO_CONTENT)
    context = shell_context(desk, news=_news(desk, opened), opened=opened, here=request.GET.get("here", ""))
    return render(request, "scenarios/sandbox/_live.html", context)


def _shared(uuid: UUID) -> Attempt:
    attempt = Attempt.objects.select_related("person", "version__scenario").filter(uuid=uuid).first()
    if attempt is None or not scenario_of(attempt).is_shared:
        raise Http404
    return attempt


def _rows(attempt: Attempt, mine: tuple[str, ...]) -> list[dict[str, Any]]:
    scenario, holders = scenario_of(attempt), holders_of(attempt)
    state, language = state_of(attempt), "zh" if is_chinese() else "en"
    return [
        {
            "id": seat.id,
            "title": seat.title.say(language),
            "hats": [user for user in (state.master("USER", hat) for hat in seat.hats) if user],
            "holder": holders.get(seat.id),
            "is_mine": seat.id in mine,
            "is_played": seat.id in scenario.played_seats,
        }
        for seat in scenario.seats
    ]


def _news(desk: Desk, opened: int) -> list[str]:
    """What others have posted since, in words, the newest first."""
    own = set(desk.visit.seats)
    fresh = [
        row
        for row in desk.state.journal[opened:]
        if row.outcome is Outcome.ACCEPTED
        and row.command.seat not in own
        and row.command.name not in {"inject.fire", "clock.advance", "hat.switch"}
    ]
    said = [f"{desk.words.name_of('USER', row.command.user)} {status_words(desk.words, row)}".strip() for row in fresh]
    return list(reversed(said))[:MOST_NEWS]


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < len("1000000") else 0
