"""Staging screens: the grid of a sheet or batch, suggestions, groups, mapping, and rows compared side by side."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.foundation.api import Refusal as Declined
from lms.foundation.api import access, require_access
from scenarios.engine.api import Command, JournalEntry
from scenarios.engine.staging import excluded, groups, staged_table
from scenarios.migration.api import CODE_RANGES, NEEDS_ARGUMENT, TRANSFORMS
from scenarios.sandbox.access import visit
from scenarios.sandbox.grid import compared, grid, mapped, open_suggestions
from scenarios.sandbox.postings import done_words
from scenarios.sandbox.requests import integer_from, sent_token
from scenarios.sandbox.services import submit_command
from scenarios.sandbox.shell import Desk, open_desk, shell_context
from scenarios.sandbox.staged import named
from scenarios.sandbox.views.documents import looked
from scenarios.sandbox.views.staging_posts import POSTS, asked_of, merged_group

PAGE_ROWS, PAGE_GROUPS, MOST_COMPARED = 25, 10, 12
TABS = {"STG": ("rows", "likely", "groups"), "MIG": ("rows", "mapping")}
LONGEST_JOURNAL = 1_000_000
CODING_FIELDS = (
    ("prefix", "stg.number"),
    ("start", "stg.number"),
    ("means", "stg.suffix"),
    ("question", "stg.query"),
)
"""Fields of the coding commands, with the command that names them."""
UNPROCESSABLE, CONFLICT = 422, 409


def _sheet(desk: Desk, kind: str, number: str) -> Mapping[str, Any]:
    body = desk.state.document(kind, number) if kind in TABS else None
    if body is None:
        raise Http404
    return body


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def staging(request: HttpRequest, uuid: UUID, kind: str, number: str) -> HttpResponse:
    """GET shows a tab of the grid; POST does something with the ticked rows or groups, and shows the tab again."""
    desk = open_desk(visit(request, uuid))
    body = _sheet(desk, kind, number)
    if request.method == "POST":
        return _acted(request, desk, kind, body)
    desk = looked(desk, "view.open", {"kind": kind, "id": number})
    tab = request.GET.get("tab", "rows")
    tab = tab if tab in TABS[kind] else "rows"
    own = {"rows": _rows, "likely": _likely, "groups": _decided, "mapping": _mapping}[tab](request, desk, kind, body)
    context = {
        "heading": f"{desk.words.entity(kind)} {number}",
        "body": body,
        "table_name": desk.words.choice("table", body["table"]),
        "status": desk.words.status(kind, body["status"]),
        "kind": kind,
        "number": number,
        "tab": tab,
        "tabs": ("rows",) if body["table"] == "CODES" and kind == "STG" else TABS[kind],
        "can_change": desk.visit.may_act and body["status"] not in {"submitted", "approved", "signed_off"},
        **own,
    }
    return render(request, f"scenarios/sandbox/staging_{tab}.html", shell_context(desk, **context, here=kind))


def _rows(request: HttpRequest, desk: Desk, kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    asked = asked_of(request)
    found = grid(desk.state, desk.words, kind, body, asked)
    page = Paginator(found.rows, PAGE_ROWS).get_page(request.GET.get("page"))
    fates = [(value, desk.words.choice("fate", value)) for value in ("drop", "archive", "load")]
    table = staged_table(desk.state, body["table"])
    return {
        "grid": found,
        "page": page,
        "asked": asked,
        "count": len(found.rows),
        "fates": fates,
        "codable": bool(table.get("codable")),
        "prefixes": [(name, desk.words.choice("prefix", name)) for name in CODE_RANGES],
        "meanings": [(name, desk.words.choice("means", name)) for name in ("revision", "colour", "none")],
        "labels": {name: desk.words.label(name, of) for name, of in CODING_FIELDS},
    }


def _likely(request: HttpRequest, desk: Desk, kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    page = Paginator(open_suggestions(desk.state, body), PAGE_GROUPS).get_page(request.GET.get("page"))
    table = staged_table(desk.state, body["table"])
    columns = [one for one in table["columns"] if one["id"] in {*table.get("compare", ()), "created", "open_amount"}]
    shown = [
        (
            one,
            [(number, [table["rows"][number].get(column["id"], "") for column in columns]) for number in one.rows],
            urlencode([("row", number) for number in one.rows]),
        )
        for one in page.object_list
    ]
    return {"page": page, "columns": [named(one, desk.words) for one in columns], "shown": shown}


def _decided(_request: HttpRequest, desk: Desk, _kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    rows = staged_table(desk.state, body["table"])["rows"]
    made = [
        (code, group, [(number, rows[number].get("name", "")) for number in group.rows])
        for code, group in groups(body).items()
    ]
    apart = [(pair.split("|"), reason) for pair, reason in body["apart"].items() if reason]
    out = [(number, rows[number].get("name", ""), body["excluded"][number]) for number in excluded(body)]
    return {"made": made, "apart": apart, "left_out": sorted(out)}


def _mapping(_request: HttpRequest, desk: Desk, _kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    rows = mapped(desk.state, desk.words, body)
    table = staged_table(desk.state, body["table"])
    return {
        "mapped": rows,
        "open_count": sum(row.is_open for row in rows),
        "transforms": [(name, desk.words.choice("transform", name)) for name in TRANSFORMS],
        "needs_argument": NEEDS_ARGUMENT,
        "sources": [(one["id"], named(one, desk.words)) for one in table["columns"]],
    }


def _acted(request: HttpRequest, desk: Desk, kind: str, body: Mapping[str, Any]) -> HttpResponse:
    """Carry out what a button asks; what is refused is said above the same tab."""
    here = f"{reverse('drill-staging', args=[desk.attempt.uuid, kind, body['id']])}?{request.GET.urlencode()}"
    if request.POST.get("action") == "compare":
        numbers = [("row", number) for number in ticked(request)[:MOST_COMPARED]]
        if len(numbers) > 1:
            return redirect(
                f"{reverse('drill-side-by-side', args=[desk.attempt.uuid, body['id']])}?{urlencode(numbers)}"
            )
        messages.error(request, _("Tick at least two rows to compare them."))
        return redirect(here)
    make = POSTS.get(request.POST.get("action", ""))
    if make is None or not desk.visit.may_act:
        raise Http404
    wanted = make(request, desk, kind, body)
    if wanted is None:
        messages.error(request, _("Nothing was ticked or changed, so nothing was posted."))
        return redirect(here)
    try:
        _done(request, desk, _submitted(request, desk, *wanted))
    except Declined as declined:
        messages.error(request, declined.sentence)
    return redirect(here)


def ticked(request: HttpRequest) -> list[str]:
    """The rows ticked on this page, and those written into the field for further rows."""
    written = request.POST.get("also", "").replace(",", " ").replace("，", " ").split()
    return list(dict.fromkeys([*request.POST.getlist("row"), *written]))


def _submitted(request: HttpRequest, desk: Desk, name: str, args: dict[str, Any]) -> JournalEntry:
    reason = request.POST.get("override_reason", "").strip()
    if reason:
        args["override_reason"] = reason[:2000]
    command = Command(name, args, user=desk.hat, seat=desk.seat)
    seq = integer_from(request, "seq", 0, LONGEST_JOURNAL)
    return submit_command(desk.attempt, command, expected_seq=seq, token=sent_token(request, command)).entry


def _done(request: HttpRequest, desk: Desk, entry: JournalEntry) -> None:
    if entry.refusal is not None:
        messages.error(request, f"{desk.words.refusal(entry.refusal)} {desk.words.remedy(entry.refusal)}")
    else:
        messages.success(request, done_words(desk.words, entry))


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def compare(request: HttpRequest, uuid: UUID, number: str) -> HttpResponse:
    """Rows side by side; POST takes them for one partner, or marks them as different ones."""
    desk = open_desk(visit(request, uuid))
    body = _sheet(desk, "STG", number)
    rows = staged_table(desk.state, body["table"])["rows"]
    numbers = tuple(dict.fromkeys(name for name in request.GET.getlist("row") if name in rows))[:MOST_COMPARED]
    if len(numbers) < 2:  # noqa: PLR2004 - one row has nothing to be compared with
        raise Http404
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        if not desk.visit.may_act:
            raise Http404
        entry, declined = _decided_pair(request, desk, number, numbers)
        if entry is not None and entry.refusal is None:
            _done(request, desk, entry)
            return redirect(f"{reverse('drill-staging', args=[uuid, 'STG', number])}?tab=likely")
        status = UNPROCESSABLE
        context = {"declined": declined} if entry is None else _refusal(desk, entry)
    context |= {
        "heading": desk.words.entity("STG"),
        "number": number,
        "numbers": numbers,
        "compared": compared(desk.state, desk.words, body, numbers),
        "chosen": request.POST,
        "can_change": desk.visit.may_act and body["status"] == "open",
        "back": f"{reverse('drill-staging', args=[uuid, 'STG', number])}?tab=likely",
    }
    return render(request, "scenarios/sandbox/compare.html", shell_context(desk, **context, here="STG"), status=status)


def _decided_pair(
    request: HttpRequest, desk: Desk, number: str, numbers: tuple[str, ...]
) -> tuple[JournalEntry | None, Declined | None]:
    args: dict[str, Any] = {"stg": number}
    if request.POST.get("action") == "apart":
        name = "stg.apart"
        args |= {"rows": list(numbers), "reason": request.POST.get("reason", "")[:2000]}
    else:
        name = "stg.merge"
        args |= {"groups": [merged_group(request, numbers)]}
    try:
        return _submitted(request, desk, name, args), None
    except Declined as declined:
        return None, declined


def _refusal(desk: Desk, entry: JournalEntry) -> dict[str, Any]:
    refusal = entry.refusal
    assert refusal is not None
    return {
        "refusal": refusal,
        "sentence": desk.words.refusal(refusal),
        "remedy": desk.words.remedy(refusal),
        "number_of_message": desk.words.message_number(refusal, "STG"),
        "can_override": refusal.severity.value == "warn",
    }
