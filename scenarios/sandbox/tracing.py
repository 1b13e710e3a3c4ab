"""The lot trace as a tree: from a supplier's lot to the customer or back, each step with its kind, quantity and document."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scenarios.engine.api import State

FORWARD, BACKWARD = "forward", "backward"
DIRECTIONS = (FORWARD, BACKWARD)
DEEPEST = 12
"""No chain of this trade is longer: supplier lot, lot, semi-finished, finished, rework, repack, delivery, customer, return."""
MOST_STEPS = 400


@dataclass
class Step:
    """One thing in the tree, how one came to it, and where one can go from it.

    `seen` says that it stands higher up already and is unfolded there; `more` that the depth asked for ends here.
    """

    name: str
    kind: str
    relation: str = ""
    quantity: int | None = None
    document: str = ""
    item: str = ""
    stock: tuple[tuple[str, int], ...] = ()
    children: list["Step"] = field(default_factory=list)
    seen: bool = False
    more: bool = False

    @property
    def document_kind(self) -> str:
        """The kind of the document that the step rests on."""
        return self.document.partition(":")[0]

    @property
    def document_number(self) -> str:
        """Its number."""
        return self.document.partition(":")[2]


@dataclass(frozen=True)
class _Edge:
    source: str
    target: str
    relation: str
    quantity: int
    document: str


class Tracer:
    """Reads the genealogy of one state once, and answers from it."""

    def __init__(self, state: State) -> None:
        self.state = state
        net: dict[tuple[str, str, str], int] = {}
        documents: dict[tuple[str, str, str], str] = {}
        for edge in state.genealogy_edges():
            key = (edge["source"], edge["target"], edge["relation"])
            net[key] = net.get(key, 0) + edge["quantity"]
            documents[key] = edge.get("document", "") or documents.get(key, "")
        self._after: dict[str, list[_Edge]] = {}
        self._before: dict[str, list[_Edge]] = {}
        for key, quantity in sorted(net.items()):
            if quantity <= 0:
                continue
            link = _Edge(*key, quantity, documents[key] or self._document(*key))
            self._after.setdefault(link.source, []).append(link)
            self._before.setdefault(link.target, []).append(link)

    def _document(self, source: str, target: str, relation: str) -> str:
        """The document of an edge of the base, which names none: the order that made the lot, the delivery, the receipt."""
        lot = self.state.lot(target) or {}
        named = {
            "consumption": ("WO", lot.get("wo", "")),
            "receipt": ("GR", lot.get("gr", "")),
            "ship": ("DN", target if self.state.document("DN", target) else source),
        }
        kind, number = named.get(relation, ("", ""))
        return f"{kind}:{number}" if kind and self.state.document(kind, str(number)) else ""

    def kind_of(self, name: str) -> str:
        """What a node is: a lot, a delivery, a customer, a return, else a lot of a supplier's."""
        found = ("LOT", "DN", "CUSTOMER", "RMA")
        return next((kind for kind in found if self.state.exists(kind, name)), "")

    def found(self, asked: str) -> tuple[str, ...]:
        """The nodes that a text means: exactly one if it is a node's name or a supplier's lot, else all that hold it."""
        wanted = asked.casefold()
        if not wanted:
            return ()
        names = sorted({*self._after, *self._before, *(lot["id"] for lot in self.state.lots())})
        exact = [name for name in names if wanted in {name.casefold(), name.casefold().rpartition("/")[2]}]
        return tuple(exact or [name for name in names if wanted in self._said(name)])

    def _said(self, name: str) -> str:
        lot = self.state.lot(name) or {"supplier_lot": "", "item": ""}
        return f"{name} {lot['supplier_lot']} {lot['item']}".casefold()

    def tree(self, name: str, direction: str, depth: int = DEEPEST) -> Step:
        """Everything that can be reached from a node, each thing unfolded once."""
        root = self._step(name)
        waiting = [(root, depth)]
        known = {name}
        count = 0
        while waiting:
            step, left = waiting.pop(0)
            edges = (self._after if direction == FORWARD else self._before).get(step.name, ())
            if not left or count > MOST_STEPS:
                step.more = bool(edges)
                continue
            for edge in edges:
                count += 1
                child = self._step(edge.target if direction == FORWARD else edge.source, edge)
                child.seen = child.name in known
                step.children.append(child)
                if not child.seen:
                    known.add(child.name)
                    waiting.append((child, left - 1))
        return root

    def _step(self, name: str, edge: _Edge | None = None) -> Step:
        lot = self.state.lot(name) or {"item": ""}
        held: dict[str, int] = {}
        for row in self.state.stock_rows(lot=name) if lot["item"] else ():
            held[row["stock_type"]] = held.get(row["stock_type"], 0) + row["quantity"]
        step = Step(name, self.kind_of(name), item=str(lot["item"]), stock=tuple(sorted(held.items())))
        if edge is not None:
            step.relation, step.quantity, step.document = edge.relation, edge.quantity, edge.document
        return step


def rows(root: Step) -> Iterator[tuple[int, str, Step]]:
    """The tree line by line: level, the name of what one came from, the step."""
    waiting = [(0, "", root)]
    while waiting:
        level, source, step = waiting.pop()
        yield level, source, step
        waiting.extend((level + 1, step.name, child) for child in reversed(step.children))
