"""The change log of one object as rows of cells; a value that is a table itself is summed up, its rows folded away."""

from typing import Any

from scenarios.sandbox.areas import UNSEEN
from scenarios.sandbox.folded import counted, folded_changes, rows_of
from scenarios.sandbox.posting_commands import outcome_key
from scenarios.sandbox.shell import STATES, Desk
from scenarios.sandbox.tables import Cell, Table
from scenarios.sandbox.wording import Shown, Words

COLUMNS = ("clock", "who", "what", "old", "new", "outcome")


def log_table(desk: Desk, kind: str, number: str) -> Table:
    """All that happened to an object, the newest first."""
    words = desk.words
    body = desk.state.document(kind, number) or desk.state.master(kind, number) or {}
    rows = []
    for row in reversed(desk.state.change_log(f"{kind}:{number}")):
        field_name = row.path.rsplit("/", 1)[-1]
        if field_name in UNSEEN:
            continue
        item = str(body.get("item") or line_item(body, row.path))
        what = words.command(row.command)
        if row.path:
            what = f"{what} · {path_words(words, kind, row.path)}"
        outcome = words.pack.say(outcome_key(row.command, row.outcome), words.language)
        tone = {str(key): value for key, value in STATES.items()}[row.outcome]
        head = (row.at.replace("T", " "), words.actor(row.user), what)
        values = _values(words, kind, field_name, item, row.old, row.new) if row.path else (Shown(""), Shown(""))
        cells = (*(Shown(text) for text in head), *values)
        rows.append((*(Cell("", shown) for shown in cells), Cell("", Shown(f"{outcome} {row.code}".strip()), tone)))
    return Table(tuple((words.pack.say(f"log.{name}", words.language), False) for name in COLUMNS), tuple(rows))


def _values(words: Words, kind: str, field: str, item: str, old: Any, new: Any) -> tuple[Shown, Shown]:
    before, after = rows_of(old), rows_of(new)
    if before is None and after is None:
        first, second = (Shown(words.shown(field, value, kind=kind, item=item).text) for value in (old, new))
        return first, second
    stood = Shown(counted(words, "log.rows", len(before)) if before else "–")
    return stood, folded_changes(words, before or {}, after or {})


def line_item(body: Any, path: str) -> str:
    """The item of the line that a path leads into, or nothing; it gives the line's quantities their decimals."""
    parts = path.split("/")
    line = (body.get("lines") or {}).get(parts[1]) if len(parts) > 1 and isinstance(body.get("lines"), dict) else None
    return str((line or {}).get("item", ""))


def path_words(words: Words, kind: str, path: str) -> str:
    """The place of a change in words: `lines/10/received` is line 10, received."""
    parts = path.split("/")
    name = words.label(parts[-1], kind.lower())
    if len(parts) <= 2:  # noqa: PLR2004 - lines/10/received
        return name
    line = f"{words.label('line')} {parts[1]}"
    return f"{line}，{name}" if words.is_chinese else f"{line}, {name}"
