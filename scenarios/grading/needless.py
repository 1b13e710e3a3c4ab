"""Needless steps: accepted commands outside the causal cone of what was achieved. Detours have them, no right way."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scenarios.engine.api import DOCUMENT_KINDS, MASTER_KINDS, JournalEntry, Outcome
from scenarios.grading.deductions import NOTHING_OFF, Deduction
from scenarios.grading.finding import Finding
from scenarios.grading.scenario import Mode, NeedlessPolicy
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, changed_objects, known_objects

BESIDE = Text("与任何达成的结果无关", "Led to nothing that was expected")
TAKEN_BACK = Text("做了又撤销", "Done and taken back")
ALLOWED = Text("在允许次数之内", "Within the allowance")

REWORK, NEEDLESS = "REWORK", "NEEDLESS"
"""The codes of a step taken back, and of one that led nowhere."""

TAKES_BACK = (".reverse", ".cancel")
FOLLOWED = frozenset((*DOCUMENT_KINDS, *MASTER_KINDS, "LOT"))
"""What a useful step may rely on: documents, lots, and master records that were changed for it."""

NOT_A_STEP = ("hat.switch", "clock.advance", "stop.report")
"""Commands that change nothing in the books, and the one that must never cost anything: stopping."""


def needless(trace: Trace, findings: Iterable[Finding], policy: NeedlessPolicy, mode: Mode) -> tuple[Deduction, ...]:
    """Price the needless steps beyond the allowance, up to the cap; a step and its reversal count once."""
    earned = [finding for finding in findings if finding.credit]
    shown = {seq for finding in earned for seq in finding.seqs}
    steps = [entry for entry in trace.own_rows if _is_step(entry, policy)]
    pairs = _taken_back(steps, shown)
    useful = _cone(trace, {name for finding in earned for name in finding.objects}, shown)
    beside = [entry for entry in steps if entry.seq not in useful and entry.seq not in pairs]
    found = [(seq, TAKEN_BACK) for seq in sorted(set(pairs.values()))] + [(entry.seq, BESIDE) for entry in beside]
    return _price(sorted(found, key=lambda pair: pair[0]), policy, mode)


def _is_step(entry: JournalEntry, policy: NeedlessPolicy) -> bool:
    return (
        entry.outcome is Outcome.ACCEPTED
        and entry.command.name not in NOT_A_STEP
        and not any(pattern.fits(entry) for pattern in policy.ignore)
    )


def _taken_back(steps: list[JournalEntry], shown: set[int]) -> dict[int, int]:
    """Return every row of a step-and-reversal pair, pointing at the row of the reversal."""
    rows: dict[int, int] = {}
    for entry in steps:
        if not entry.command.name.endswith(TAKES_BACK) or entry.seq in shown:
            continue
        family = entry.command.name.partition(".")[0]
        victims = {f"{family.upper()}:{value}" for value in entry.command.args.values() if isinstance(value, str)}
        victims |= {name.replace("INV:", "IV:") for name in victims}
        maker = next((row for row in steps if row.seq < entry.seq and _made(row) & victims), None)
        rows[entry.seq] = entry.seq
        if maker is not None:
            rows[maker.seq] = entry.seq
    return rows


def _made(entry: JournalEntry) -> frozenset[str]:
    return frozenset(name for event in entry.events if event.kind == "document.created" for name in event.objects)


def _cone(trace: Trace, roots: set[str], shown: set[int]) -> set[int]:
    """Walk backwards: a row is useful if it changed something that is needed; what it relied on is needed too."""
    wanted, useful = set(roots), set()
    for entry in reversed(trace.entries):
        changed = changed_objects(entry)
        if entry.seq in shown or changed & wanted:
            useful.add(entry.seq)
            wanted |= {name for name in known_objects(entry) if name.partition(":")[0] in FOLLOWED}
    return useful


def _price(found: list[tuple[int, Text]], policy: NeedlessPolicy, mode: Mode) -> tuple[Deduction, ...]:
    priced, spent = [], NOTHING_OFF
    for number, (seq, reason) in enumerate(found, start=1):
        cost = NOTHING_OFF
        if number > policy.allow and mode is not Mode.GUIDED:
            cost = min(policy.each, max(policy.most - spent, Decimal(0)))
        spent += cost
        code = REWORK if reason is TAKEN_BACK else NEEDLESS
        priced.append(Deduction(seq, code, cost, reason if cost else reason + ALLOWED))
    return tuple(priced)
