"""Deductions: what refusals, hints and time cost. Needless steps have a file of their own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scenarios.engine.api import JournalEntry, Outcome
from scenarios.grading.scenario import Hint, Mode, RefusalPolicy, TimePolicy
from scenarios.grading.text import NOTHING, Text
from scenarios.grading.trace import Trace

FREE = Text("第一次提醒，不扣分", "Free, the system taught you")
COSTS = Text("扣 {n} 分", "Costs {n}")
HARD = Text("硬性拦截，扣 {n} 分", "Hard stop, costs {n}")
GUIDED = Text("引导模式，不扣分", "Guided, costs nothing")

NOTHING_OFF = Decimal(0)


@dataclass(frozen=True)
class Deduction:
    """One thing that cost points, or that was let pass: which row, what it was, how much, and why."""

    seq: int
    code: str
    cost: Decimal
    reason: Text


def refusals(trace: Trace, policy: RefusalPolicy, mode: Mode) -> tuple[Deduction, ...]:
    """Price each refused row: hard codes always, soft ones after the free ones."""
    found, soft = [], 0
    for entry in trace.refused:
        code = entry.refusal.code if entry.refusal is not None else ""
        if mode is Mode.GUIDED:
            found.append(Deduction(entry.seq, code, NOTHING_OFF, GUIDED))
        elif code in policy.hard:
            found.append(Deduction(entry.seq, code, policy.hard[code], HARD.fill(n=policy.hard[code])))
        else:
            soft += 1
            cost = policy.each if soft > policy.free else NOTHING_OFF
            found.append(Deduction(entry.seq, code, cost, COSTS.fill(n=cost) if cost else FREE))
    return tuple(found)


def hints(trace: Trace, offered: tuple[Hint, ...], mode: Mode) -> tuple[Deduction, ...]:
    """Price each hint once, at its first reading."""
    found: dict[int, Deduction] = {}
    for entry in trace.own_rows:
        number = hint_number(entry)
        if number is None or number in found or not 1 <= number <= len(offered):
            continue
        cost = NOTHING_OFF if mode is Mode.GUIDED else offered[number - 1].cost
        found[number] = Deduction(entry.seq, f"HINT-{number}", cost, COSTS.fill(n=cost) if cost else GUIDED)
    return tuple(found.values())


def hint_number(entry: JournalEntry) -> int | None:
    """Return which hint a row opened, if it opened one."""
    if entry.command.name != "hint.open" or entry.outcome is Outcome.REFUSED:
        return None
    return int(entry.command.args["nr"])


def overtime(trace: Trace, policy: TimePolicy, mode: Mode) -> tuple[Deduction, ...]:
    """Price the virtual minutes beyond the limit, up to the cap."""
    over = trace.duration_minutes - policy.hard_minutes
    if over <= 0 or mode is Mode.GUIDED or not trace.own_rows:
        return ()
    cost = min(policy.most, over * policy.each)
    reason = Text("超出时限 {n} 分钟，扣 {cost} 分", "{n} minutes over the limit, costs {cost}").fill(n=over, cost=cost)
    return (Deduction(trace.own_rows[-1].seq, "OVERTIME", cost, reason if cost else NOTHING),)
