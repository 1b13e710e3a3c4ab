"""What the buttons of the staging screens post: each makes a command's name and arguments from the form, or nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from scenarios.engine.staging import staged_table
from scenarios.migration.api import best_row, mapping_of
from scenarios.sandbox.grid import Asked, grid, open_suggestions, plan_of
from scenarios.sandbox.shell import Desk

Body = Mapping[str, Any]
Wanted = tuple[str, dict[str, Any]] | None
MOST_LINES = 50
"""As many lines as one command takes; what is left over is posted by pressing again."""


def _rows(request: HttpRequest, desk: Desk, kind: str, body: Body) -> list[str]:
    """The rows ticked and written, or all that the search found; as many as one command takes."""
    if request.POST.get("all"):
        found = grid(desk.state, desk.words, kind, body, asked_of(request))
        return [row.number for row in found.rows[:MOST_LINES]]
    written = request.POST.get("also", "").replace(",", " ").replace("，", " ").split()
    return list(dict.fromkeys([*request.POST.getlist("row"), *written]))[:MOST_LINES]


def asked_of(request: HttpRequest) -> Asked:
    """What the reader asked the grid for, in the address."""
    return Asked(
        text=request.GET.get("q", "").strip()[:60],
        sort=request.GET.get("sort", ""),
        backwards=request.GET.get("down") == "1",
        only=request.GET.get("only", ""),
    )


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:2000]


def merged_group(request: HttpRequest, numbers: tuple[str, ...]) -> dict[str, Any]:
    """The group that the compare screen describes: the survivor, and the fields taken from other rows."""
    survivor = request.POST.get("survivor", "")
    fields = {
        name.removeprefix("field-"): value
        for name, value in request.POST.items()
        if name.startswith("field-") and value and value != "as-survivor"
    }
    group: dict[str, Any] = {"rows": list(numbers), "survivor": survivor, "fields": fields}
    return group | {"evidence": _text(request, "evidence")[:40]}


def _merge_ticked(request: HttpRequest, desk: Desk, _kind: str, body: Body) -> Wanted:
    """The ticked suggestions, each as a group whose survivor a simple rule picks."""
    rows = staged_table(desk.state, body["table"])["rows"]
    asked = set(request.POST.getlist("group"))
    rule = "newest" if request.POST.get("rule") == "newest" else "fullest"
    found = [one.rows for one in open_suggestions(desk.state, body) if "|".join(one.rows) in asked]
    lines = [{"rows": list(members), "survivor": best_row(rows, members, rule)} for members in found[:MOST_LINES]]
    return ("stg.merge", {"stg": body["id"], "groups": lines}) if lines else None


def _split(request: HttpRequest, _desk: Desk, _kind: str, body: Body) -> Wanted:
    group = _text(request, "group")[:40]
    return ("stg.split", {"stg": body["id"], "group": group}) if group else None


def _with_rows(name: str, *fields: str) -> Callable[[HttpRequest, Desk, str, Body], Wanted]:
    """A command on the ticked rows with some typed fields."""

    def make(request: HttpRequest, desk: Desk, kind: str, body: Body) -> Wanted:
        rows = _rows(request, desk, kind, body)
        args = {field: _text(request, field) for field in fields}
        return (name, {kind.lower(): body["id"], "rows": rows, **args}) if rows else None

    return make


def _number(request: HttpRequest, desk: Desk, kind: str, body: Body) -> Wanted:
    """Codes for the ticked rows in the order of the grid; what is no number is left for the engine to refuse."""
    rows, start = _rows(request, desk, kind, body), _text(request, "start")
    args = {"prefix": _text(request, "prefix"), "start": int(start) if start.isdecimal() and len(start) < 9 else 0}  # noqa: PLR2004
    return ("stg.number", {"stg": body["id"], "rows": rows, **args}) if rows else None


def _map(request: HttpRequest, desk: Desk, _kind: str, body: Body) -> Wanted:
    """The mapping lines that differ from what is in force."""
    table = staged_table(desk.state, body["table"])
    steps = mapping_of(table, plan_of(body))
    lines = []
    for one in table["targets"]:
        name = one["id"]
        given = {part: _text(request, f"{part}-{name}") for part in ("source", "transform", "argument", "by")}
        step = steps.get(name)
        now = {part: getattr(step, part, "") for part in given}
        if given != now and given["transform"]:
            lines.append({"target": name, **{part: value for part, value in given.items() if value}})
    return ("mig.map", {"mig": body["id"], "lines": lines[:MOST_LINES]}) if lines else None


POSTS: Mapping[str, Callable[[HttpRequest, Desk, str, Body], Wanted]] = {
    "merge": _merge_ticked,
    "split": _split,
    "apart": _with_rows("stg.apart", "reason"),
    "exclude": _with_rows("stg.exclude", "reason"),
    "include": _with_rows("stg.include"),
    "correct": _with_rows("mig.correct", "column", "value", "reason"),
    "dispose": _with_rows("mig.dispose", "fate", "reason"),
    "map": _map,
    "number": _number,
    "suffix": _with_rows("stg.suffix", "means"),
    "query": _with_rows("stg.query", "column", "question"),
    "set": _with_rows("stg.set", "column", "value", "reason"),
}
"""By the button's value."""
