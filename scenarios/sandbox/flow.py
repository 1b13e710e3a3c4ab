"""The document flow as a drawing: a column per step of the chain, one box per document, lines between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scenarios.engine.api import State
from scenarios.sandbox.wording import Words

COLUMNS: Mapping[str, int] = {
    "PR": 0,
    "PO": 1,
    "GR": 2,
    "QI": 3,
    "IV": 3,
    "OOS": 4,
    "NCR": 4,
    "CM": 4,
    "PAY": 5,
    "SCAR": 5,
    "DEV": 5,
    "SO": 0,
    "DN": 1,
    "BIL": 2,
    "RMA": 2,
    "RCT": 3,
}
BOX_WIDTH, BOX_HEIGHT, STEP_X, STEP_Y = 160, 40, 186, 56
LETTERS_IN_A_BOX = 26
"""Latin letters of the small line; a Chinese character has the width of two"""
DONE = frozenset(
    [
        "ordered",
        "invoiced",
        "posted",
        "decided",
        "closed",
        "executed",
        "paid",
        "cleared",
        "done",
        "approved",
        "released",
        "received",
        "issued",
        "delivered",
        "billed",
        "credited",
        "replaced",
    ]
)
STOPPED = frozenset(["rejected", "cancelled", "reversed", "blocked"])


@dataclass(frozen=True)
class Box:
    """A document in the drawing."""

    kind: str
    number: str
    title: str
    sub: str
    state: str
    x: int
    y: int

    @property
    def shown(self) -> str:
        """The small line as far as the box is wide; the drawing's description holds all of it."""
        kept, width = "", 0
        for letter in self.sub:
            width += 1 if letter.isascii() else 2
            if width > LETTERS_IN_A_BOX:
                return f"{kept.rstrip()}…"
            kept += letter
        return kept

    @property
    def width(self) -> int:
        """How wide it is."""
        return BOX_WIDTH

    @property
    def text_x(self) -> int:
        """Where its words begin."""
        return self.x + 9

    @property
    def title_y(self) -> int:
        """The base line of its title."""
        return self.y + 17

    @property
    def sub_y(self) -> int:
        """The base line of the words below."""
        return self.y + 31


@dataclass(frozen=True)
class Flow:
    """The whole drawing."""

    boxes: tuple[Box, ...]
    edges: tuple[str, ...]
    heads: tuple[str, ...]
    width: int
    height: int
    words: str


def document_flow(state: State, name: str, words: Words) -> Flow:
    """The flow around one document; the document itself is marked as the present one."""
    nodes, edges = state.document_flow(name)
    rows: dict[int, int] = {}
    boxes: dict[str, Box] = {}
    for node in nodes:
        kind, _, number = node.partition(":")
        body = state.document(kind, number)
        if body is None:
            continue
        column = COLUMNS.get(kind, 5)
        row = rows.get(column, 0)
        rows[column] = row + 1
        status = words.status(kind, body["status"])
        tone = (
            "now"
            if node == name
            else "stop"
            if body["status"] in STOPPED
            else "go"
            if body["status"] in DONE
            else "next"
        )
        boxes[node] = Box(kind, number, words.entity(kind), f"{number} {status}", tone, column, 8 + row * STEP_Y)
    taken = sorted({box.x for box in boxes.values()})
    boxes = {key: replace(box, x=1 + taken.index(box.x) * STEP_X) for key, box in boxes.items()}
    lines = [_line(boxes[source], boxes[target]) for source, target in edges if source in boxes and target in boxes]
    return Flow(
        boxes=tuple(boxes.values()),
        edges=tuple(path for path, _ in lines),
        heads=tuple(head for _, head in lines),
        width=max((box.x for box in boxes.values()), default=0) + BOX_WIDTH + 2,
        height=max((box.y for box in boxes.values()), default=0) + BOX_HEIGHT + 8,
        words=words.clauses(f"{box.title} {box.sub}" for box in boxes.values()),
    )


def _line(source: Box, target: Box) -> tuple[str, str]:
    """The path from one box to the next, and the head of its arrow."""
    if target.x > source.x:
        start_x, start_y = source.x + BOX_WIDTH, source.y + BOX_HEIGHT // 2
        end_x, end_y = target.x - 7, target.y + BOX_HEIGHT // 2
        middle = end_x - 8
        head = f"M{target.x - 1} {end_y}l-7 -3.5v7z"
        return f"M{start_x} {start_y}H{middle}V{end_y}H{end_x}", head
    below = target.y > source.y
    start_y, end_y = (source.y + BOX_HEIGHT, target.y - 7) if below else (source.y, target.y + BOX_HEIGHT + 7)
    x = target.x + BOX_WIDTH // 2
    head = f"M{x} {target.y - 1}l-3.5 -7h7z" if below else f"M{x} {target.y + BOX_HEIGHT + 1}l-3.5 7h7z"
    return f"M{source.x + BOX_WIDTH // 2} {start_y}V{(start_y + end_y) // 2}H{x}V{end_y}", head
