"""Loading: a scenario file becomes a Scenario, or a list of everything that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from scenarios.grading import assertions, constraints, vocabulary
from scenarios.grading.crosschecks import crosscheck
from scenarios.grading.patterns import StepPattern
from scenarios.grading.problems import Problem
from scenarios.grading.reading import Plain, Table, read_document
from scenarios.grading.scenario import (
    Choice,
    Expectation,
    Group,
    Hint,
    Inject,
    NeedlessPolicy,
    Npc,
    RefusalPolicy,
    Scenario,
    ScriptedCommand,
    Seat,
    Start,
    Tags,
    TimePolicy,
    WrongPath,
)
from scenarios.grading.text import NOTHING, Text

ID = re.compile(r"[A-Z][A-Z0-9]{1,3}-\d{2}")
VERSION = re.compile(r"\d+\.\d+\.\d+")

BAD_ID = Text("编号应当像 P2P-03。", "An id looks like P2P-03.")
BAD_VERSION = Text("版本应当像 1.2.0。", "A version looks like 1.2.0.")
BAD_MOMENT = Text("时刻应当像 2026-12-01T09:00。", "A moment looks like 2026-12-01T09:00.")
NO_KIND = Text("看不出是哪一种断言，可用：{known}。", "Which kind of assertion is this? Known are: {known}.")


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the scenario when there is no problem, otherwise all problems."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def load_scenario(text: str, *, file: str) -> Loaded:
    """Read a scenario from YAML or JSON; nothing is evaluated, nothing unknown is let through."""
    top, reading = read_document(text, file=file)
    if top.node is None:
        return Loaded(None, tuple(reading.problems))
    scenario = _scenario(top)
    top.finish()
    crosscheck(scenario, top)
    problems = tuple(sorted(reading.problems, key=lambda problem: (problem.line, problem.field)))
    return Loaded(None if problems else scenario, problems)


def _scenario(top: Table) -> Scenario:
    _match(top, "id", ID, BAD_ID)
    _match(top, "version", VERSION, BAD_VERSION)
    allowed, passing = top.table("allowed"), top.table("pass")
    expectations = (
        *(_assertion(table) for table in top.tables("end_state", required=True)),
        *(_constraint(table) for table in top.tables("process", required=True)),
        *(_answer(table) for table in top.tables("answers")),
    )
    scenario = Scenario(
        id=top.word("id"),
        version=top.word("version"),
        dataset=top.word("dataset"),
        title=top.text("title"),
        tags=_tags(top.table("tags")),
        seats=tuple(_seat(table) for table in top.tables("seats", required=True)),
        npcs=tuple(_npc(table) for table in top.tables("npcs")),
        injects=tuple(_inject(table) for table in top.tables("injects")),
        start=_start(top.table("start")),
        brief=top.text("brief"),
        wanted=tuple(_text_of(table) for table in top.tables("wanted", required=True)),
        facts=tuple(_fact(table) for table in top.tables("facts")),
        debrief=top.text("debrief"),
        screens=allowed.words("screens", required=True),
        commands=allowed.words("commands", required=True),
        expectations=expectations,
        refusals=_refusals(top.table("refusals")),
        needless=_needless(top.table("needless")),
        hints=tuple(_hint(table) for table in top.tables("hints", required=True)),
        time=_time(top.table("time")),
        pass_score=passing.number("score"),
        solutions=top.words("solutions", required=True),
        wrong=tuple(_wrong(table) for table in top.tables("wrong", required=True)),
        names={},
    )
    # Spelt out although it is the only rule there is: a reader of the file sees that a critical failure fails the drill.
    passing.truth("no_critical", default=True)
    allowed.finish()
    passing.finish()
    return scenario


def _match(table: Table, key: str, pattern: re.Pattern[str], sentence: Text) -> None:
    if key in table and not pattern.fullmatch(str(table.value(key))):
        table.blame(key, sentence)


def _moment(table: Table, key: str, *, default: str | None = None) -> str:
    moment = table.word(key, default=default)
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        if key in table:
            table.blame(key, BAD_MOMENT)
    return moment


def _head(table: Table, group: Group, kind: str) -> dict[str, object]:
    auditor = table.table("auditor", required=False)
    head: dict[str, object] = {
        "id": table.word("id"),
        "group": group,
        "kind": kind,
        "weight": table.number("w"),
        "critical": table.truth("critical", default=False),
        "title": table.text("title", required=False),
        "clause": table.word("clause", default=""),
        "procedure": table.word("procedure", default=""),
        "seen": auditor.text("seen", required=False),
        "missed": auditor.text("missed", required=False),
    }
    auditor.finish()
    return head


def _assertion(table: Table) -> Expectation:
    inner = table.table("assert")
    kind = next((name for name in assertions.KINDS if name in inner), "")
    head = _head(table, Group.END_STATE, kind)
    if not kind:
        if inner.node is not None:
            inner.blame("", NO_KIND.fill(known=", ".join(assertions.KINDS)))
        rule = assertions.KINDS["none"].read(Table(table.reading, None, "assert"))
    else:
        rule = assertions.KINDS[kind].read(inner)
        inner.finish()
    table.finish()
    return Expectation(**head, rule=rule)  # type: ignore[arg-type]


def _constraint(table: Table) -> Expectation:
    kind = table.word("type", known=constraints.KINDS)
    head = _head(table, Group.PROCESS, kind)
    known = constraints.KINDS.get(kind)
    if known is None:
        return Expectation(**head, rule=constraints.KINDS["existence"].read(Table(table.reading, None, "")))  # type: ignore[arg-type]
    rule = known.read(table)
    table.finish()
    return Expectation(**head, rule=rule)  # type: ignore[arg-type]


def _answer(table: Table) -> Expectation:
    head = _head(table, Group.ANSWERS, "answer")
    head["title"] = NOTHING
    rule = assertions.Answer.read(table, str(head["id"]))
    table.finish()
    return Expectation(**head, rule=rule)  # type: ignore[arg-type]


def _tags(table: Table) -> Tags:
    tags = Tags(
        chain=table.word("chain"),
        steps=table.words("steps", required=True),
        roles=table.words("roles", required=True),
        difficulty=table.integer("difficulty", least=1),
        topics=table.words("topics"),
    )
    table.finish()
    return tags


def _seat(table: Table) -> Seat:
    seat = Seat(table.word("id"), table.words("hats", required=True))
    table.finish()
    return seat


def _npc(table: Table) -> Npc:
    npc = Npc(
        id=table.word("id"),
        user=table.word("as"),
        kind=table.word("kind", known=vocabulary.DOCUMENTS),
        status=table.word("status"),
        command=vocabulary.known_command(table, "do"),
        args=table.mapping("args"),
        after_minutes=table.integer("after_minutes", default=0),
        condition=table.mapping("if"),
    )
    table.finish()
    return npc


def _inject(table: Table) -> Inject:
    inject = Inject(
        id=table.word("id"),
        at_minutes=table.integer("at_minutes") if "at_minutes" in table else None,
        when=table.mapping("when"),
        commands=tuple(scripted(inner) for inner in table.tables("do", required=True)),
    )
    table.finish()
    return inject


def scripted(table: Table) -> ScriptedCommand:
    """Read one command of an overlay, an inject or a path: `{as, do, args, save}`."""
    saved: Plain = table.value("save", required=False)
    save = {saved: saved} if isinstance(saved, str) else {str(k): str(v) for k, v in saved.items()} if isinstance(saved, dict) else {}
    command = ScriptedCommand(
        user=table.word("as"),
        command=vocabulary.known_command(table, "do"),
        args=table.mapping("args"),
        save=save,
        line=table.node.start_mark.line + 1 if table.node is not None else 0,
    )
    return command


def _overlay(table: Table) -> ScriptedCommand:
    command = scripted(table)
    table.finish()
    return command


def _start(table: Table) -> Start:
    clock = _moment(table, "clock")
    variants = table.table("variants", required=False)
    bind = variants.table("bind", required=False)
    choices = []
    for name in bind.keys():
        inner = bind.table(name)
        options = inner.value("choice")
        choices.append(Choice(name, tuple(options) if isinstance(options, list) else ()))
        inner.finish()
    start = Start(
        clock=clock,
        overlay_from=_moment(table, "overlay_from", default=clock),
        overlay=tuple(_overlay(inner) for inner in table.tables("overlay")),
        choices=tuple(choices),
        varies=variants.word("seed", default="fixed", known=("per_attempt", "fixed")) == "per_attempt",
    )
    variants.finish()
    bind.finish()
    table.finish()
    return start


def _text_of(table: Table) -> Text:
    zh, en = table.word("zh"), table.word("en")
    table.finish()
    return Text(zh, en)


def _fact(table: Table) -> tuple[Text, Text]:
    fact = table.text("label"), table.text("value")
    table.finish()
    return fact


def _refusals(table: Table) -> RefusalPolicy:
    hard = table.table("hard", required=False)
    policy = RefusalPolicy(
        free=table.integer("free"),
        each=table.number("each"),
        hard={code: hard.number(code) for code in hard.keys()},
    )
    hard.finish()
    table.finish()
    return policy


def _needless(table: Table) -> NeedlessPolicy:
    policy = NeedlessPolicy(
        allow=table.integer("allow"),
        each=table.number("each"),
        most=table.number("max"),
        ignore=tuple(StepPattern(name) for name in table.words("ignore")),
    )
    table.finish()
    return policy


def _hint(table: Table) -> Hint:
    hint = Hint(table.number("cost"), table.text("text"))
    table.finish()
    return hint


def _time(table: Table) -> TimePolicy:
    policy = TimePolicy(
        target_minutes=table.integer("target_minutes", least=1),
        hard_minutes=table.integer("hard_minutes", least=1),
        each=table.number("over_each_minute"),
        most=table.number("max", default=Decimal(100)),
    )
    table.finish()
    return policy


def _wrong(table: Table) -> WrongPath:
    expect = table.table("expect")
    wrong = WrongPath(
        file=table.word("file"),
        fails=frozenset(expect.words("fails", required=True)),
        critical=frozenset(expect.words("critical")),
        refused=expect.words("refused"),
    )
    expect.finish()
    table.finish()
    return wrong
