"""What a command would do before it is posted: the T-accounts, the stock movements, the documents, or the refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.engine import decide
from scenarios.engine.state import State
from scenarios.engine.values import Command, Refusal


@dataclass(frozen=True)
class Preview:
    """The consequences of a command that has not been given yet."""

    refusal: Refusal | None
    ledger_lines: tuple[Mapping[str, Any], ...] = ()
    stock_moves: tuple[Mapping[str, Any], ...] = ()
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def debit(self) -> int:
        """The sum of the debits, which is that of the credits."""
        return sum(line["debit"] for line in self.ledger_lines)


def preview(state: State, command: Command) -> Preview:
    """Decide a command without journalling it."""
    decision = decide(state, command)
    if isinstance(decision, Refusal):
        return Preview(refusal=decision)
    ledger = [line for event in decision if event.kind == "ledger.posted" for line in event.fields["lines"]]
    moves = [event.fields for event in decision if event.kind == "stock.moved"]
    created = [event.objects[0] for event in decision if event.kind == "document.created"]
    changed = [event.objects[0] for event in decision if event.kind == "document.changed"]
    return Preview(None, tuple(ledger), tuple(moves), tuple(created), tuple(dict.fromkeys(changed)))
