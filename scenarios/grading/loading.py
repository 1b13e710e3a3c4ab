"""Loading: a scenario file becomes a Scenario, or a list of everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scenarios.grading import assertions, constraints
from scenarios.grading.crosschecks import crosscheck
from scenarios.grading.planted import read_faults, read_shows, read_thresholds
from scenarios.grading.problems import Problem
from scenarios.grading.reading import Plain, Table, read_document
from scenarios.grading.scenario import Expectation, Group, Scenario
from scenarios.grading.sections import (
    read_fact,
    read_hint,
    read_inject,
    read_needless,
    read_npc,
    read_refusals,
    read_seat,
    read_sentence,
    read_start,
    read_tags,
    read_time,
    read_wrong,
)
from scenarios.grading.text import NOTHING, Text, enumerated

ID = re.compile(r"[A-Z][A-Z0-9]{1,3}-\d{2}")
VERSION = re.compile(r"\d+\.\d+\.\d+")

BAD_ID = Text("编号应当像 P2P-03。", "An id looks like P2P-03.")
BAD_VERSION = Text("版本应当像 1.2.0。", "A version looks like 1.2.0.")
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
    start = read_start(top.table("start"))
    expectations = (
        *(_assertion(table, start.offered) for table in top.tables("end_state", required=True)),
        *(_constraint(table, start.offered) for table in top.tables("process", required=True)),
        *(_answer(table, start.offered) for table in top.tables("answers")),
    )
    scenario = Scenario(
        id=top.word("id"),
        version=top.word("version"),
        dataset=top.word("dataset"),
        title=top.text("title"),
        tags=read_tags(top.table("tags")),
        seats=tuple(read_seat(table) for table in top.tables("seats", required=True)),
        npcs=tuple(read_npc(table) for table in top.tables("npcs")),
        injects=tuple(read_inject(table) for table in top.tables("injects")),
        start=start,
        brief=top.text("brief"),
        wanted=tuple(read_sentence(table) for table in top.tables("wanted", required=True)),
        facts=tuple(read_fact(table) for table in top.tables("facts")),
        debrief=top.text("debrief"),
        screens=allowed.words("screens", required=True),
        commands=allowed.words("commands", required=True),
        expectations=expectations,
        refusals=read_refusals(top.table("refusals")),
        needless=read_needless(top.table("needless")),
        hints=tuple(read_hint(table) for table in top.tables("hints", required=True)),
        time=read_time(top.table("time")),
        pass_score=passing.number("score"),
        thresholds=read_thresholds(passing, expectations),
        solutions=top.words("solutions", required=True),
        wrong=tuple(read_wrong(table) for table in top.tables("wrong", required=True)),
        names={},
    )
    # Spelt out although there is no other rule: who reads the file sees that a critical failure fails the drill.
    passing.truth("no_critical", default=True)
    allowed.finish()
    passing.finish()
    return scenario


def _match(table: Table, key: str, pattern: re.Pattern[str], sentence: Text) -> None:
    if key in table and not pattern.fullmatch(str(table.value(key))):
        table.blame(key, sentence)


Offered = Mapping[str, Sequence[Plain]]
"""What the variants may give to each name."""


def _head(table: Table, group: Group, kind: str, offered: Offered) -> dict[str, object]:
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
        "shows": read_shows(table),
        "faults": read_faults(table, offered),
    }
    auditor.finish()
    return head


def _assertion(table: Table, offered: Offered) -> Expectation:
    inner = table.table("assert")
    kind = next((name for name in assertions.KINDS if name in inner), "")
    head = _head(table, Group.END_STATE, kind, offered)
    if not kind:
        if inner.node is not None:
            inner.blame("", NO_KIND.fill(known=enumerated(assertions.KINDS)))
        rule = assertions.KINDS["none"](Table(table.reading, None, "assert"))
    else:
        rule = assertions.KINDS[kind](inner)
        inner.finish()
    table.finish()
    return Expectation(**head, rule=rule)  # type: ignore[arg-type]


def _constraint(table: Table, offered: Offered) -> Expectation:
    kind = table.word("type", known=constraints.KINDS)
    head = _head(table, Group.PROCESS, kind, offered)
    known = constraints.KINDS.get(kind)
    if known is None:
        return Expectation(**head, rule=constraints.KINDS["existence"](Table(table.reading, None, "")))  # type: ignore[arg-type]
    rule = known(table)
    table.finish()
    return Expectation(**head, rule=rule)  # type: ignore[arg-type]


def _answer(table: Table, offered: Offered) -> Expectation:
    head = _head(table, Group.ANSWERS, "answer", offered)
    head["title"] = NOTHING
    rule = assertions.Answer.read(table, str(head["id"]))
    table.finish()
    return Expectation(**head, rule=rule)  # type: ignore[arg-type]
