"""Drawing a form from the bank, pure: at random, no question twice, every row of the blueprint satisfied.

The same blueprint, pool and seed give the same form on every machine.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, order=True)
class Candidate:
    """A question that may be drawn; one with a topic is drawn by its topic and never by its step."""

    code: str
    step: str
    level: str
    topic: str = ""


@dataclass(frozen=True)
class Row:
    """So many questions of a section, from these steps or from these topics, at these levels."""

    section: str
    items: int
    levels: frozenset[str]
    steps: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()

    def takes(self, candidate: Candidate) -> bool:
        """Whether the question may stand in this row."""
        if candidate.level not in self.levels:
            return False
        return candidate.topic in self.topics if candidate.topic else candidate.step in self.steps


@dataclass(frozen=True)
class Drawn:
    """A question and the section it was drawn for."""

    section: str
    code: str


class PoolTooSmall(Exception):  # noqa: N818 - names what is the matter, as the callers' refusal does
    """No form satisfies all rows; `row` is one that goes short."""

    def __init__(self, row: Row) -> None:
        super().__init__(f"the bank is too small for a row of section {row.section}")
        self.row = row


def draw(blueprint: Sequence[Row], pool: Iterable[Candidate], seed: int) -> tuple[Drawn, ...]:
    """A form: sections in the blueprint's order, the questions of a section in random order. Refuses PoolTooSmall."""
    random = Random(f"form {seed}")
    slots = [row for row in blueprint for _ in range(row.items)]
    taken = _match(slots, sorted(pool), random)
    by_section: dict[str, list[str]] = {row.section: [] for row in blueprint}
    for code, slot in taken.items():
        by_section[slots[slot].section].append(code)
    form: list[Drawn] = []
    for section, codes in by_section.items():
        shuffled = sorted(codes)
        random.shuffle(shuffled)
        form.extend(Drawn(section, code) for code in shuffled)
    return tuple(form)


def shuffled_keys(keys: Sequence[str], seed: int, code: str) -> list[str]:
    """The keys of one question in the order in which this form shows them."""
    order = list(keys)
    Random(f"options {seed} {code}").shuffle(order)
    return order


def short_rows(blueprint: Sequence[Row], pool: Iterable[Candidate]) -> tuple[tuple[Row, int], ...]:
    """The rows that the pool cannot fill, each with the number of questions it is short of; empty when a form can be drawn.

    A question that several rows could take is counted once, so the sum is the least number of questions to be written.
    """
    slots = [row for row in blueprint for _ in range(row.items)]
    listed = sorted(pool)
    _taken, unfilled = _fill([[one.code for one in listed if slot.takes(one)] for slot in slots])
    counts = Counter(slots[slot] for slot in unfilled)
    return tuple((row, counts[row]) for row in dict.fromkeys(blueprint) if counts[row])


def _match(slots: Sequence[Row], pool: Sequence[Candidate], random: Random) -> dict[str, int]:
    """Give each slot a question of its own, tried in random order."""
    fitting = []
    for slot in slots:
        codes = [candidate.code for candidate in pool if slot.takes(candidate)]
        random.shuffle(codes)
        fitting.append(codes)
    taken, unfilled = _fill(fitting)
    if unfilled:
        raise PoolTooSmall(slots[unfilled[0]])
    return taken


def _fill(fitting: Sequence[Sequence[str]]) -> tuple[dict[str, int], list[int]]:
    """Bipartite matching by augmenting paths: the question taken by each slot, and the slots that none is left for."""
    taken: dict[str, int] = {}

    def place(slot: int, seen: set[str]) -> bool:
        free = [code for code in fitting[slot] if code not in taken and code not in seen]
        if free:
            taken[free[0]] = slot
            return True
        for code in fitting[slot]:
            if code in seen:
                continue
            seen.add(code)
            if place(taken[code], seen):
                taken[code] = slot
                return True
        return False

    return taken, [slot for slot in range(len(fitting)) if not place(slot, set())]
