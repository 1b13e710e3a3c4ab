"""What can only be seen between the parts of a company's files: circles, orders of days, duties, shifts, waves."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lms.exchange.company.checking.documents import Document
from lms.exchange.company.checking.problems import KIND_WORDS, Problem, home_of, nearest, shown
from lms.exchange.company.checking.shapes import Known, Where, day_of, moment_of

GO_LIVE_DAY = "go_live"
Row = dict[str, Any]


def rows_of(document: Document, key: str) -> Iterator[tuple[Row, Where]]:
    """The records of a list that can be looked at further, each with its place."""
    listed = document.content.get(key)
    if isinstance(listed, list):
        for place, row in enumerate(listed):
            if isinstance(row, dict):
                yield row, Where(document).under(key).under(place, shown(row.get("id", place + 1)))


def circles(document: Document, key: str, field: str, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """One problem for each circle of what waits for what; `known` is the order that is stored."""
    places = {row["id"]: at for row, at in rows_of(document, key) if isinstance(row.get("id"), str)}
    order: dict[str, set[str]] = {code: set(needed) for code, needed in known.items()}
    for row, _at in rows_of(document, key):
        needed = row.get(field, [])
        if isinstance(row.get("id"), str) and isinstance(needed, list):
            order[row["id"]] = {one for one in needed if isinstance(one, str)}
    told: set[str] = set()
    for start, at in places.items():
        circle = _circle(order, start)
        if circle and not told & set(circle):
            told |= set(circle)
            yield at.under(field).problem("circle", circle=" → ".join([*circle, circle[0]]))


def _circle(order: Mapping[str, set[str]], start: str) -> list[str]:
    """The way from `start` back to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting, seen = [start], set()
    while waiting:
        code = waiting.pop()
        for needed in sorted(order.get(code, ())):
            if needed == start:
                way = [code]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if needed not in seen:
                seen.add(needed)
                came_from[needed] = code
                waiting.append(needed)
    return []


def process_problems(document: Document, known: Known, shifts_of: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Duties that cannot stand together, shifts that a site does not work, critical steps without a reason."""
    for row, at in rows_of(document, "steps"):
        boundary = row.get("boundary")
        if isinstance(boundary, dict):
            both = set(_texts(boundary.get("does"))) & set(_texts(boundary.get("approves")))
            for job_role in sorted(both):
                yield at.under("boundary").problem("does_and_approves", job_role=job_role)
        places = row.get("performed_at")
        if isinstance(places, dict):
            if not places:
                yield at.under("performed_at").problem("too_few", least=1)
            for site, worked in places.items():
                yield from _place(site, worked, at.under("performed_at").under(site), known, shifts_of)
        if row.get("critical") is True and not row.get("critical_reason"):
            yield at.problem("no_reason")


def _place(site: Any, worked: Any, at: Where, known: Known, shifts_of: Mapping[str, set[str]]) -> Iterator[Problem]:
    if site not in known["site"]:
        yield at.problem(
            "unknown_id", kind=KIND_WORDS["site"], value=shown(site), home=home_of("site"),
            nearest=nearest(str(site), known["site"]),
        )  # fmt: skip
        return
    for shift in _texts(worked):
        if shift in known["shift"] and shift not in shifts_of.get(site, ()):
            yield at.problem("shift_not_worked", shift=shift, site=site)


def goal_problems(document: Document) -> Iterator[Problem]:
    """Targets that were to be reached before the baseline was measured, and indicators that two goals share."""
    first: dict[str, Where] = {}
    for goal, at in rows_of(document, "goals"):
        for place, row in enumerate(_rows(goal.get("indicators"))):
            here = at.under("indicators").under(place, shown(row.get("id", place + 1)))
            yield from _order(row, "baseline_date", "target_date", here)
            yield from _once(row, here, first)


def milestone_problems(document: Document, zone: ZoneInfo) -> Iterator[Problem]:
    """Ends before beginnings, a go-live milestone on another day than the go-live, milestones that two waves share."""
    first: dict[str, Where] = {}
    for wave, at in rows_of(document, "waves"):
        for place, row in enumerate(_rows(wave.get("milestones"))):
            here = at.under("milestones").under(place, shown(row.get("id", place + 1)))
            yield from _once(row, here, first)
            start, end = _moment(row.get("start"), zone), _moment(row.get("end"), zone)
            if start and end and end < start:
                yield here.problem("ends_before_it_starts", start=row["start"], end=row["end"])
            day = day_of(wave.get("go_live"))
            if row.get("kind") == GO_LIVE_DAY and start and day and start.astimezone(zone).date() != day:
                yield here.problem("other_day", milestone=start.astimezone(zone).date(), day=day)
    for row, at in rows_of(document, "blackouts"):
        yield from _order(row, "from", "to", at)
    bridge = document.content.get("bridge")
    if isinstance(bridge, dict):
        yield from _order(bridge, "from", "to", Where(document).under("bridge"))


def activity_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Content whose audience nobody can be."""
    for row, at in rows_of(document, "activities"):
        seen: set[str] = set()
        for place, entry in enumerate(_rows(row.get("content"))):
            here = at.under("content").under(place, shown(entry.get("ref", place + 1)))
            if isinstance(entry.get("ref"), str):
                if entry["ref"] in seen:
                    yield here.problem("double_entry", value=shown(entry["ref"]))
                seen.add(entry["ref"])
            if "for" in entry:
                yield from _audience(entry["for"], here.under("for"), known)


def _audience(text: Any, at: Where, known: Known) -> Iterator[Problem]:
    what, _is, which = str(text).partition("=")
    kind = {"role": "job_role", "station": "station"}.get(what)
    if kind is None or not which:
        yield at.problem("bad_audience", value=shown(text))
        return
    for code in which.split(",") if kind == "job_role" else [which]:
        if code.strip() not in known[kind]:
            yield at.problem(
                "unknown_id", kind=KIND_WORDS[kind], value=shown(code.strip()), home=home_of(kind),
                nearest=nearest(code.strip(), known[kind]),
            )  # fmt: skip


def qualification_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Conflicts of duty without their control, and cover that is split for a step that is not there."""
    for row, at in rows_of(document, "conflicts"):
        if row.get("handling") == "mitigate" and not row.get("compensating_control"):
            yield at.problem("control_missing")
        if row.get("handling") == "block" and row.get("compensating_control"):
            yield at.problem("control_unused")
    splits = document.content.get("cover_split")
    for step in splits if isinstance(splits, dict) else ():
        if step not in known["step"]:
            yield Where(document).under("cover_split").under(step).problem(
                "unknown_id", kind=KIND_WORDS["step"], value=shown(step), home=home_of("step"),
                nearest=nearest(str(step), known["step"]),
            )  # fmt: skip


def _order(row: Row, start: str, end: str, at: Where) -> Iterator[Problem]:
    first, last = day_of(row.get(start)), day_of(row.get(end))
    if first and last and last < first:
        yield at.problem("ends_before_it_starts", start=first, end=last)


def _once(row: Row, at: Where, first: dict[str, Where]) -> Iterator[Problem]:
    """Ids that must differ over several lists; within one list `Rows` has said so already."""
    code = row.get("id")
    if not isinstance(code, str):
        return
    known = first.setdefault(code, at)
    if known.way[:-1] != at.way[:-1]:
        yield at.problem("double_id", value=shown(code), other=known.document.line(known.way))


def _moment(value: Any, zone: ZoneInfo) -> datetime | None:
    moment = moment_of(value)
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _rows(value: Any) -> list[Row]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
