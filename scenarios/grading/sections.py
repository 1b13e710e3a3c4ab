"""Sections: how each part of a scenario file is read into its value. Expectations are read in loading.py."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from scenarios.grading import vocabulary
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Plain, Table
from scenarios.grading.scenario import (
    Choice,
    Hint,
    Inject,
    LiveQualification,
    NeedlessPolicy,
    Npc,
    Portion,
    RefusalPolicy,
    ScriptedCommand,
    Seat,
    Start,
    Tags,
    TimePolicy,
    WrongPath,
)
from scenarios.grading.text import Text

NOT_ROWS = Text(
    "写成 {表或单据: {字段: 值}}，或者一个变量名。",
    "Write {table or document: {field: value}}, or the name of a variant's value.",
)
BAD_MOMENT = Text("时刻应当像 2026-12-01T09:00。", "A moment looks like 2026-12-01T09:00.")


def read_tags(table: Table) -> Tags:
    """Read how the catalogue finds the drill."""
    tags = Tags(
        chain=table.word("chain"),
        steps=table.words("steps", required=True),
        roles=table.words("roles", required=True),
        difficulty=table.integer("difficulty", least=1),
        topics=table.words("topics"),
    )
    table.finish()
    return tags


def read_seat(table: Table) -> Seat:
    """Read a seat with its hats."""
    seat = Seat(table.word("id"), table.words("hats", required=True), table.text("title", required=False))
    table.finish()
    return seat


def read_npc(table: Table) -> Npc:
    """Read somebody whom the sandbox plays."""
    npc = Npc(
        id=table.word("id"),
        user=table.word("as"),
        kind=table.word("kind", known=vocabulary.document_kinds()),
        status=table.word("status"),
        command=vocabulary.known_command(table, "do"),
        args=table.mapping("args"),
        after_minutes=table.integer("after_minutes", default=0),
        condition=table.mapping("if"),
        for_seat=table.word("seat", default=""),
        due_field=table.word("due", default=""),
    )
    table.finish()
    return npc


def read_inject(table: Table) -> Inject:
    """Read something that happens to the learner."""
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
    save = (
        {saved: saved}
        if isinstance(saved, str)
        else {str(k): str(v) for k, v in saved.items()}
        if isinstance(saved, dict)
        else {}
    )
    return ScriptedCommand(
        user=table.word("as"),
        command=vocabulary.known_command(table, "do"),
        args=table.mapping("args"),
        save=save,
        line=table.node.start_mark.line + 1 if table.node is not None else 0,
    )


def _overlay(table: Table) -> ScriptedCommand:
    command = scripted(table)
    table.finish()
    return command


def read_live(table: Table) -> LiveQualification:
    """Read which hat may stand for the learner's own certificate."""
    live = LiveQualification(table.word("user"), table.word("competence"), table.word("qualification"))
    table.finish()
    return live


def read_portion(table: Table) -> Portion:
    """Read what is left out of the dataset or looks different in it; a variant may give each as a whole."""
    found: dict[str, Plain] = {}
    for key in ("without", "instead", "renumber"):
        value = table.value(key, required=False)
        is_name = isinstance(value, str) and value.startswith("$")
        rows = list(value.values()) if isinstance(value, dict) else [value] if value is not None else []
        if not is_name and not all(isinstance(row, dict) or str(row).startswith("$") for row in rows):
            table.blame(key, NOT_ROWS)
        found[key] = value
    table.finish()
    return Portion(**found)


def read_start(table: Table) -> Start:
    """Read where the drill begins."""
    clock = _moment(table, "clock")
    variants = table.table("variants", required=False)
    bind = variants.table("bind", required=False)
    choices = []
    for name in bind.names():
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
        parameters=table.mapping("parameters"),
        live=tuple(read_live(inner) for inner in table.tables("live")),
        portion=read_portion(table.table("portion", required=False)),
    )
    variants.finish()
    bind.finish()
    table.finish()
    return start


def read_sentence(table: Table) -> Text:
    """Read a bare `{zh, en}`."""
    zh, en = table.word("zh"), table.word("en")
    table.finish()
    return Text(zh, en)


def read_fact(table: Table) -> tuple[Text, Text]:
    """Read a label with its value, for the panel beside the drill."""
    fact = table.text("label"), table.text("value")
    table.finish()
    return fact


def read_refusals(table: Table) -> RefusalPolicy:
    """Read what refusals cost."""
    hard = table.table("hard", required=False)
    policy = RefusalPolicy(
        free=table.integer("free"),
        each=table.number("each"),
        hard={code: hard.number(code) for code in hard.names()},
    )
    hard.finish()
    table.finish()
    return policy


def read_needless(table: Table) -> NeedlessPolicy:
    """Read what needless steps cost."""
    policy = NeedlessPolicy(
        allow=table.integer("allow"),
        each=table.number("each"),
        most=table.number("max"),
        ignore=tuple(StepPattern(name) for name in table.words("ignore")),
    )
    table.finish()
    return policy


def read_hint(table: Table) -> Hint:
    """Read a hint and its price."""
    hint = Hint(table.number("cost"), table.text("text"))
    table.finish()
    return hint


def read_time(table: Table) -> TimePolicy:
    """Read the time limits."""
    policy = TimePolicy(
        target_minutes=table.integer("target_minutes", least=1),
        hard_minutes=table.integer("hard_minutes", least=1),
        each=table.number("over_each_minute"),
        most=table.number("max", default=Decimal(100)),
    )
    table.finish()
    return policy


def read_wrong(table: Table) -> WrongPath:
    """Read a wrong path and how it must fail."""
    expect = table.table("expect")
    wrong = WrongPath(
        file=table.word("file"),
        fails=frozenset(expect.words("fails", required=True)),
        critical=frozenset(expect.words("critical")),
        refused=expect.words("refused"),
        rates=frozenset(expect.words("rates")),
    )
    expect.finish()
    table.finish()
    return wrong


def _moment(table: Table, key: str, *, default: str | None = None) -> str:
    moment = table.word(key, default=default)
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        if key in table:
            table.blame(key, BAD_MOMENT)
    return moment
