"""Rules proposed from a play-through: what stood in the books at its end, and in which order and by whom it came about.

Only rules that the play-through itself meets are proposed. Pure; the author prunes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.authoring.document import Tree, written
from scenarios.authoring.recording import Recorder
from scenarios.engine.api import DOCUMENT_KINDS, JournalEntry, Outcome, State, command_specs
from scenarios.engine.policy import roles_of
from scenarios.grading import assertions, constraints
from scenarios.grading.api import Opening, Text
from scenarios.grading.binding import bound
from scenarios.grading.reading import read_document
from scenarios.grading.trace import Trace, changed_objects, known_objects

TELLING_FIELDS = ("decision", "disposition", "blocks", "outcome", "verdict")
"""Besides its status, what a document decided."""
JUDGING = (".approve", ".release", ".decide", ".concur", ".verify", ".review", ".close")
TAKING_BACK = (".reverse", ".cancel")
END_STATE, PROCESS = "end_state", "process"


@dataclass(frozen=True)
class Proposal:
    """One rule as the file would hold it, its sentence, and whether it is ticked to begin with."""

    group: str
    body: Tree
    sentence: Text
    is_ticked: bool

    @property
    def key(self) -> str:
        """What makes it the same proposal again, whatever its weight or title."""
        return f"{self.group}:{written(self.body)}"


def propose(opening: Opening, state: State, entries: Sequence[JournalEntry]) -> tuple[Proposal, ...]:
    """All rules that this play-through suggests and meets, each once, in the order in which they came about."""
    trace = opening.trace(state)
    recorder = Recorder(opening)
    for entry in state.journal[: opening.first_seq - 1]:
        recorder.learn(entry)
    rows = [entry for entry in entries if entry.command.seat in opening.scenario.seat_ids]
    found: dict[str, Proposal] = {}
    for group, body, ticked in (*_end_state(opening, trace, recorder), *_process(opening, state, rows, recorder)):
        proposal = _met(group, body, ticked, opening, trace)
        if proposal is not None:
            found.setdefault(proposal.key, proposal)
    return tuple(found.values())


def _met(group: str, body: Tree, ticked: bool, opening: Opening, trace: Trace) -> Proposal | None:
    rule = rule_of(group, body)
    if rule is None:
        return None
    bound_rule = bound(rule, opening.scenario.names)
    return Proposal(group, body, bound_rule.sentence(), ticked) if bound_rule.check(trace).met else None


def rule_of(group: str, body: Tree) -> Any:
    """The rule that a file with this body would load, or None where it would not load."""
    table, reading = read_document(written(body), file="")
    kinds: Mapping[str, Any] = assertions.KINDS if group == END_STATE else constraints.KINDS
    name = next((kind for kind in kinds if kind in table), "") if group == END_STATE else body.get("type", "")
    if group == PROCESS:
        table.word("type")
    if name not in kinds:
        return None
    rule = kinds[name](table)
    table.finish()
    return None if reading.problems else rule


Suggestion = tuple[str, Tree, bool]


def _end_state(opening: Opening, trace: Trace, recorder: Recorder) -> Iterator[Suggestion]:
    before = {(kind, body["id"]) for kind in DOCUMENT_KINDS for body in opening.state.own_documents(kind)}
    for kind in DOCUMENT_KINDS:
        for body in trace.state.own_documents(kind):
            where = _which(kind, body, recorder, is_new=(kind, body["id"]) not in before)
            if where is None:
                continue
            if body["status"] and len(_edges(kind)) > 0:
                yield END_STATE, {**where, "field": "status", "eq": body["status"]}, True
            for field in TELLING_FIELDS:
                if isinstance(body.get(field), str) and body[field]:
                    yield END_STATE, {**where, "field": field, "eq": body[field]}, True
                elif isinstance(body.get(field), list) and len(body[field]) == 1:
                    yield END_STATE, {**where, "field": f"{field}.*", "eq": body[field][0]}, True
    yield from _stock(opening, trace, recorder)
    yield from _ledger(opening, trace, recorder)
    yield from _never_made(opening, trace)


def _edges(kind: str) -> Any:
    from scenarios.engine.api import TRANSITIONS

    return TRANSITIONS.get(kind, frozenset())


def _which(kind: str, body: Mapping[str, Any], recorder: Recorder, *, is_new: bool) -> Tree | None:
    """How a file names this document: by its known number, or, made by the learner, by what it belongs to."""
    number = recorder.named(body["id"])
    if not is_new:
        return {"doc": kind, "where": {"id": number}} if number != body["id"] else None
    where: Tree = {}
    for field, value in body.items():
        if field.upper() in DOCUMENT_KINDS and isinstance(value, str) and value:
            named = recorder.named(value)
            if named != value:
                where[field] = named
    if isinstance(body.get("movement"), str):
        where["movement"] = body["movement"]
    return {"doc": kind, "own": True, **({"where": where} if where else {})}


def _stock(opening: Opening, trace: Trace, recorder: Recorder) -> Iterator[Suggestion]:
    for lot in trace.state.lots():
        number = recorder.named(lot["id"])
        if number == lot["id"]:
            continue
        for stock_type in ("U", "Q", "B", "H", "R"):
            now = trace.state.stock(lot=lot["id"], stock_type=stock_type)
            if now != opening.state.stock(lot=lot["id"], stock_type=stock_type) or (now and stock_type == "B"):
                yield END_STATE, {"stock": {"lot": number, "stock_type": stock_type}, "quantity": now}, True


def _ledger(opening: Opening, trace: Trace, recorder: Recorder) -> Iterator[Suggestion]:
    seen: set[tuple[str, str, str]] = set()
    for entry in trace.entries:
        for event in entry.events:
            for line in event.fields.get("lines", ()) if event.kind == "ledger.posted" else ():
                for key in ("po", "iv"):
                    value = line.get(key)
                    named = recorder.named(value) if value else value
                    if not value or named == value or (line["account"], key, value) in seen:
                        continue
                    seen.add((line["account"], key, value))
                    total = trace.state.gl(line["account"], **{key: value})
                    yield END_STATE, {"ledger": "gl", "account": line["account"], key: named, "sum": total}, total == 0


def _never_made(opening: Opening, trace: Trace) -> Iterator[Suggestion]:
    """What the scenario allows and this way left alone: perhaps a temptation; the author decides."""
    made = {name.partition(":")[0] for name in trace.created}
    for spec in command_specs().values():
        if spec.document and spec.subject is None and spec.document not in made and _allowed(opening, spec.name):
            yield END_STATE, {"none": {"doc": spec.document, "own": True}}, False


def _allowed(opening: Opening, command: str) -> bool:
    return any(
        command == pattern or (pattern.endswith("*") and command.startswith(pattern[:-1]))
        for pattern in opening.scenario.commands
    )


def _process(opening: Opening, state: State, rows: list[JournalEntry], recorder: Recorder) -> Iterator[Suggestion]:
    changes = [
        entry
        for entry in rows
        if entry.outcome is Outcome.ACCEPTED and entry.command.name not in {"hat.switch", "clock.advance"}
    ]
    for place, entry in enumerate(changes):
        yield from _after(changes[:place], entry)
        yield from _by_whom(state, changes[:place], entry, recorder)
    yield from _looks(rows, recorder)
    done = {entry.command.name for entry in changes}
    for name in command_specs():
        if name.endswith(TAKING_BACK) and name not in done and _allowed(opening, name):
            yield PROCESS, {"type": "absence", "a": name}, False


def _after(earlier: list[JournalEntry], entry: JournalEntry) -> Iterator[Suggestion]:
    """The nearest earlier step that made or changed what this one worked on."""
    for before in reversed(earlier):
        shared = sorted(changed_objects(before) & known_objects(entry))
        kinds = [name.partition(":")[0] for name in shared if name.partition(":")[0] in DOCUMENT_KINDS]
        if kinds and before.command.name != entry.command.name:
            rule: Tree = {"type": "precedence", "a": before.command.name, "b": entry.command.name, "same": kinds[0]}
            yield PROCESS, rule, True
            return


def _by_whom(
    state: State, earlier: list[JournalEntry], entry: JournalEntry, recorder: Recorder
) -> Iterator[Suggestion]:
    name, user = entry.command.name, entry.command.user
    spec = command_specs().get(name)
    if name == "message.send":
        yield PROCESS, {"type": "existence", "a": {"do": name, "where": {"to": entry.command.args["to"]}}}, True
    if spec is None or not (name.endswith(JUDGING) or spec.needs_signature):
        return
    roles = list(roles_of(state, user))
    if roles:
        yield PROCESS, {"type": "role_of", "a": name, "roles": roles}, True
    for before in earlier:
        shared = changed_objects(before) & known_objects(entry)
        kinds = sorted({one.partition(":")[0] for one in shared} & set(DOCUMENT_KINDS))
        if kinds and before.command.user != user and before.command.name.endswith((".create", ".post", ".propose")):
            rule: Tree = {"type": "four_eyes", "a": before.command.name, "b": name, "same": kinds[0]}
            yield PROCESS, rule, True
    if spec.needs_signature and spec.document:
        yield (
            PROCESS,
            {"type": "signed_by", "of": {"doc": spec.document}, "meaning": spec.meaning, "roles": roles},
            False,
        )


def _looks(rows: list[JournalEntry], recorder: Recorder) -> Iterator[Suggestion]:
    for place, entry in enumerate(rows):
        if entry.outcome is not Outcome.LOOKED_UP or entry.command.name == "hint.open":
            continue
        following = next((row for row in rows[place:] if row.outcome is Outcome.ACCEPTED and _counts(row)), None)
        args = entry.command.args
        rule: Tree = {"type": "looked_up", "what": args.get("report") or args.get("kind")}
        number = args.get("id")
        if number and (args["kind"] not in DOCUMENT_KINDS or recorder.named(number) != number):
            rule["which"] = recorder.named(number)
        if following is not None:
            rule["before"] = following.command.name
        yield PROCESS, rule, True


def _counts(entry: JournalEntry) -> bool:
    return entry.command.name not in {"hat.switch", "clock.advance", "message.send"}
