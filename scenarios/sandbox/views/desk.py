"""The desk itself: home, command field, worklist sections, hats, clock, hints."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from lms.foundation.api import Refusal, access, require_access
from scenarios.engine.api import Command
from scenarios.grading.api import Mode
from scenarios.sandbox.access import own_visit, visit
from scenarios.sandbox.finding import found
from scenarios.sandbox.requests import integer_from, sent_token
from scenarios.sandbox.services import submit_command
from scenarios.sandbox.shell import Desk, open_desk, shell_context
from scenarios.sandbox.tables import document_table
from scenarios.sandbox.worklist import section, worklist

LONGEST_WAIT_MINUTES = 10_080


@require_GET
@require_access(access.is_signed_in)
def home(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The desk with what waits on it, and the letters that have come."""
    desk = open_desk(visit(request, uuid))
    rows = [row for row in worklist(desk.state, desk.hat) if row.key in {"message", "task.close"} and row.documents]
    tables = [(desk.words.work(row.key), document_table(desk.words, row.kind, row.documents[:8])) for row in rows]
    return render(request, "scenarios/sandbox/home.html", shell_context(desk, tables=tables))


@require_GET
@require_access(access.is_signed_in)
def work(request: HttpRequest, uuid: UUID, key: str) -> HttpResponse:
    """One section of the worklist; an unknown one, or another hat's, is the desk."""
    desk = open_desk(visit(request, uuid))
    chosen = section(desk.state, desk.hat, key)
    if chosen is None:
        return redirect("drill-attempt", uuid=uuid)
    table = document_table(desk.words, chosen.kind, chosen.documents[:100])
    context = {"heading": desk.words.work(key), "table": table, "count": chosen.count, "here": key, "work_command": key}
    return render(request, "scenarios/sandbox/list.html", shell_context(desk, **context))


@require_GET
@require_access(access.is_signed_in)
def find(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the command field was asked for: opened at once if it means one thing, listed if it may mean several."""
    desk = open_desk(visit(request, uuid))
    text = request.GET.get("q", "")[:80]
    hits = found(desk.state, uuid, text, desk.words)
    if len(hits) == 1:
        return redirect(hits[0].url)
    return render(request, "scenarios/sandbox/found.html", shell_context(desk, hits=hits, asked=text))


@require_POST
@require_access(access.is_signed_in)
def hat(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put on another hat, of this seat or of another that the person holds; the switch is journalled."""
    desk = open_desk(own_visit(request, uuid))
    wanted = request.POST.get("to", "")
    hats = desk.state.seats or {}
    seat = next((one for one in desk.visit.seats if wanted in hats.get(one, ())), desk.seat)
    _submit(request, desk, Command("hat.switch", {"to": wanted}, user=desk.state.hat(seat), seat=seat))
    return redirect("drill-attempt", uuid=uuid)


@require_POST
@require_access(access.is_signed_in)
def clock(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let virtual time pass, so that colleagues and suppliers can answer."""
    desk = open_desk(own_visit(request, uuid))
    minutes = integer_from(request, "minutes", 1, LONGEST_WAIT_MINUTES)
    _submit(request, desk, Command("clock.advance", {"minutes": minutes}, user=desk.hat, seat=desk.seat))
    return redirect("drill-attempt", uuid=uuid)


@require_POST
@require_access(access.is_signed_in)
def hint(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Open a hint, at its cost; while assessed there are none."""
    desk = open_desk(own_visit(request, uuid))
    if desk.attempt.mode != Mode.ASSESSED.value:
        _submit(request, desk, Command("hint.open", {"nr": number}, user=desk.hat, seat=desk.seat))
    return redirect("drill-attempt", uuid=uuid)


def _submit(request: HttpRequest, desk: Desk, command: Command) -> None:
    """Submit a small command and say so if it was refused."""
    try:
        done = submit_command(desk.attempt, command, token=sent_token(request, command), person=desk.visit.person)
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return
    if done.entry.refusal is not None:
        messages.error(request, desk.words.refusal(done.entry.refusal))
