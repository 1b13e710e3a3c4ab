"""The worklist of a hat: what waits for it, section by section, own documents before those of the base."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.api import State
from scenarios.engine.policy import may_use

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """One line of the worklist: a kind of work, the documents that wait, the newest first."""

    key: str
    kind: str
    documents: tuple[Body, ...]

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.documents)


def _status(*wanted: str) -> Callable[[Body], bool]:
    return lambda body: body["status"] in wanted


def _awaits_goods(body: Body) -> bool:
    return body["status"] in {"released", "partly_received"}


def _awaits_invoice(body: Body) -> bool:
    late = any(line["received"] - line["returned"] > line["invoiced"] for line in body["lines"].values())
    return late and body["status"] in {"partly_received", "received"}


def _is_payable(body: Body) -> bool:
    return body["status"] in {"posted", "released"} and not body["blocks"]


def _awaits_return(body: Body) -> bool:
    return body["status"] == "disposed" and body["disposition"] == "return"


WORK: Mapping[str, tuple[str, Callable[[Body], bool]]] = {
    "pr.submit": ("PR", _status("draft")),
    "pr.approve": ("PR", _status("submitted")),
    "po.create": ("PR", _status("approved")),
    "po.submit": ("PO", _status("draft")),
    "po.approve": ("PO", _status("submitted")),
    "po.release": ("PO", _status("approved")),
    "gr.post": ("PO", _awaits_goods),
    "qi.sample": ("QI", _status("created")),
    "qi.record": ("QI", _status("sampled")),
    "qi.decide": ("QI", _status("recorded")),
    "oos.close": ("OOS", _status("open")),
    "ncr.contain": ("NCR", _status("open")),
    "ncr.investigate": ("NCR", _status("contained")),
    "mrb.decide": ("NCR", _status("investigated")),
    "mrb.concur": ("NCR", _status("disposed")),
    "gr.return": ("NCR", _awaits_return),
    "ncr.close": ("NCR", _status("executed")),
    "inv.post": ("PO", _awaits_invoice),
    "inv.release": ("IV", _status("blocked")),
    "pay.propose": ("IV", _is_payable),
    "pay.approve": ("PAY", _status("proposed")),
    "pay.execute": ("PAY", _status("approved")),
}
"""For each command that works something off: the kind of document, and when one waits."""


def worklist(state: State, hat: str) -> tuple[Section, ...]:
    """The sections that the hat's roles open, then its messages and tasks."""
    ordered: dict[str, tuple[Body, ...]] = {}

    def waiting(kind: str, rule: Callable[[Body], bool]) -> tuple[Body, ...]:
        if kind not in ordered:
            ordered[kind] = tuple(own_first(state, kind))
        return tuple(body for body in ordered[kind] if rule(body))

    found = [Section(key, kind, waiting(kind, rule)) for key, (kind, rule) in WORK.items() if may_use(state, hat, key)]
    letters = waiting("MSG", lambda body: body["to"] == hat and body["status"] == "received")
    tasks = waiting("TASK", lambda body: body["to"] == hat and body["status"] == "open")
    return (Section("message", "MSG", letters), Section("task.close", "TASK", tasks), *found)


def section(state: State, hat: str, key: str) -> Section | None:
    """One section by its key, if the hat has it."""
    return next((row for row in worklist(state, hat) if row.key == key), None)


def own_first(state: State, kind: str) -> Iterator[Body]:
    """All documents of a kind: those of this attempt newest first, then the base's newest first."""
    own = state.tables[f"doc.{kind}"].own
    yield from sorted(own.values(), key=lambda body: (body["created_at"], body["id"]), reverse=True)
    yield from (body for body in state.dataset.newest_first.get(kind, ()) if body["id"] not in own)
